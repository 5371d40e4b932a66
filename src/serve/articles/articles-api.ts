import { epochMs } from "#model/instant.ts";
import type { Filter } from "#search/query/search-filter.ts";
import { toFilter } from "#search/query/search-filter.ts";
import { summaryFrom } from "./article-summary.ts";
import { answerChanges, asksForChanges, linkTo, newestCursor } from "./changes-api.ts";
import { listArticles } from "./article-list.ts";
import { CACHE } from "#serve/http/cache-control.ts";
import { conditional, JSON_TYPE, jsonText } from "#serve/http/conditional.ts";
import { checkedFrom, countFrom } from "#serve/http/parameter.ts";
import type { AppDeps } from "#serve/http/env.ts";
import type { ReleaseHandler, RequestScope } from "#serve/http/release-route.ts";
import { sectionOrSiteAsked } from "#serve/http/section-or-site.ts";
import { etagOf, siteTag } from "#serve/http/validator.ts";

/** Articles on one page of the list. */
const LIMIT = { min: 1, max: 100, otherwise: 20 };

/** `GET /api/articles`: articles that pass all filters given, newest first, with the cursor of
 *  the page behind. Columns and cards: 3 rounds.
 *  @throws {Problem} bad-parameter, section-not-found */
export function answerArticles({ now }: Pick<AppDeps, "now">): ReleaseHandler {
  return (scope) => answerList(scope, now);
}

async function answerList(scope: RequestScope, now: () => number): Promise<Response> {
  const { c, reader, site, baseUrl, parameters } = scope;
  const { manifest } = reader;
  const filter = filterFrom(scope);
  if (asksForChanges(parameters)) return answerChanges(scope, filter, now);
  const limit = countFrom(parameters, "limit", LIMIT);
  const cursor = parameters.get("cursor") || null;
  const asked = JSON.stringify({ ...filter, limit, cursor });
  const etag = await etagOf(manifest.content, await siteTag(site), baseUrl, "articles", asked);
  const representation = {
    validators: { etag, modified: epochMs(manifest.created) },
    type: JSON_TYPE,
    cache: CACHE.page,
  };
  return conditional(c, representation, async () => {
    const { cards, next } = await listArticles(reader, { filter, limit, cursor });
    const text = jsonText({
      articles: cards.map((card) => summaryFrom(card, site, baseUrl)),
      next,
      cursor: newestCursor(scope),
    });
    return { text, link: next === null ? undefined : linkTo(scope, next) };
  });
}

const FILTERS = ["tag", "author", "lang", "after", "before"] as const;

/** The filters of the request; they mean the same as in a search. */
function filterFrom({ reader, site, parameters }: RequestScope): Filter {
  const section = parameters.get("section");
  const path = section ? sectionOrSiteAsked(reader.manifest, section).path : "";
  const given = FILTERS.map((name) =>
    checkedFrom(parameters, name, (text) => toFilter(name, text, site.timeZone)),
  );
  return given.reduce<Filter>(
    (all, filter) => ({ ...all, ...filter }),
    path === "" ? {} : { section: path },
  );
}
