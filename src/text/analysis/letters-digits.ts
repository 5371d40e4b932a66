import { HAN, kindAt } from "./letter-kind.ts";
import type { Piece, WordPosition } from "./pieces.ts";
import { STOP_WORDS } from "./stop-words.ts";
import type { TermConsumer } from "./term-consumer.ts";

/** Letters and digits that may be one name, such as iPhone 15 or 100 km. */
const MAX_LETTERS = 12;
const MAX_UNIT_LETTERS = 4;
const MAX_DIGITS = 5;

/** Adds what a word and a number with one blank between them are when they are written as one, so
 *  that `iPhone 15` is found by iphone15 and `100 km` by 100km: as a part, for a query that has
 *  them apart asks for both.
 *  @param position  of the first of the two */
export function readJoined({ text, pieces, at }: WordPosition, consumer: TermConsumer): void {
  const [first, second] = [pieces[at], pieces[at + 1]];
  if (!first || !second || !areNeighbours(text, first, second)) return;
  const left = text.slice(first.start, first.end);
  const right = text.slice(second.start, second.end);
  const isWord = isShort(left, MAX_LETTERS) || isBesideHan(text, first);
  const isName = isWordThenNumber(first, second) && isWord && isCount(right);
  const isUnit =
    isWordThenNumber(second, first) && isShort(right, MAX_UNIT_LETTERS) && isCount(left);
  if (isName || isUnit)
    consumer.word(left + right, { start: first.start, end: second.end }, "part");
}

/** Whether one blank is between two pieces; the R of R&D is none. */
function areNeighbours(text: string, first: Piece, second: Piece): boolean {
  const isApart = second.start === first.end + 1 && text.charAt(first.end) === " ";
  return isApart && !GOES_ON.test(text.charAt(second.end));
}

/** Matches what stands behind a piece that is only the beginning of a name. */
const GOES_ON = /[\p{L}\p{N}&+#@]/u;

function isWordThenNumber(word: Piece, number: Piece): boolean {
  return word.kind === "word" && number.kind === "number";
}

/** Whether a single letter stands behind Han, with one blank at most: 空客 A 320. There it is no
 *  article. */
function isBesideHan(text: string, { kind, start, end }: Piece): boolean {
  if (kind !== "word" || end - start !== 1 || start === 0) return false;
  const at = text.charAt(start - 1) === " " ? start - 2 : start - 1;
  return at >= 0 && kindAt(text, at) === HAN;
}

function isShort(word: string, most: number): boolean {
  return word.length <= most && /^\p{L}+$/u.test(word) && STOP_WORDS.get("en")?.has(word) !== true;
}

function isCount(number: string): boolean {
  return number.length <= MAX_DIGITS && /^\d+$/.test(number);
}

/** Matches `iphone15`, `c919`; refuses `h1n1`. */
const LETTERS_THEN_DIGITS = /^(\p{L}+)(\d+)$/u;
/** Matches `100km`, `5g`; refuses `20th`, `1990s`. */
const DIGITS_THEN_LETTERS = /^(\d+)(?!(?:st|nd|rd|th|s)$)(\p{L}+)$/u;

/** Adds both halves of a word of letters and digits, so that those who write them apart find it. */
export function readHalves(
  word: string,
  range: Pick<Piece, "start" | "end">,
  consumer: TermConsumer,
): void {
  const [, first, second] = LETTERS_THEN_DIGITS.exec(word) ?? DIGITS_THEN_LETTERS.exec(word) ?? [];
  if (!first || !second) return;
  for (const half of [first, second]) {
    if (isDigits(half)) consumer.term(half, range, "index");
    else consumer.word(half, range, "index");
  }
}

function isDigits(half: string): boolean {
  return /^\d/.test(half);
}
