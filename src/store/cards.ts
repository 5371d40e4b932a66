import type { Card } from "../model/card.ts";
import { isRecord } from "../model/field.ts";
import type { BlobName } from "../model/release.ts";
import { StoreFault } from "./fault.ts";

/** Cards in one blob. KV reads up to 100 keys in one operation, but only as text: so cards are JSON Lines. 10,000 articles make 100 blobs. */
export const CARDS_PER_BLOB = 100;

/** Cards as JSON Lines, one a line, no line end after the last. */
export function encodeCards(cards: readonly Card[]): string {
  return cards.map((card) => JSON.stringify(card)).join("\n");
}

/** The card on one line of a blob of cards. Parses that line alone.
 *  @param line  counted from 0
 *  @param blob  the blob's name, for faults
 *  @throws {StoreFault} when the text has no such line, or it is not a card */
export function cardAt(text: string, line: number, blob: BlobName): Card {
  let from = 0;
  for (let passed = 0; passed < line; passed++) {
    from = text.indexOf("\n", from) + 1;
    if (from === 0) throw new StoreFault("corrupt", blob, `has no line ${line}`);
  }
  const to = text.indexOf("\n", from);
  const card = parsed(text.slice(from, to === -1 ? undefined : to));
  if (!isRecord(card) || typeof card["id"] !== "string")
    throw new StoreFault("corrupt", blob, `has no card in line ${line}`);
  // `encodeCards` wrote it from a Card, and a line that was cut short would not have parsed.
  return card as unknown as Card;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
