import type { Card } from "#model/card.ts";
import { cardAt, cardsIn } from "./cards.ts";
import { eachWhole } from "./fault.ts";
import type { Reader } from "./reader.ts";

/** The cards of articles by their numbers, in the order asked for. One bulk KV read for each 100
 *  blobs of cards.
 *  @throws {RangeError} when the release has no such number */
export async function readCards(reader: Reader, docs: readonly number[]): Promise<readonly Card[]> {
  const { cards, cardsPerBlob } = reader.manifest;
  const names = docs.map((doc) => {
    const name = cards[Math.floor(doc / cardsPerBlob)];
    if (name === undefined) throw new RangeError(`no card of article ${doc}`);
    return name;
  });
  const texts = await reader.texts(names);
  return eachWhole(names, (name, index) => {
    const doc = docs[index] ?? 0;
    const line = doc % cardsPerBlob;
    return cardAt(texts[index] ?? "", line, name, doc - line);
  });
}

/** The cards of the articles numbered from `from` up to but not including `to`, oldest first. One
 *  bulk KV read for each 100 blobs of cards. */
export async function readCardRange(
  reader: Reader,
  from: number,
  to: number,
): Promise<readonly Card[]> {
  const { cards, cardsPerBlob } = reader.manifest;
  const firstBlob = Math.floor(from / cardsPerBlob);
  const names = cards.slice(firstBlob, Math.ceil(to / cardsPerBlob));
  const texts = await reader.texts(names);
  const first = firstBlob * cardsPerBlob;
  return eachWhole(names, (name, index) =>
    cardsIn(texts[index] ?? "", name, first + index * cardsPerBlob),
  )
    .flat()
    .slice(from - first, Math.max(to - first, 0));
}
