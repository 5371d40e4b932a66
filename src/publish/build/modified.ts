import { epochMs, type Instant, instantFromEpoch, laterOf } from "#model/instant.ts";
import { type FrontRef, frontAt, type Manifest } from "#model/release.ts";
import type { ReadyArticle } from "./ready-article.ts";

/** What tells whether a front is as it was. */
type UndatedFront = Pick<FrontRef, "path" | "blob" | "archive" | "gone" | "settings">;

/** Tells when fronts changed, given the release that readers saw before: a front whose feeds are as
 *  they were keeps its date; one that differs changed at `at`, when the new release takes effect,
 *  and not when its articles say: a reader that asks If-Modified-Since with the time of its last
 *  visit must learn of an article that is published with an older date. Always at least a second
 *  later than before.
 *  @returns undefined for a front that has no past */
export function datedAfter(
  previous: Manifest | null,
  at: Instant,
): (front: UndatedFront) => Instant | undefined {
  return (front) => {
    const before = previous === null ? undefined : frontAt(previous, front.path);
    if (before === undefined) return undefined;
    return hasSameFeed(before, front)
      ? before.modified
      : laterOf(instantFromEpoch(epochMs(before.modified) + 1_000), at);
  };
}

/** Whether the feeds of two fronts of one section are the same, but for when they changed: in
 *  entries, archive, tombstones, and what they show of the site. */
export function hasSameFeed(a: UndatedFront, b: UndatedFront): boolean {
  return (
    a.blob === b.blob &&
    a.archive.newest === b.archive.newest &&
    a.gone === b.gone &&
    a.settings === b.settings
  );
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
