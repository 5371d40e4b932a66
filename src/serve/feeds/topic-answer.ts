import type { Article } from "#model/article.ts";
import { toLanguageTag } from "#model/language-tag.ts";
import { isRejection } from "#model/rejection.ts";
import { type Topic, topicFolder, valueTopic } from "#feeds/folder.ts";
import { topicHeading } from "#feeds/heading.ts";
import type { Filter } from "#search/query/search-filter.ts";
import type { Reader } from "#store/reader.ts";
import { readTopics } from "#store/history/served-topics.ts";
import { foldTag } from "#text/fold/fold.ts";
import { answerAlias } from "#serve/articles/alias-answer.ts";
import { formatOf } from "./feed-address.ts";
import { answerQueryFeed, findFiltered } from "./query-feed.ts";
import { movedTo } from "#serve/http/redirect.ts";
import { Problem } from "#serve/http/problem.ts";
import type { RequestScope } from "#serve/http/release-route.ts";
import { answerTopicPage } from "#serve/articles/topic-page-answer.ts";
import { segmentsOf } from "#serve/http/request-path.ts";
import { shown } from "#serve/http/section-or-site.ts";

/** UTF-16 units of a tag or an author that can have a feed. */
const MAX_VALUE = 200;

/** `GET /tags/{tag}/feed.xml`, `/authors/{author}/…`, `/languages/{tag}/…`, in each format: the
 *  newest articles with a tag, by an author, in a language and its scripts and regions. However a
 *  tag or a name is written, with whatever case, width or Chinese script, it is the same feed.
 *  @throws {Problem} topic-not-found; page-not-found for another file */
export async function answerTopic(scope: RequestScope): Promise<Response> {
  const { c, reader, site } = scope;
  const [kind = "", written = "", file = "", ...more] = segmentsOf(c.req.path);
  const format = formatOf(file);
  if ((format === undefined && file !== "") || more.length > 0) return answerAlias(scope);
  const topic = toTopic(kind, written);
  if (topic === undefined) return answerAlias(scope, notFound(kind, written));
  if (format === undefined) return answerPage(scope, topic, written);
  const path = `${topicFolder(topic)}/${file}`;
  // Other spellings of one topic have one address.
  if (path !== c.req.path && !isStep(topic)) return movedTo(scope.baseUrl, path);
  const answer = answerQueryFeed(
    scope,
    {
      address: { path: topicFolder(topic) },
      find: async () => {
        const found = await findFiltered(reader, filterOf(topic));
        if (found.docs.length === 0 && !(await wasServed(reader, topic)))
          throw notFound(kind, written);
        return found;
      },
      heading: ([newest]) => topicHeading(site, topic, nameIn(newest, topic)),
    },
    format,
  );
  return answer.catch((error: unknown) => {
    const isAbsent = error instanceof Problem && error.problem === "topic-not-found";
    if (isAbsent) return answerAlias(scope, error);
    throw error;
  });
}

/** The page for people; a slash too many leads to it. */
async function answerPage(scope: RequestScope, topic: Topic, written: string): Promise<Response> {
  // A page is never given for a feed.
  if (scope.parameters.has("feed")) return answerAlias(scope);
  if (scope.c.req.path.endsWith("/")) return movedTo(scope.baseUrl, topicFolder(topic));
  return answerTopicPage(scope, {
    topic,
    filter: filterOf(topic),
    nameIn: (article) => nameIn(article, topic),
    absent: notFound(topic.kind, written),
  });
}

function toTopic(kind: string, written: string): Topic | undefined {
  if (kind === "languages") {
    const value = toLanguageTag(written);
    return isRejection(value) ? undefined : { kind, value };
  }
  if (kind !== "tags" && kind !== "authors") return undefined;
  const topic = valueTopic(kind, written.slice(0, MAX_VALUE + 1));
  return topic.value !== "" && topic.value.length <= MAX_VALUE ? topic : undefined;
}

function filterOf({ kind, value }: Topic): Filter {
  if (kind === "languages") return { lang: value };
  return kind === "tags" ? { tag: value } : { author: value };
}

/** The topic as the newest article writes it. */
function nameIn(
  article: Pick<Article, "tags" | "authors"> | undefined,
  { kind, value }: Topic,
): string {
  if (kind === "languages") return value;
  return article?.[kind].find((name) => foldTag(name) === value) ?? value;
}

/** A browser takes `.` and `..` for steps in a path. */
function isStep({ value }: Topic): boolean {
  return value === "." || value === "..";
}

/** Whether a topic had articles once: its feed stays, empty, for those who follow it. */
async function wasServed(reader: Reader, { kind, value }: Topic): Promise<boolean> {
  return kind !== "languages" && (await readTopics(reader))[kind].includes(value);
}

function notFound(kind: string, written: string): Problem {
  const what = { tags: "with the tag", authors: "by the author", languages: "in the language" };
  const how = Object.hasOwn(what, kind) ? what[kind as Topic["kind"]] : "of";
  return new Problem("topic-not-found", `There is no article ${how} ${shown(written)}`);
}
