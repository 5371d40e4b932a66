import { epochMs } from "#model/instant.ts";
import { type Topic, topicFolder, valueTopic } from "#feeds/folder.ts";
import { OPML_TYPE, renderOpml } from "#feeds/opml.ts";
import { FEEDS_REVISION } from "#feeds/feed.ts";
import { type FeedDirectory, renderFeeds, type TopicLine } from "#pages/feeds-page.ts";
import { pageContext } from "#pages/page-context.ts";
import { type FacetCount, facetsOf } from "#search/run/facets.ts";
import { languageName } from "#text/analysis/language-name.ts";
import { readColumns } from "#searcher/recent-index.ts";
import { CACHE } from "#serve/http/cache-control.ts";
import { conditional, HTML_TYPE } from "#serve/http/conditional.ts";
import { PAGES_REVISION } from "#serve/articles/front-answer.ts";
import type { RequestScope } from "#serve/http/release-route.ts";
import { etagOf, siteTag } from "#serve/http/validator.ts";

/** `GET /feeds`: the page that lists all feeds: the sections', and those of the languages and of
 *  the commonest tags and authors. 2 KV reads. */
export async function answerFeeds(scope: RequestScope): Promise<Response> {
  const { c, reader, site, baseUrl } = scope;
  const { content, created } = reader.manifest;
  const etag = await etagOf(content, await siteTag(site), baseUrl, "feeds", PAGES_REVISION);
  const validators = { etag, modified: epochMs(created) };
  return conditional(c, { validators, type: HTML_TYPE, cache: CACHE.page }, async () =>
    renderFeeds(pageContext(site, baseUrl), await readDirectory(scope)),
  );
}

/** `GET /feeds.opml`: the sections' feeds as OPML. Reads `current` alone. */
export async function answerOpml({ c, reader, site, baseUrl }: RequestScope): Promise<Response> {
  const [whole] = reader.manifest.fronts;
  const modified = whole?.modified ?? reader.manifest.created;
  const etag = await etagOf(await siteTag(site), modified, baseUrl, "opml 2", FEEDS_REVISION);
  const representation = {
    validators: { etag, modified: epochMs(modified) },
    type: OPML_TYPE,
    cache: CACHE.feed,
  };
  return conditional(c, representation, () => renderOpml(site, baseUrl, modified));
}

async function readDirectory({ reader }: RequestScope): Promise<FeedDirectory> {
  const columns = await readColumns(reader);
  const all = Int32Array.from({ length: columns.count }, (_, doc) => doc);
  const { tag, author, lang } = facetsOf(columns, all, all.length);
  return {
    languages: linesFrom(
      lang.filter(({ value }) => value !== "und"),
      (value) => ({ kind: "languages", value }),
    ),
    tags: linesFrom(tag, (value) => valueTopic("tags", value)),
    authors: linesFrom(author, (value) => valueTopic("authors", value)),
  };
}

/** A browser takes `.` and `..` for steps in a path: what is called so has no feed. */
function linesFrom(
  counts: readonly FacetCount[],
  topicOf: (value: string) => Topic,
): readonly TopicLine[] {
  return counts
    .map(({ value, count }) => ({ name: value, topic: topicOf(value), count }))
    .filter(({ topic }) => !/^(?:|\.\.?)$/.test(topic.value))
    .map(({ name, topic, count }) => ({
      name: topic.kind === "languages" ? languageName(name) : name,
      folder: topicFolder(topic),
      count,
    }));
}
