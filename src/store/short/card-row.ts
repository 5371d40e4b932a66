import type { Card } from "#model/card.ts";
import { instantFromShort, shortInstant } from "./short-instant.ts";
import { spansIn, type TextSpans, textFromSpans } from "./text-spans.ts";

/** A card as a list without names, what is absent as null, and nothing at the end. */
type CardRow = readonly [
  id: Card["id"],
  title: string,
  section: Card["section"],
  published: string,
  isDay: 0 | 1,
  authors: readonly string[],
  tags: readonly string[],
  lang: string,
  text: string,
  summary: ShortSummary,
  ...optional: readonly (string | null)[],
];

/** Fields that a card need not have, in the order of a row: what most cards have comes first. In
 *  layout 1 the others did. */
const OPTIONAL = {
  1: ["updated", "url", "kicker", "image", "beyond"],
  2: ["beyond", "updated", "url", "kicker", "image"],
} as const;

/** A card as a row of layout 2. */
export function rowFromCard(card: Card): readonly unknown[] {
  const { id, title, section, published, authors, tags, lang, text } = card;
  const isDay = card.precision === "day" ? 1 : 0;
  const needed = [id, title, section, shortInstant(published), isDay, authors, tags, lang, text];
  const { name, url } = card.source ?? {};
  const optional = [...OPTIONAL[2].map((field) => card[field]), name, url];
  const last = optional.findLastIndex((field) => field !== undefined);
  return [...needed, shortened(card), ...optional.slice(0, last + 1)];
}

/** The card of which a row was made, of either layout; undefined for what is none. */
export function cardFromRow(row: readonly unknown[], layout: 1 | 2): Card | undefined {
  if (typeof row[0] !== "string" || row.length < 10) return undefined;
  // `rowFromCard` wrote it from a Card, and a line that was cut short would not have parsed.
  const [id, title, section, moment, isDay, authors, tags, lang, text, short, ...optional] =
    row as unknown as CardRow;
  const published = layout === 1 ? (moment as Card["published"]) : instantFromShort(moment);
  const summary = lengthened(short, text);
  if (published === undefined || summary === undefined) return undefined;
  const names = OPTIONAL[layout];
  const [name, url] = optional.slice(names.length);
  return {
    id,
    title,
    section,
    published,
    precision: isDay === 1 ? "day" : "time",
    authors,
    tags,
    lang,
    text,
    summary,
    ...Object.fromEntries(
      names.flatMap((field, at) => (optional[at] ? [[field, optional[at]] as const] : [])),
    ),
    ...(name && { source: { name, ...(url && { url }) } }),
  };
}

/** Most summaries are the beginning of the text, up to the end of a sentence or an ellipsis: they
 *  are kept as a length, negative with an ellipsis; others that are of the text as its spans. */
type ShortSummary = string | number | TextSpans;

function shortened({ summary, text }: Card): ShortSummary {
  if (text.startsWith(summary)) return summary.length;
  const cut = summary.endsWith("…") ? summary.slice(0, -1) : "";
  if (cut !== "" && text.startsWith(cut)) return -cut.length;
  return spansIn(text, summary) ?? summary;
}

function lengthened(summary: ShortSummary, text: string): string | undefined {
  if (typeof summary === "string") return summary;
  if (typeof summary !== "number") return textFromSpans(text, summary);
  return summary < 0 ? `${text.slice(0, -summary)}…` : text.slice(0, summary);
}
