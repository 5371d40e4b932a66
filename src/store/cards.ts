import type { Card } from "#model/card.ts";
import type { BlobName } from "#model/release.ts";
import { hash32 } from "#model/hash.ts";
import { parsedJson } from "#model/json.ts";
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

/** A card as one line: a list without names, what is absent as null, and nothing at the end. */
type CardRow = readonly [
  id: Card["id"],
  title: string,
  section: Card["section"],
  published: Card["published"],
  isDay: 0 | 1,
  authors: readonly string[],
  tags: readonly string[],
  lang: string,
  text: string,
  summary: string | number,
  updated?: Card["updated"] | null,
  url?: string | null,
  kicker?: string | null,
  image?: string | null,
  beyond?: string | null,
  source?: string | null,
  sourceUrl?: string | null,
];

/** Cards as lines, each the card's sum and its JSON; no line end after the last.
 *  @param first  the number of the article that the first of them is of */
export function encodeCards(cards: readonly Card[], first = 0): string {
  const lines = cards.map((card, index) => {
    const json = JSON.stringify(rowFrom(card));
    return sumOf(json, first + index) + json;
  });
  return lines.join("\n");
}

/** Characters of a sum. */
const SUM_LENGTH = 7;

/** What a line begins with: a hash of its JSON and of the number of its article, so that a card
 *  that was changed, or is of another article, is known. A text cannot be hashed as the bytes that
 *  its blob is named by without being encoded anew, which costs more than all the rest of reading
 *  it: so only the cards that are wanted are looked at. */
function sumOf(json: string, article: number): string {
  const sum = (hash32(json) ^ Math.imul(article + 1, 0x9e3779b1)) >>> 0;
  return sum.toString(36).padStart(SUM_LENGTH, "0");
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
  const json = text.startsWith("[") ? text : text.slice(SUM_LENGTH);
  if (json !== text && text.slice(0, SUM_LENGTH) !== sumOf(json, first + line))
    throw new StoreFault("corrupt", blob, `has another card in line ${line}, or a damaged one`);
  const row = parsedJson(json);
  if (!Array.isArray(row) || typeof row[0] !== "string" || row.length < 10)
    throw new StoreFault("corrupt", blob, `has no card in line ${line}`);
  // `encodeCards` wrote it from a Card, and a line that was cut short would not have parsed.
  return cardFrom(row as unknown as CardRow);
}

function rowFrom(card: Card): readonly unknown[] {
  const { id, title, section, published, authors, tags, lang, text } = card;
  const isDay = card.precision === "day" ? 1 : 0;
  const needed = [id, title, section, published, isDay, authors, tags, lang, text];
  const { name, url } = card.source ?? {};
  const optional = [card.updated, card.url, card.kicker, card.image, card.beyond, name, url];
  const last = optional.findLastIndex((field) => field !== undefined);
  return [...needed, shortened(card), ...optional.slice(0, last + 1)];
}

function cardFrom(row: CardRow): Card {
  const [id, title, section, published, isDay, authors, tags, lang, text, shortSummary] = row;
  const optional = row.slice(10) as (string | null | undefined)[];
  const [updated, url, kicker, image, beyond, source, sourceUrl] = optional;
  const summary = lengthened(shortSummary, text);
  const precision = isDay === 1 ? "day" : "time";
  return {
    id,
    title,
    section,
    published,
    precision,
    authors,
    tags,
    lang,
    text,
    summary,
    // The brand was put on by the publisher's reading of the article.
    ...(updated && { updated: updated as NonNullable<Card["updated"]> }),
    ...(url && { url }),
    ...(kicker && { kicker }),
    ...(image && { image }),
    ...(beyond && { beyond }),
    ...(source && { source: { name: source, ...(sourceUrl && { url: sourceUrl }) } }),
  };
}

/** Most summaries are the beginning of the text, up to the end of a sentence or an ellipsis: they
 *  are kept as a length, negative with an ellipsis. */
function shortened({ summary, text }: Card): string | number {
  if (text.startsWith(summary)) return summary.length;
  const cut = summary.endsWith("…") ? summary.slice(0, -1) : "";
  return cut !== "" && text.startsWith(cut) ? -cut.length : summary;
}

function lengthened(summary: string | number, text: string): string {
  if (typeof summary === "string") return summary;
  return summary < 0 ? `${text.slice(0, -summary)}…` : text.slice(0, summary);
}
