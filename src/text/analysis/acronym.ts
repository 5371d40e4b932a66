import { type Folded, originalRange } from "#text/fold/fold.ts";

/** Matches `US`, `AIDS`, `U.S`, `UNESCO`; refuses `Us`, `I`, `C919`, `GOVERNMENT`. */
const ACRONYM = /^[A-Z](?:\.?[A-Z]){1,6}$/;
const CAPITALS_ALONE = /[A-Z]{2}[^\p{Ll}\p{Lo}]*\s[^\p{Ll}\p{Lo}]*[A-Z]{2}/u;
const SMALL = /[\p{Ll}\p{Lo}]/u;

/** Tells of stretches of a folded text whether they were written as acronyms: `US`, `u.s.`. In a
 *  line of capitals alone, such as a headline of some newspapers, nothing is one. O(line) for each
 *  new line.
 *  @param original  the text before it was folded */
export function acronymTest(
  original: string,
  folded: Folded,
): (start: number, end: number) => boolean {
  let line = { start: 0, end: -1, isShouted: false };
  return (start, end) => {
    const [from, to] = originalRange(folded, start, end);
    const written = original.slice(from, to);
    if (written.includes(".") && hasPoints(written)) return true;
    if (!ACRONYM.test(written)) return false;
    if (from < line.start || from >= line.end) line = lineAt(original, from);
    return !line.isShouted;
  };
}

/** Lines longer than this are looked at in part. UTF-16 units. */
const MAX_LINE = 1_000;

function lineAt(text: string, at: number): { start: number; end: number; isShouted: boolean } {
  const before = text.lastIndexOf("\n", at);
  const after = text.indexOf("\n", at);
  const start = Math.max(before + 1, at - MAX_LINE);
  const end = Math.min(after < 0 ? text.length : after, at + MAX_LINE);
  const line = text.slice(start, end);
  return { start, end, isShouted: !SMALL.test(line) && CAPITALS_ALONE.test(line) };
}

/** Whether a word was written with points between its letters, and so is an abbreviation in small
 *  letters too. Matches `u.s`, `p.m.`, `U.S`; refuses `us`, `node.js`, `1.2`. */
export function hasPoints(typed: string): boolean {
  return /^\p{L}(?:\.\p{L})+\.?$/u.test(typed);
}

/** Whether a word of a query was typed as an acronym. */
export function isTypedAcronym(typed: string): boolean {
  return ACRONYM.test(typed);
}
