import type { HighlightSegment } from "#model/card.ts";
import { segmentsOf } from "./highlight.ts";
import type { Mark } from "./marks.ts";
import { GRAPHEMES } from "#text/analysis/graphemes.ts";
import { endsSentence, SENTENCE_END } from "#text/analysis/sentence-end.ts";

/** How much of a text a snippet shows: columns, of which a Han character takes two and a letter
 *  one. */
export const SNIPPET_COLUMNS = 160;
/** How far before its first mark a snippet begins, at most: at a sentence's beginning, or else so
 *  much nearer. */
const SENTENCE_COLUMNS = 100;
const LEAD_COLUMNS = 40;
/** Where a text goes on, or went before. */
export const ELLIPSIS: HighlightSegment = { text: "…", match: false };

/** `[start, end)` of a text, in UTF-16 units, and how much of the search is in it. */
export type Window = { readonly start: number; readonly end: number; readonly distinct: number };

/** The stretch of a text that says most of what was searched for: the one with the most different
 *  terms, then the most marks, then the first. It begins at a sentence's beginning where one is
 *  near, and is never cut inside a character or a word. O(length + marks).
 *  @param marks  in order of their beginnings */
export function snippetWindow(text: string, marks: readonly Mark[]): Window {
  const columns = columnsOf(text);
  const { from, to, distinct } = densest(marks, columns);
  const start = startBefore(text, from, to, columns);
  const limit = placeAt(columns, columns[start]! + SNIPPET_COLUMNS);
  return { start, end: endBefore(text, Math.max(limit, to), start), distinct };
}

/** The stretch as segments, with an ellipsis where the text is cut. */
export function snippetOf(
  text: string,
  marks: readonly Mark[],
  { start, end }: Pick<Window, "start" | "end">,
): readonly HighlightSegment[] {
  const isCut = end < text.length && !endsSentence(text.slice(start, end));
  return [
    ...(start > 0 ? [ELLIPSIS] : []),
    ...segmentsOf(text, marks, { start, end }),
    ...(isCut ? [ELLIPSIS] : []),
  ];
}

/** The beginning of a text: all of it when it takes at most `max` columns, else up to a sentence's
 *  end where one lies in the last quarter, or up to the end of a word; then an ellipsis, that tells
 *  it from a whole text. Never cut inside a character. O(max). */
export function firstColumns(text: string, max: number): string {
  const head = text.slice(0, max + LONGEST_CHARACTER);
  const columns = columnsOf(head);
  const limit = placeAt(columns, max);
  if (limit >= text.length) return text;
  const end = endBefore(head, limit, 0);
  return head.slice(0, end).trimEnd() + ELLIPSIS.text;
}

/** Columns before each UTF-16 unit, and at the end those of the whole text. */
function columnsOf(text: string): Int32Array {
  const columns = new Int32Array(text.length + 1);
  for (let at = 0; at < text.length; at++)
    columns[at + 1] = columns[at]! + (isWide(text.charCodeAt(at)) ? 2 : 1);
  return columns;
}

/** Whether a unit takes two columns; the units of a pair take one each.
 *  @see UAX #11: Han, kana, hangul and their punctuation */
function isWide(unit: number): boolean {
  return (
    unit >= 0x1100 &&
    (unit <= 0x115f ||
      (unit >= 0x2e80 && unit <= 0xa4cf) ||
      (unit >= 0xac00 && unit <= 0xd7a3) ||
      (unit >= 0xf900 && unit <= 0xfaff) ||
      (unit >= 0xff00 && unit <= 0xff60))
  );
}

/** The last place before which there are at most so many columns. */
function placeAt(columns: Int32Array, column: number): number {
  let [low, high] = [0, columns.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (columns[middle]! <= column) low = middle;
    else high = middle - 1;
  }
  return low;
}

type Stretch = { readonly from: number; readonly to: number; readonly distinct: number };

