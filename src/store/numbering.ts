import type { Manifest, RecentRef } from "#model/release.ts";

/** Where the article of a number lies among all that packs, cards and index hold: the base's first,
 *  then those of the recent part. Numbers go by age and leave out what was withdrawn or replaced.
 *  O(log changes).
 *  @throws {RangeError} when the release has no such number */
export function storedPlace({ count, recent }: Manifest, doc: number): number {
  if (!(doc >= 0 && doc < count)) throw new RangeError(`no article ${doc} among ${count}`);
  if (recent === undefined) return doc;
  const { documents, removed, places } = recent;
  // The recent articles that come before it.
  const newer = firstIndex(places.length, (index) => recentNumber(recent, index) >= doc);
  if (newer < places.length && recentNumber(recent, newer) === doc) return documents + newer;
  const left = doc - newer;
  return left + firstIndex(removed.length, (index) => removed[index]! - index > left);
}

/** The number of the article that lies at a place; undefined for one that readers do not see.
 *  O(log changes). */
export function numberAt({ count, recent }: Manifest, place: number): number | undefined {
  if (recent === undefined) return place >= 0 && place < count ? place : undefined;
  const { documents, removed, places } = recent;
  if (place >= documents) {
    const index = place - documents;
    return index < places.length ? recentNumber(recent, index) : undefined;
  }
  const gone = below(removed, place);
  if (removed[gone] === place) return undefined;
  return place - gone + firstIndex(places.length, (index) => places[index]! > place);
}

/** How many articles packs and cards hold, those that nobody sees among them. */
export function storedCount({ count, recent }: Pick<Manifest, "count" | "recent">): number {
  return recent === undefined ? count : recent.documents + recent.places.length;
}

function recentNumber({ removed, places }: RecentRef, index: number): number {
  const place = places[index]!;
  return index + place - below(removed, place);
}

/** How many of the ascending numbers are smaller. */
function below(numbers: readonly number[], limit: number): number {
  return firstIndex(numbers.length, (index) => numbers[index]! >= limit);
}

/** The first index for which a test holds that holds for all behind it. O(log count). */
function firstIndex(count: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
