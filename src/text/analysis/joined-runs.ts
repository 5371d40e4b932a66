import { HAN, kindAt, MARK } from "./letter-kind.ts";
import type { Piece } from "./pieces.ts";

/** Marks that open or close a name in Chinese, as folding leaves them: ’ is an apostrophe then. */
const OPENING = '“‘「『《〈"';
const CLOSING = "”'」』》〉\"";
/** Marks between two runs, at most: a name within a title. */
const MAX_MARKS = 2;

/** The pair of characters on both sides of what parts two runs and yet belongs to one name: the
 *  last of `“福建”` and the first of `舰`, or `李` and `明` of a list in which names are padded.
 *  Marks must all open or all close; a single blank parts single characters only.
 *  @returns the pair and where it stands, or undefined when the runs do not belong together */
export function joinedPair(
  text: string,
  before: Piece,
  after: Piece,
): { readonly term: string; readonly start: number; readonly end: number } | undefined {
  if (!belongTogether(text, before, after)) return undefined;
  const first = characterBefore(text, before);
  const second = characterAt(text, after);
  if (first === undefined || second === undefined) return undefined;
  const start = before.end - first.length;
  return { term: first + second, start, end: after.start + second.length };
}

function belongTogether(text: string, before: Piece, after: Piece): boolean {
  const gap = after.start - before.end;
  if (gap < 1 || gap > MAX_MARKS) return false;
  if (kindAt(text, before.start) !== HAN || kindAt(text, after.start) !== HAN) return false;
  const between = text.slice(before.end, after.start);
  if (between === " ") return isSingle(text, before) && isSingle(text, after);
  return areAll(between, OPENING) || areAll(between, CLOSING);
}

function areAll(between: string, marks: string): boolean {
  for (const mark of between) if (!marks.includes(mark)) return false;
  return true;
}

/** Whether a run is one character that stands alone: 第 3 届 is none. */
function isSingle(text: string, { start, end }: Piece): boolean {
  return end - start === unitsOf(text, start);
}

function unitsOf(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

function characterAt(text: string, { start, end }: Piece): string | undefined {
  const units = unitsOf(text, start);
  if (start + units < end && kindAt(text, start + units) === MARK) return undefined;
  return text.slice(start, start + units);
}

function characterBefore(text: string, { start, end }: Piece): string | undefined {
  const low = text.charCodeAt(end - 1);
  const units = low >= 0xdc00 && low <= 0xdfff ? 2 : 1;
  if (end - units < start || kindAt(text, end - units) === MARK) return undefined;
  return text.slice(end - units, end);
}

/** A folded text without the marks that part Han characters of one name, and where in the folded
 *  text each of its units stands, one more at the end. What is looked for as it stands is looked
 *  for in this: `“福建”舰` has 福建舰. Blanks between single characters go as well. O(length). */
export function withoutJoints(text: string): {
  readonly text: string;
  readonly offsets: readonly number[] | undefined;
} {
  if (!JOINT.test(text)) return { text, offsets: undefined };
  const offsets: number[] = [];
  let joined = "";
  let from = 0;
  const take = (to: number): void => {
    for (let at = from; at < to; at++) offsets.push(at);
    joined += text.slice(from, to);
  };
  for (const { index, 0: gap } of text.matchAll(JOINTS)) {
    take(index);
    from = index + gap.length;
  }
  take(text.length);
  offsets.push(text.length);
  return { text: joined, offsets };
}

/** The text of `withoutJoints` alone. O(length). */
export function joinedText(text: string): string {
  return JOINT.test(text) ? text.replaceAll(JOINTS, "") : text;
}

const HAN_LETTER = "[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}々ー]";
/** Matches the marks of `建”舰`, `和《三`, and the blank of `李 明`; refuses those of
 *  `“福建”“山东”`. */
const PATTERN =
  `(?<=${HAN_LETTER})(?:[“‘「『《〈"]{1,2}|[”'」』》〉"]{1,2})(?=${HAN_LETTER})|` +
  `(?<=(?<!${HAN_LETTER})${HAN_LETTER}) (?=${HAN_LETTER}(?!${HAN_LETTER}))`;
const JOINTS = new RegExp(PATTERN, "gu");
const JOINT = new RegExp(PATTERN, "u");
