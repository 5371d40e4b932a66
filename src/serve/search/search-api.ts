import { epochMs } from "#model/instant.ts";
import { sectionAt } from "#model/section.ts";
import type { Site } from "#model/site.ts";
import { languageName } from "#text/analysis/language-name.ts";
import type { Facets } from "#search/run/facets.ts";
import type { Query } from "#search/query/query.ts";
import { type Hit, toHit } from "#search/hits/hits.ts";
import { resolvedMarks } from "#search/hits/resolved-marks.ts";
import { CACHE } from "#serve/http/cache-control.ts";
import { conditional, JSON_TYPE, jsonText } from "#serve/http/conditional.ts";
import type { RequestScope } from "#serve/http/release-route.ts";
import { type AskedSearch, runAsked } from "#searcher/search.ts";
import { searchAsked, searchParameters } from "./asked-search.ts";
import { etagOf, siteTag } from "#serve/http/validator.ts";

/** `GET /api/search`: hits with their highlights, facets, and whether anything was left out. 3
 *  rounds; one more or two when a word occurs nowhere.
 *  @throws {Problem} bad-parameter, index-outdated */
export async function answerSearch(scope: RequestScope): Promise<Response> {
  const { c, reader, site, baseUrl, parameters } = scope;
  const { release, created } = reader.manifest;
  const asked = searchAsked(scope);
  const known = JSON.stringify(searchParameters(parameters));
  const etag = await etagOf(release, await siteTag(site), baseUrl, "search", known);
  const representation = {
    validators: { etag, modified: epochMs(created) },
    type: JSON_TYPE,
    cache: CACHE.page,
  };
  return conditional(c, representation, async () => jsonText(await searchFields(scope, asked)));
}

/** What a search gives, field by field. */
export async function searchFields(
  { reader, site, baseUrl }: RequestScope,
  asked: AskedSearch,
): Promise<{ readonly hits: readonly Hit[]; readonly facets: object }> {
  const { query } = asked;
  const { found, cards, marks: wanted } = await runAsked(reader, asked);
  const marks = resolvedMarks(wanted, found.corrections);
  const fields = {
    query: query.text,
    total: found.total,
    full: found.full,
    page: query.page,
    limit: query.limit,
    degraded: found.degraded || query.isCut,
    partial: found.partial,
    corrected: found.corrections,
    ignored: [...query.ignored, ...(found.ignored ?? [])],
    ...noticeOf(query),
    suggestion: found.suggestion,
    release: reader.manifest.release,
    hits: found.docs.flatMap((article, place) => {
      const card = cards[place];
      return card === undefined ? [] : [toHit(card, article, { marks }, { site, baseUrl })];
    }),
    facets: facetsOf(found.facets, site),
  };
  return fields;
}

/** What is to be said of sections that are not there, in words. A program that keeps a list of
 *  sections goes on working when one is closed. */
function noticeOf({ unknownSections: unknown }: Query): { readonly notice?: string } {
  if (unknown.length === 0) return {};
  const names = unknown.map((name) => JSON.stringify(name)).join(", ");
  return { notice: `There is no section ${names}; GET /api/sections lists all` };
}

/** Facets with what people call each value, where that is not the value itself. */
function facetsOf(facets: Facets, site: Site): object {
  return {
    ...facets,
    section: facets.section.map(({ value, count }) => ({
      value,
      title: sectionAt(site.sections, value)?.title ?? value,
      count,
    })),
    lang: facets.lang.map(({ value, count }) => ({ value, title: languageName(value), count })),
  };
}
