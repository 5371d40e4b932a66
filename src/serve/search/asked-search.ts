import { oldSection } from "#model/old-section.ts";
import { frontAt } from "#model/release.ts";
import { describeRejection, isRejection } from "#model/rejection.ts";
import type { Site } from "#model/site.ts";
import { toQuery } from "#search/query/query.ts";
import type { SearchParameters } from "#search/query/search-parameters.ts";
import { toIndexRoot } from "#search/format/root.ts";
import type { AskedSearch } from "#searcher/search.ts";
import { badParameter } from "#serve/http/parameter.ts";
import { Problem } from "#serve/http/problem.ts";
import type { RequestScope } from "#serve/http/release-route.ts";
import { sectionOrSiteAsked } from "#serve/http/section-or-site.ts";

const PARAMETERS = [
  "q",
  "section",
  "tag",
  "author",
  "lang",
  "after",
  "before",
  "on",
  "sort",
  "limit",
  "page",
] as const;

/** The parameters of a search that were given, in one order: what it is known by in caches. */
export function searchParameters(parameters: URLSearchParams): SearchParameters {
  const given = PARAMETERS.map((name) => [name, parameters.get(name) ?? ""] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== ""));
}

/** Understands a search.
 *  @param isFollowed  whether it is one to follow, so that words stand for themselves alone
 *  @throws {Problem} bad-parameter, section-not-found; index-outdated when the release was
 *    published by another version */
export function searchAsked(
  { reader, site, parameters }: RequestScope,
  isFollowed = false,
): AskedSearch {
  const root = toIndexRoot(reader.manifest.index.root);
  if (isRejection(root)) throw new Problem("index-outdated", describeRejection(root));
  const given = inPresentSection(searchParameters(parameters), site);
  const query = toQuery(given, {
    site,
    languages: root.languages ?? [],
    isFollowed,
    hasSection: (path) => frontAt(reader.manifest, path) !== undefined,
  });
  if (isRejection(query)) throw badParameter(query);
  if (given.section !== undefined) sectionOrSiteAsked(reader.manifest, given.section);
  return { query, root };
}

/** The parameters with the section that one of before is now, where its publisher says so. */
function inPresentSection(given: SearchParameters, site: Site): SearchParameters {
  const old = given.section === undefined ? undefined : oldSection(site, given.section);
  return old?.kind === "moved" ? { ...given, section: old.to } : given;
}