function densest(marks: readonly Mark[], columns: Int32Array): Stretch {
  let best = { from: 0, to: 0, distinct: 0, count: 0 };
  const seen = new Map<number, number>();
  let last = 0;
  for (const [first, { start, term }] of marks.entries()) {
    while (
      last < marks.length &&
      (last <= first || columns[marks[last]!.end]! - columns[start]! <= SNIPPET_COLUMNS)
    ) {
      const { term } = marks[last++]!;
      seen.set(term, (seen.get(term) ?? 0) + 1);
    }
    const count = last - first;
    if (seen.size > best.distinct || (seen.size === best.distinct && count > best.count)) {
      const to = marks.slice(first, last).reduce((most, { end }) => Math.max(most, end), start);
      best = { from: start, to, distinct: seen.size, count };
    }
    if (seen.get(term) === 1) seen.delete(term);
    else seen.set(term, (seen.get(term) ?? 0) - 1);
  }
  return best;
}

/** Where a snippet begins whose marks lie between `from` and `to`. */
function startBefore(text: string, from: number, to: number, columns: Int32Array): number {
  const room = Math.max(0, SNIPPET_COLUMNS - (columns[to]! - columns[from]!));
  const earliest = placeAt(columns, columns[from]! - Math.min(room, SENTENCE_COLUMNS));
  if (columns[from]! <= Math.min(room, SENTENCE_COLUMNS)) return 0;
  const sentences = [...text.slice(earliest, from).matchAll(SENTENCE_END)];
  const sentence = sentences.at(-1);
  if (sentence) return pastBlanks(text, earliest + sentence.index + sentence[0].length, from);
  const lead = placeAt(columns, columns[from]! - Math.min(room, LEAD_COLUMNS));
  return Math.min(from, borderAfter(text, lead));
}

/** The first place from `at` on that is no blank. */
function pastBlanks(text: string, at: number, most: number): number {
  let past = at;
  while (past < most && /\s/.test(text.charAt(past))) past++;
  return past;
}

/** Where a snippet ends that may go as far as `limit`. */
function endBefore(text: string, limit: number, start: number): number {
  if (limit >= text.length) return text.length;
  const least = start + (limit - start) * 0.75;
  const sentence = [...text.slice(start, limit).matchAll(SENTENCE_END)]
    .map((found) => start + found.index + found[0].trimEnd().length)
    .findLast((end) => end >= least && isBorder(text, end));
  return sentence ?? start + text.slice(start, borderBefore(text, limit)).trimEnd().length;
}

/** UTF-16 units of the longest characters that people write; a family of four is eleven. What is
 *  longer may be cut. */
const LONGEST_CHARACTER = 32;

/** A word longer than this is cut. */
const LONGEST_WORD = 32;

/** The nearest place at or before `at` that is neither inside a character nor inside a word of an
 *  alphabet. */
function borderBefore(text: string, at: number): number {
  let border = at;
  while (at - border < LONGEST_WORD && isInsideWord(text, border)) border--;
  if (isInsideWord(text, border)) border = at;
  return clusterAt(text, border)?.index ?? border;
}

/** The nearest such place at or after `at`. */
function borderAfter(text: string, at: number): number {
  let border = at;
  while (border - at < LONGEST_WORD && isInsideWord(text, border)) border++;
  const cluster = clusterAt(text, border);
  return !cluster || cluster.index === border ? border : cluster.index + cluster.segment.length;
}

/** The grapheme cluster that `at` may lie in; undefined where the characters on both sides are sure
 *  to be two. */
function clusterAt(text: string, at: number): Intl.SegmentData | undefined {
  if (isBase(text.charCodeAt(at - 1)) && isBase(text.charCodeAt(at))) return undefined;
  return GRAPHEMES.segment(text).containing(at);
}

/** Whether no character goes on behind `at`: a mark may follow a full stop. */
function isBorder(text: string, at: number): boolean {
  return (clusterAt(text, at)?.index ?? at) === at;
}

/** Latin letters, digits and punctuation, and Han: they join nothing. */
function isBase(unit: number): boolean {
  return (
    (unit >= 0x20 && unit <= 0xac) ||
    (unit >= 0x3001 && unit <= 0x3029) ||
    (unit >= 0x3400 && unit <= 0x9fff) ||
    (unit >= 0xff01 && unit <= 0xff5e)
  );
}

function isInsideWord(text: string, at: number): boolean {
  return isOfWord(text, at - 1) && isOfWord(text, at);
}

function isOfWord(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return !isWide(unit) && /^[\p{L}\p{N}\p{M}]$/u.test(text.charAt(at));
}
