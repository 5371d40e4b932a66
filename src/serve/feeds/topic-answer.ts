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
import type { FeedFormat } from "#model/release.ts";
import { presentLanguage } from "./present-language.ts";
import { movedTo } from "#serve/http/redirect.ts";
import { Problem } from "#serve/http/problem.ts";
import type { RequestScope } from "#serve/http/release-route.ts";
import { answerTopicPage } from "#serve/articles/topic-page-answer.ts";
import { isWrittenAs, segmentsOf } from "#serve/http/request-path.ts";
import { shown } from "#serve/http/section-or-site.ts";

/** UTF-16 units of a tag or an author that can have a feed. */
const MAX_VALUE = 200;

/** `GET /tags/{tag}/feed.xml`, `/authors/{author}/…`, `/languages/{tag}/…`, in each format: the
 *  newest articles with a tag, by an author, in a language and its scripts and regions. However a
 *  tag or a name is written, with whatever case, width or Chinese script, it is the same feed, at
 *  one address, to which the others lead; and so is the page without a file.
 *  @throws {Problem} topic-not-found; page-not-found for another file */
export async function answerTopic(scope: RequestScope): Promise<Response> {
  const { c } = scope;
  const [kind = "", written = "", file = "", ...more] = segmentsOf(c.req.path);
  const format = formatOf(file);
  if ((format === undefined && file !== "") || more.length > 0) return answerAlias(scope);
  const topic = toTopic(kind, written);
  if (topic === undefined) return answerAlias(scope, notFound(kind, written));
  // A page is never given for a feed.
  if (format === undefined && scope.parameters.has("feed")) return answerAlias(scope);
  return answerPresent(scope, topic, { file, format, absent: notFound(kind, written) });
}

/** What there is of a topic: its page or its feed, the way to its one address, or what claims the
 *  path where there is no such topic.
 *  @throws {Problem} topic-not-found */
async function answerPresent(
  scope: RequestScope,
  topic: Topic,
  {
    file,
    format,
    absent,
  }: {
    readonly file: string;
    readonly format: FeedFormat | undefined;
    readonly absent: Problem;
  },
): Promise<Response> {
  try {
    const moved = await otherSpelling(scope, topic, { file, absent });
    if (moved !== undefined) return moved;
    return await (format === undefined
      ? answerPage(scope, topic, absent)
      : answerTopicFeed(scope, topic, { format, absent }));
  } catch (error) {
    if (error !== absent) throw error;
    return (await otherLanguage(scope, topic, file)) ?? answerAlias(scope, absent);
  }
}

/** The way to the one address that all spellings of a topic have; undefined when it was asked for.
 *  Two KV reads, or three.
 *  @param what  the file of the feed, "" for the page; and what to throw when there is no such
 *    topic, for nobody is sent to what is not there */
async function otherSpelling(
  { c, reader, baseUrl }: RequestScope,
  topic: Topic,
  { file, absent }: { readonly file: string; readonly absent: Problem },
): Promise<Response | undefined> {
  const path = addressOf(topic, file);
  if (isStep(topic) || isWrittenAs(c.req.url, path, c.env.BASE_URL)) return undefined;
  const { docs } = await findFiltered(reader, filterOf(topic));
  // Of what has no articles any more, the feeds alone go on.
  if (docs.length === 0 && (file === "" || !(await wasServed(reader, topic)))) throw absent;
  return movedTo(baseUrl, path + new URL(c.req.url).search);
}

/** The way to a language that the site has under another tag; undefined for all else. */
async function otherLanguage(
  { c, reader, baseUrl }: RequestScope,
  { kind, value }: Topic,
  file: string,
): Promise<Response | undefined> {
  const present = kind === "languages" ? await presentLanguage(reader, value) : value;
  if (present === value) return undefined;
  return movedTo(baseUrl, addressOf({ kind, value: present }, file) + new URL(c.req.url).search);
}

function addressOf(topic: Topic, file: string): string {
  return file === "" ? topicFolder(topic) : `${topicFolder(topic)}/${file}`;
}

function answerTopicFeed(
  scope: RequestScope,
  topic: Topic,
  { format, absent }: { readonly format: FeedFormat; readonly absent: Problem },
): Promise<Response> {
  const { reader, site } = scope;
  return answerQueryFeed(
    scope,
    {
      address: { path: topicFolder(topic) },
      find: async () => {
        const found = await findFiltered(reader, filterOf(topic));
        if (found.docs.length === 0 && !(await wasServed(reader, topic))) throw absent;
        return found;
      },
      heading: ([newest]) => topicHeading(site, topic, nameIn(newest, topic)),
    },
    format,
  );
}

/** The page for people. */
function answerPage(scope: RequestScope, topic: Topic, absent: Problem): Promise<Response> {
  return answerTopicPage(scope, {
    topic,
    filter: filterOf(topic),
    nameIn: (article) => nameIn(article, topic),
    absent,
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
