import { epochMs } from "#model/instant.ts";
import { toHit } from "#search/hits/hits.ts";
import { CACHE } from "#serve/http/cache-control.ts";
import { conditional, JSON_TYPE, jsonText } from "#serve/http/conditional.ts";
import type { Visit } from "#serve/http/release-route.ts";
import { runAsked } from "#searcher/search.ts";
import { searchAsked, searchParameters } from "./asked-search.ts";
import { etagOf, siteTag } from "#serve/http/validator.ts";

/** `GET /api/search`: hits with their highlights, facets, and whether anything was left out. 3
 *  rounds; one more or two when a word occurs nowhere.
 *  @throws {Problem} bad-parameter, section-not-found, index-outdated */
export async function answerSearch(visit: Visit): Promise<Response> {
  const { c, reader, site, baseUrl, parameters } = visit;
  const { release, created } = reader.manifest;
  const asked = searchAsked(visit);
  const known = JSON.stringify(searchParameters(parameters));
  const etag = await etagOf(release, await siteTag(site), baseUrl, "search", known);
  const representation = {
    validators: { etag, modified: epochMs(created) },
    type: JSON_TYPE,
    cache: CACHE.page,
  };
  return conditional(c, representation, async () => {
    const { query } = asked;
    const { found, cards } = await runAsked(reader, asked);
    return jsonText({
      query: query.text,
      total: found.total,
      page: query.page,
      limit: query.limit,
      degraded: found.degraded || query.isCut,
      partial: found.partial,
      suggestion: found.suggestion,
      release,
      hits: found.docs.flatMap((article, place) => {
        const card = cards[place];
        return card === undefined ? [] : [toHit(card, article, query, { site, baseUrl })];
      }),
      facets: found.facets,
    });
  });
}
