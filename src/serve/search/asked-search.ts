import { oldSection } from "#model/old-section.ts";
import { frontAt, type Manifest } from "#model/release.ts";
import { toSectionPath } from "#model/name.ts";
import { describeRejection, isRejection } from "#model/rejection.ts";
import { toQuery } from "#search/query/query.ts";
import type { SearchParameters } from "#search/query/search-parameters.ts";
import { toIndexRoot } from "#search/format/root.ts";
import type { AskedSearch } from "#searcher/search.ts";
import { badParameter } from "#serve/http/parameter.ts";
import { Problem } from "#serve/http/problem.ts";
import type { RequestScope } from "#serve/http/release-route.ts";
import { sectionGone } from "#serve/http/section-or-site.ts";

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
 *  @throws {Problem} bad-parameter; index-outdated when the release was
 *    published by another version */
export function searchAsked(
  { reader, site, parameters }: RequestScope,
  isFollowed = false,
): AskedSearch {
  const root = toIndexRoot(reader.manifest.index.root);
  if (isRejection(root)) throw new Problem("index-outdated", describeRejection(root));
  const query = toQuery(searchParameters(parameters), {
    site,
    languages: root.languages ?? [],
    isFollowed,
    presentSection: (path) => presentSection(reader.manifest, path),
  });
  if (isRejection(query)) throw badParameter(query);
  return { query, root };
}

/** Refuses a search in a section that has ended, by a page or a feed: its publisher says so to
 *  people and to readers.
 *  @throws {Problem} section-gone */
export function refuseEnded({ site }: RequestScope, section = ""): void {
  if (oldSection(site, section)?.kind === "gone") throw sectionGone(section);
}

/** The path that a section has now; undefined when there is none. */
function presentSection(manifest: Manifest, path: string): string | undefined {
  const old = oldSection(manifest.site, path);
  const now = old?.kind === "moved" ? old.to : path;
  const section = toSectionPath(now);
  return isRejection(section) || frontAt(manifest, section) === undefined ? undefined : section;
}
