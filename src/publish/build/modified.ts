import { epochMs, type Instant, instantFromEpoch, laterOf } from "#model/instant.ts";
import { type FrontRef, frontAt, type Manifest } from "#model/release.ts";
import type { Site } from "#model/site.ts";
import type { ReadyArticle } from "./ready-article.ts";

/** What tells whether a front is as it was. */
type UndatedFront = Pick<FrontRef, "path" | "blob" | "archive" | "gone">;

/** Tells when fronts changed, given the release that readers saw before: a front that is as it was
 *  keeps its date; one that differs changed at `at`, when the new release takes effect, and not
 *  when its articles say: a reader that asks If-Modified-Since with the time of its last visit must
 *  learn of an article that is published with an older date. Always at least a second later than
 *  before.
 *  @returns undefined for a front that has no past */
export function datedAfter(
  previous: Manifest | null,
  site: Site,
  at: Instant,
): (front: UndatedFront) => Instant | undefined {
  // Titles and languages of the site are in every feed.
  const isSameSite = JSON.stringify(previous?.site) === JSON.stringify(site);
  return (front) => {
    const before = previous === null ? undefined : frontAt(previous, front.path);
    if (before === undefined) return undefined;
    const isSame = isSameSite && before.gone === front.gone && hasSameEntries(before, front);
    return isSame
      ? before.modified
      : laterOf(instantFromEpoch(epochMs(before.modified) + 1_000), at);
  };
}

/** Whether two fronts of one section have the same entries and lead to the same archive
 *  document. */
export function hasSameEntries(a: UndatedFront, b: UndatedFront): boolean {
  return a.blob === b.blob && a.archive.newest === b.archive.newest;
}

/** When articles last changed by what they say themselves, to the second; never later than `at`,
 *  and `at` when they say nothing. */
export function newestChange(articles: readonly ReadyArticle[], at: Instant): Instant {
  const changes = articles
    .flatMap(({ article: { published, updated, embargo, corrections } }) => [
      published,
      ...[updated, embargo].filter((moment) => moment !== undefined),
      ...corrections.map((correction) => correction.at),
    ])
    .map(epochMs)
    .filter((ms) => ms <= epochMs(at));
  return changes.length === 0 ? at : instantFromEpoch(Math.max(...changes));
}
