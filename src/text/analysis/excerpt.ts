import { GRAPHEMES } from "./graphemes.ts";
import { onOneLine, SENTENCE_END } from "./sentence-end.ts";

/** The longest excerpt that anybody asks for. */
const MAX_CLUSTERS = 1_000;
const ELLIPSIS = "…";

/** First `max` grapheme clusters of `text`, cut at a sentence end where one lies in the last
 *  quarter; else at the last space there, if any, with an ellipsis. Line ends become spaces.
 *  @param max  count of grapheme clusters (not UTF-16 units), 1 to 1,000; the ellipsis counts
 *  @throws {RangeError} when `max` is out of range
 *  @see UAX #29 section 3
 *  @example excerpt("黨政要聞。詳情", 5) // "黨政要聞。" */
export function excerpt(text: string, max: number): string {
  if (!(max >= 1 && max <= MAX_CLUSTERS)) throw new RangeError(`max is ${max}, not 1 to 1,000`);
  const { line, ends } = beginningOf(text, max) ?? flat(text, max, UNITS_READ);
  if (ends.length <= max) return line;
  const head = line.slice(0, ends[max - 1]);
  const least = ends[Math.ceil(max * 0.75) - 1] ?? 0;
  const sentence = [...line.slice(0, ends[max]).matchAll(SENTENCE_END)]
    .map((found) => found.index + found[0].length)
    .findLast((end) => end >= least && end <= head.length);
  if (sentence !== undefined) return line.slice(0, sentence);
  const room = line.slice(0, ends[max - 2] ?? 0);
  const space = room.lastIndexOf(" ");
  return (space >= least ? room.slice(0, space) : room).trimEnd() + ELLIPSIS;
}

/** UTF-16 units that a cluster can possibly be worth reading. */
const UNITS_READ = 64;
/** Units of most texts that hold as many clusters as are asked for, on one line. */
const UNITS_TRIED = 4;

/** A text on one line, and where its clusters end, one more of them than may be shown. */
type Line = { readonly line: string; readonly ends: readonly number[] };

/** The text on one line, so many UTF-16 units a cluster long at most. */
function flat(text: string, max: number, units: number): Line {
  const line = onOneLine(text.slice(0, max * units));
  return { line, ends: clusterEnds(line, max + 1) };
}

/** What stands between clusters and a place up to which what follows cannot change them: blanks
 *  between two wide characters go, whatever quotation marks open before the second. */
const SETTLED = /[^\s“‘…][^]/;

/** The same of the beginning of the text alone, where that tells as much; else undefined. */
function beginningOf(text: string, max: number): Line | undefined {
  const { line, ends } = flat(text, max, UNITS_TRIED);
  return ends.length > max && SETTLED.test(line.slice(ends[max])) ? { line, ends } : undefined;
}

/** A character that is a cluster whatever is around it: none of them combines, and none is beyond
 *  16 bits. */
const ALONE =
  "[ -~\\u2010-\\u2027\\u3001-\\u3029\\u3041-\\u3096\\u30a1-\\u30fa\\u4e00-\\u9fff\\uff01-\\uff5e]";
const ALL_ALONE = new RegExp(`${ALONE}*`, "y");
/** Two such, the first of which nothing before it can be joined with the second. */
const TWO_ALONE = new RegExp(`${ALONE}${ALONE}`, "g");

/** Where each of the first `count` clusters ends, in UTF-16 units. */
function clusterEnds(text: string, count: number): readonly number[] {
  const ends: number[] = [];
  for (let at = 0; at < text.length && ends.length < count;) {
    ALL_ALONE.lastIndex = at;
    ALL_ALONE.test(text);
    const to = ALL_ALONE.lastIndex;
    // What follows the last of them might combine with it.
    const sure = to === text.length ? to : to - 1;
    while (at < sure && ends.length < count) ends.push(++at);
    if (at === text.length || ends.length === count) break;
    TWO_ALONE.lastIndex = at + 1;
    const next = (TWO_ALONE.exec(text)?.index ?? text.length - 1) + 1;
    for (const { index, segment } of GRAPHEMES.segment(text.slice(at, next))) {
      ends.push(at + index + segment.length);
      if (ends.length === count) break;
    }
    at = next;
  }
  return ends;
}
