import { topicPath } from "#model/address.ts";
import { epochMs } from "#model/instant.ts";
import { teaserFromCard } from "#model/teaser.ts";
import { pageContext } from "#pages/page-context.ts";
import { type PageTopic, renderTopic } from "#pages/topic-page.ts";
import type { Filter } from "#search/query/search-filter.ts";
import { filterDocs } from "#search/run/filter.ts";
import { readColumns } from "#searcher/recent-index.ts";
import { listArticles } from "./article-list.ts";
import { PAGE_LENGTH, PAGES_REVISION, sectionCounts } from "./front-answer.ts";
import { CACHE } from "#serve/http/cache-control.ts";
import { conditional, HTML_TYPE } from "#serve/http/conditional.ts";
import type { Problem } from "#serve/http/problem.ts";
import type { RequestScope } from "#serve/http/release-route.ts";
import { etagOf, siteTag } from "#serve/http/validator.ts";

/** What a page of a tag, an author or a language is made from. */
export type TopicQuery = {
  readonly topic: Omit<PageTopic, "name">;
  readonly filter: Filter;
  /** The topic as an article writes it.
   *  @param article  the newest of the page in the language of the site, where there is one */
  readonly nameIn: (article: {
    readonly tags: readonly string[];
    readonly authors: readonly string[];
  }) => string;
  /** What is the matter when no article is found. */
  readonly absent: Problem;
};

/** The page of a tag, an author or a language: its articles, newest first, from the columns and the
 *  cards. 3 rounds; a 304 costs the reading of `current` alone.
 *  @throws {Problem} `absent`; bad-parameter for a cursor that is not ours */
export async function answerTopicPage(scope: RequestScope, query: TopicQuery): Promise<Response> {
  const { c, reader, site, baseUrl, parameters } = scope;
  const { content, created } = reader.manifest;
  const { topic, filter, nameIn, absent } = query;
  const cursor = parameters.get("cursor") || null;
  const folder = topicPath(topic.kind, topic.value);
  const etag = await etagOf(content, await siteTag(site), baseUrl, folder, cursor, PAGES_REVISION);
  const validators = { etag, modified: epochMs(created) };
  return conditional(c, { validators, type: HTML_TYPE, cache: CACHE.page }, async () => {
    const { cards, next } = await listArticles(reader, { filter, limit: PAGE_LENGTH, cursor });
    // Just read, and held since.
    const count = filterDocs(await readColumns(reader), filter).length;
    if (count === 0) throw absent;
    const named = cards.find(({ lang }) => lang === site.lang) ?? cards[0];
    const name = named === undefined ? topic.value : nameIn(named);
    return renderTopic(
      pageContext(site, baseUrl),
      { ...topic, name },
      {
        count,
        articles: cards.map(teaserFromCard),
        counts: sectionCounts(reader),
        isNewest: cursor === null,
        ...(next !== null && { older: `?cursor=${next}` }),
      },
    );
  });
}
