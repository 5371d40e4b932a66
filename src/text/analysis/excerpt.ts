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
  const line = flat(text, max);
  const ends = clusterEnds(line, max + 1);
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

/** The text on one line, no longer than `max` clusters can possibly be worth reading: 64 UTF-16
 *  units a cluster. */
function flat(text: string, max: number): string {
  return onOneLine(text.slice(0, max * 64));
}

/** Characters that are a cluster each whatever is around them: none of them combines, and none is
 *  beyond 16 bits. */
const ALONE =
  /^[ -~\u2010-\u2027\u3001-\u3029\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uff01-\uff5e]*$/;

/** Where each of the first `count` clusters ends, in UTF-16 units. */
function clusterEnds(text: string, count: number): readonly number[] {
  // What follows the last of them might combine with it.
  if (ALONE.test(text.slice(0, count + 1)))
    return Array.from({ length: Math.min(count, text.length) }, (_, index) => index + 1);
  const ends: number[] = [];
  for (const { index, segment } of GRAPHEMES.segment(text)) {
    ends.push(index + segment.length);
    if (ends.length === count) break;
  }
  return ends;
}
