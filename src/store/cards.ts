import type { Card } from "#model/card.ts";
import type { BlobName } from "#model/release.ts";
import { hash32 } from "#model/hash.ts";
import { parsedJson } from "#model/json.ts";
import { cardFromRow, rowFromCard } from "#store/short/card-row.ts";
import { StoreFault } from "./fault.ts";

/** How cards are laid out in a release. */
type CardLayout = {
  /** Cards in one blob. */
  readonly perBlob: number;
  /** How much of the text a card holds, from which a hit's snippet is cut. Columns: a letter takes
   *  one, a Han character two. */
  readonly textColumns: number;
};

/** Columns of a whole article of a newspaper. */
const WHOLE_COLUMNS = 1_920;

/** Layouts, and up to how many articles each serves. KV reads up to 100 keys in one operation, but
 *  only as text: so cards are JSON Lines. Ten hits may lie in ten blobs, which are decoded whole,
 *  so that a blob should stay near 70 KB; and every blob is a KV write, of which a first
 *  publication has 1,000. So a small site's cards hold a whole article of a newspaper, and those of
 *  10,000 articles its first quarter. */
const LAYOUTS: readonly (CardLayout & { readonly upTo: number })[] = [
  { upTo: 1_280, perBlob: 8, textColumns: WHOLE_COLUMNS },
  { upTo: 2_560, perBlob: 16, textColumns: WHOLE_COLUMNS },
  { upTo: 5_120, perBlob: 32, textColumns: 960 },
  { upTo: Infinity, perBlob: 64, textColumns: 480 },
];

/** The layout of cards in a release of `count` articles: at most 160 blobs up to 10,240 of them. */
export function cardLayout(count: number): CardLayout {
  const layout = LAYOUTS.find(({ upTo }) => count <= upTo);
  if (layout === undefined) throw new RangeError(`no layout for ${count} cards`);
  return layout;
}

/** Whether cards of a release of `count` articles hold only the beginning of an ordinary one. */
export function areCardsCut(count: number): boolean {
  return cardLayout(count).textColumns < WHOLE_COLUMNS;
}

/** Cards as lines, each the card's sum and its JSON; no line end after the last.
 *  @param first  the number of the article that the first of them is of */
export function encodeCards(cards: readonly Card[], first = 0): string {
  const lines = cards.map((card, index) => {
    const json = JSON.stringify(rowFromCard(card));
    return sumOf(hash32(json), first + index, 2) + json;
  });
  return lines.join("\n");
}

/** Characters of a sum. */
const SUM_LENGTH = 7;

/** What a line begins with: a hash of its JSON and of the number of its article, so that a card
 *  that was changed, or is of another article, is known, and one of another layout. A text cannot
 *  be hashed as the bytes that its blob is named by without being encoded anew, which costs more
 *  than all the rest of reading it: so only the cards that are wanted are looked at. */
function sumOf(hash: number, article: number, layout: 1 | 2): string {
  const sum = hash ^ Math.imul(article + 1, 0x9e3779b1);
  return ((layout === 1 ? sum : ~sum) >>> 0).toString(36).padStart(SUM_LENGTH, "0");
}

/** The card on one line of a blob of cards. Checks and parses that line alone.
 *  @param line  counted from 0
 *  @param first  the number of the article that the blob begins with
 *  @param blob  the blob's name, for faults
 *  @throws {StoreFault} when the text has no such line, or it is not a card */
export function cardAt(text: string, line: number, blob: BlobName, first = 0): Card {
  let from = 0;
  for (let passed = 0; passed < line; passed++) {
    from = text.indexOf("\n", from) + 1;
    if (from === 0) throw new StoreFault("corrupt", blob, `has no line ${line}`);
  }
  const to = text.indexOf("\n", from);
  return cardFromLine(text.slice(from, to === -1 ? undefined : to), { line, blob, first });
}

/** All cards of a blob, in their order. Cheaper than one by one, for each line is looked for from
 *  the beginning.
 *  @throws {StoreFault} when a line is not a card */
export function cardsIn(text: string, blob: BlobName, first = 0): readonly Card[] {
  return text.split("\n").map((written, line) => cardFromLine(written, { line, blob, first }));
}

type CardPlace = { readonly line: number; readonly blob: BlobName; readonly first: number };

function cardFromLine(text: string, { line, blob, first }: CardPlace): Card {
  // Lines of releases of versions that wrote no sums begin with the JSON.
  const isBare = text.startsWith("[");
  const json = isBare ? text : text.slice(SUM_LENGTH);
  const layout = isBare ? 1 : layoutOf(text.slice(0, SUM_LENGTH), hash32(json), first + line);
  if (layout === undefined)
    throw new StoreFault("corrupt", blob, `has another card in line ${line}, or a damaged one`);
  const row = parsedJson(json);
  const card = Array.isArray(row) ? cardFromRow(row, layout) : undefined;
  if (card === undefined) throw new StoreFault("corrupt", blob, `has no card in line ${line}`);
  return card;
}

function layoutOf(sum: string, hash: number, article: number): 1 | 2 | undefined {
  if (sum === sumOf(hash, article, 2)) return 2;
  return sum === sumOf(hash, article, 1) ? 1 : undefined;
}
