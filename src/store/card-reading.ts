import type { Card } from "#model/card.ts";
import type { BlobName, Manifest } from "#model/release.ts";
import { cardAt, cardsIn } from "./cards.ts";
import { eachWhole } from "./fault.ts";
import { storedPlace } from "./numbering.ts";
import type { Reader } from "./reader.ts";

/** The cards of articles by their numbers, in the order asked for. One bulk KV read for each 100
 *  blobs of cards.
 *  @throws {RangeError} when the release has no such number */
export async function readCards(reader: Reader, docs: readonly number[]): Promise<readonly Card[]> {
  const places = docs.map((doc) => cardPlace(reader.manifest, doc));
  const texts = await reader.texts(places.map(({ blob }) => blob));
  return eachWhole(places, ({ blob, line, first }, index) =>
    cardAt(texts[index] ?? "", line, blob, first),
  );
}

/** The cards of the articles numbered from `from` up to but not including `to`, oldest first. One
 *  bulk KV read for each 100 blobs of cards. */
export async function readCardRange(
  reader: Reader,
  from: number,
  to: number,
): Promise<readonly Card[]> {
  const numbers = Array.from({ length: Math.max(to - from, 0) }, (_, index) => from + index);
  const places = numbers.map((doc) => cardPlace(reader.manifest, doc));
  const firsts = new Map(places.map(({ blob, first }) => [blob, first]));
  const blobs = [...firsts];
  const texts = await reader.texts([...firsts.keys()]);
  const cards = eachWhole(blobs, ([blob, first], index) =>
    cardsIn(texts[index] ?? "", blob, first),
  );
  const cardsOf = new Map(blobs.map(([blob], index) => [blob, cards[index]]));
  return places.flatMap(({ blob, line }) => cardsOf.get(blob)?.[line] ?? []);
}

/** Where a card lies: its blob, and the line there.
 *  @throws {RangeError} when the release has no such number */
function cardPlace(
  manifest: Manifest,
  doc: number,
): { readonly blob: BlobName; readonly line: number; readonly first: number } {
  const { cards, cardsPerBlob, recent } = manifest;
  const place = storedPlace(manifest, doc);
  const isOwn = recent !== undefined && place >= recent.documents;
  const index = isOwn ? place - recent.documents : place;
  const before = isOwn ? Math.ceil(recent.documents / cardsPerBlob) : 0;
  const line = index % cardsPerBlob;
  const blob = cards[before + (index - line) / cardsPerBlob];
  if (blob === undefined) throw new RangeError(`no card of article ${doc}`);
  return { blob, line, first: place - line };
}
