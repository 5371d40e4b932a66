import { withoutUndefined } from "#model/defined.ts";
import { teaserFromCard } from "#model/teaser.ts";
import { epochMs } from "#model/instant.ts";
import { toSectionPath } from "#model/name.ts";
import { isRejection } from "#model/rejection.ts";
import { renderSearch } from "#pages/search/search-page.ts";
import type { SearchResults } from "#pages/search/search-results.ts";
import { pageContext } from "#pages/page-context.ts";
import { toHit } from "#search/hits/hits.ts";
import { resolvedMarks } from "#search/hits/resolved-marks.ts";
import { CACHE } from "#serve/http/cache-control.ts";
import { conditional, HTML_TYPE } from "#serve/http/conditional.ts";
import { PAGES_REVISION, readNewest, sectionCounts } from "#serve/articles/front-answer.ts";
import type { RequestScope } from "#serve/http/release-route.ts";
import { type AskedSearch, runAsked } from "#searcher/search.ts";
import { refuseEnded, searchAsked, searchParameters } from "./asked-search.ts";
import { canBeFollowed } from "./follow-limits.ts";
import { FEED_FORMATS } from "#feeds/feed.ts";
import { oldFeedFormat } from "#feeds/old-address.ts";
import { Problem } from "#serve/http/problem.ts";
import { movedTo } from "#serve/http/redirect.ts";
import { etagOf, siteTag } from "#serve/http/validator.ts";

/** `GET /search?q=`: the results for people. Without anything to search for, the form alone. 3
 *  rounds.
 *  @throws {Problem} bad-parameter, section-gone, index-outdated, page-not-found */
export async function answerSearchPage(scope: RequestScope): Promise<Response> {
  const { c, reader, site, baseUrl, parameters } = scope;
  const { content, created } = reader.manifest;
  if (parameters.has("feed")) return toItsFeed(scope);
  const given = searchParameters(parameters);
  const isAsked = Object.keys(given).length > 0;
  refuseEnded(scope, given.section);
  const asked = isAsked ? searchAsked(scope) : undefined;
  const etag = await etagOf(
    content,
    await siteTag(site),
    baseUrl,
    JSON.stringify(given),
    PAGES_REVISION,
  );
  const representation = {
    validators: { etag, modified: epochMs(created) },
    type: HTML_TYPE,
    cache: CACHE.page,
  };
  return conditional(c, representation, async () => {
    const section = given.section === undefined ? undefined : toSectionPath(given.section);
    const context = pageContext(site, baseUrl, isRejection(section) ? undefined : section);
    const results = asked && (await resultsOf(scope, asked));
    // Whoever found something needs no ways on.
    const newest = results?.hits.length ? [] : await readNewest(reader);
    return renderSearch(context, results, { newest, counts: sectionCounts(reader) });
  });
}

/** A page is never given for a feed: `?feed=rss2` leads to the search's own.
 *  @throws {Problem} page-not-found */
function toItsFeed({ baseUrl, parameters }: RequestScope): Response {
  const format = oldFeedFormat(parameters.get("feed") ?? "");
  if (format === undefined) throw new Problem("page-not-found", "There is no such feed");
  const asked = new URLSearchParams(parameters);
  asked.delete("feed");
  return movedTo(baseUrl, `/search/${FEED_FORMATS[format].file}?${asked.toString()}`);
}

async function resultsOf(scope: RequestScope, asked: AskedSearch): Promise<SearchResults> {
  const { reader, site, baseUrl, parameters } = scope;
  const { query } = asked;
  const { page, limit } = query;
  const { found, cards, marks: wanted } = await runAsked(reader, asked);
  const marks = resolvedMarks(wanted, found.corrections);
  const { section, tag, author, lang, after, before } = searchParameters(parameters);
  const isFull = found.docs.length === limit;
  return {
    query: query.text,
    filters: withoutUndefined({ section, tag, author, lang, after, before }),
    sort: query.lookup.sort,
    total: found.total,
    page,
    hasMore: page * limit < found.total || (isFull && found.docs.at(-1)?.partial === true),
    degraded: found.degraded || query.isCut,
    partial: found.partial,
    corrected: found.corrections,
    ignored: [...query.ignored, ...(found.ignored ?? [])],
    unknownSections: query.unknownSections,
    suggestion: found.suggestion,
    canFollow: canBeFollowed(query),
    hits: found.docs.flatMap((article, place) => {
      const card = cards[place];
      if (card === undefined) return [];
      const { highlights, partial, matched } = toHit(card, article, { marks }, { site, baseUrl });
      const teaser = { ...teaserFromCard(card), partial, highlights };
      return [matched === undefined ? teaser : { ...teaser, matched }];
    }),
    facets: found.facets,
  };
}
