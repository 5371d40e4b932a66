import type { Card } from "../model/card.ts";
import { cardAt } from "./cards.ts";
import type { Reader } from "./reader.ts";

/** The cards of articles by their numbers, in the order asked for. One bulk KV read for each 100 blobs of cards.
 *  @throws {RangeError} when the release has no such number */
export async function readCards(reader: Reader, docs: readonly number[]): Promise<readonly Card[]> {
  const { cards, cardsPerBlob } = reader.manifest;
  const names = docs.map((doc) => {
    const name = cards[Math.floor(doc / cardsPerBlob)];
    if (name === undefined) throw new RangeError(`no card of article ${doc}`);
    return name;
  });
  const texts = await reader.texts(names);
  return names.map((name, index) =>
    cardAt(texts[index] ?? "", (docs[index] ?? 0) % cardsPerBlob, name),
  );
}
