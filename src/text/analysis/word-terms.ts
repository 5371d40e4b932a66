import { readHalves } from "./letters-digits.ts";
import { DIGIT, HAN, kindAt, LETTER } from "./letter-kind.ts";
import type { Piece, WordPosition } from "./pieces.ts";
import type { Range, TermConsumer } from "./term-consumer.ts";

/** A way to write more than one word as one: it reads at a position, or gives undefined when it is
 *  not written there.
 *  @returns how many pieces it read */
type WordReader = (position: WordPosition, consumer: TermConsumer) => number | undefined;

/** The terms of the word at a position, and of those written together with it.
 *  @returns how many pieces were read, at least one */
export function readWord(position: WordPosition, consumer: TermConsumer): number {
  const { text } = position;
  const { start, end } = pieceAt(position);
  if (mayBeJoined(text, start, end)) {
    for (const read of WORD_READERS) {
      const count = read(position, consumer);
      if (count !== undefined) return count;
    }
  }
  const word = text.slice(start, end);
  consumer.word(word, { start, end }, "whole");
  if (hasDigitAtEnd(text, start, end)) readHalves(word, { start, end }, consumer);
  const pair = text.charAt(end + 1) === "j" ? pairOf(position, " ") : undefined;
  if (pair?.right === "js") consumer.word(pair.left + pair.right, pair.both, "index");
  return 1;
}

/** Behind the last digit of ASCII, and before its letters. */
const DIGITS_TO = 0x3a;
/** What a word is written together with. */
const JOINING = "+#'&-/";

/** Whether any of the WORD_READERS may hold for `[start, end)` of a text. Few words of a text are
 *  single letters, or touch a sign that joins. */
function mayBeJoined(text: string, start: number, end: number): boolean {
  return (
    end - start === 1 ||
    JOINING.includes(text.charAt(end) || " ") ||
    text.charAt(start - 1) === "." ||
    (text.charAt(end) === "." && kindAt(text, end + 1) === LETTER)
  );
}

function hasDigitAtEnd(text: string, start: number, end: number): boolean {
  return text.charCodeAt(end - 1) < DIGITS_TO || text.charCodeAt(start) < DIGITS_TO;
}

/** `C++`, `C#`, `.NET`, `Notepad++`. */
function readProduct(
  { text, pieces, at }: WordPosition,
  consumer: TermConsumer,
): number | undefined {
  const { start, end } = pieces[at]!;
  const word = text.slice(start, end);
  const sign = signAfter(text, end);
  if (sign) {
    consumer.term(word + sign, { start, end: end + sign.length }, "whole");
    if (end - start > 1) consumer.word(word, { start, end }, "part");
    return 1;
  }
  if (text.charAt(start - 1) !== "." || end - start < 2 || !isFree(text, start - 2))
    return undefined;
  consumer.term(`.${word}`, { start: start - 1, end }, "whole");
  consumer.word(word, { start, end }, "part");
  return 1;
}

function signAfter(text: string, end: number): string {
  const sign = /^(?:\+\+|[+#])/.exec(text.slice(end, end + 2))?.[0] ?? "";
  const after = kindAt(text, end + sign.length);
  const goesOn = after === LETTER || (after === DIGIT && sign !== "++");
  return goesOn || text.charAt(end + sign.length) === "+" ? "" : sign;
}

function isFree(text: string, at: number): boolean {
  const kind = at < 0 ? undefined : kindAt(text, at);
  return kind !== LETTER && kind !== DIGIT && text.charAt(at) !== ".";
}

/** What French and Italian shorten before a vowel; the word is what follows. */
const ELIDED = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|dell|all|nell|sull|dall)$/;
/** What English shortens; the word is what goes before. */
const SHORTENED = /^(?:s|t|d|m|ll|re|ve)$/;

/** `reader's`, `don't`, `l'élection`, `O'Reilly`. */
function readApostrophe(position: WordPosition, consumer: TermConsumer): number | undefined {
  const pair = pairOf(position, "'");
  if (!pair) return undefined;
  const { first, second, left, right } = pair;
  if (SHORTENED.test(right)) consumer.word(left, first, "whole");
  else if (ELIDED.test(left)) consumer.word(right, second, "whole");
  else if (left.length === 1) {
    consumer.word(left + right, pair.both, "whole");
    consumer.word(right, second, "part");
  } else return undefined;
  return pairOf({ ...position, at: position.at + 1 }, "'")?.right === "s" ? 3 : 2;
}

/** What ends the name of a program or a site, such as `Node.js`, `ASP.NET` and `socket.io`. */
const NAME_ENDS = new Set(["js", "net", "io", "ai"]);

/** `Node.js`, which is written nodejs and Node JS as well. */
function readDotted(position: WordPosition, consumer: TermConsumer): number | undefined {
  const pair = pairOf(position, ".");
  if (!pair || !NAME_ENDS.has(pair.right)) return undefined;
  consumer.word(pair.left + pair.right, pair.both, "whole");
  consumer.word(pair.left, pair.first, "part");
  consumer.word(pair.right, pair.second, "part");
  return 2;
}

/** `R&D`, `AT&T`. */
function readAmpersand(position: WordPosition, consumer: TermConsumer): number | undefined {
  const pair = pairOf(position, "&");
  if (!pair || pair.second.kind === "number") return undefined;
  if (pair.left.length > 2 || pair.right.length > 2) return undefined;
  consumer.term(`${pair.left}&${pair.right}`, pair.both, "whole");
  return 2;
}

/** `I/O`, `A/B`, `w/o`: one letter or two say little alone; they are written io as well. */
function readSlash(position: WordPosition, consumer: TermConsumer): number | undefined {
  const pair = pairOf(position, "/");
  if (!pair || pair.second.kind === "number") return undefined;
  if (pair.left.length > 2 || pair.right.length > 2) return undefined;
  if (pairOf({ ...position, at: position.at + 1 }, "/")) return undefined;
  consumer.term(`${pair.left}/${pair.right}`, pair.both, "whole");
  consumer.word(pair.left + pair.right, pair.both, "index");
  return 2;
}

/** `e-mail`, `Wi-Fi`, `F-16`: as good as one word, because the first half says too little alone.
 *  `start-up` and `COVID-19` are also found as one. */
function readHyphen(position: WordPosition, consumer: TermConsumer): number | undefined {
  const pair = pairOf(position, "-");
  if (!pair || pairOf({ ...position, at: position.at + 1 }, "-")) return undefined;
  const { second, left, right, both } = pair;
  const number = second.kind === "number";
  if (left.length > 2) {
    if (number || right.length <= 2) consumer.word(left + right, both, number ? "index" : "part");
    return undefined;
  }
  consumer.word(left + right, both, "whole");
  if (number) readHalves(left + right, both, consumer);
  if (right.length > 2 && !number) consumer.word(right, second, "part");
  return 2;
}

/** `U.S.`, `U.S.A.`: one word without its points. */
function readAcronym(position: WordPosition, consumer: TermConsumer): number | undefined {
  const { text, pieces, at } = position;
  let count = 0;
  let word = "";
  for (let piece = pieces[at]; piece && piece.kind === "word" && piece.end - piece.start === 1;) {
    word += wordOf(position, piece);
    count++;
    const next = pieces[at + count];
    piece =
      next && text.charAt(piece.end) === "." && next.start === piece.end + 1 ? next : undefined;
  }
  if (count < 2) return undefined;
  consumer.word(word, { start: pieces[at]!.start, end: pieces[at + count - 1]!.end }, "whole");
  return count;
}

/** `A股`, `T恤`, `维生素C`: a single letter says something only with the character beside it. */
function readLetter(position: WordPosition, consumer: TermConsumer): number | undefined {
  const { text } = position;
  const { start, end } = pieceAt(position);
  if (end - start !== 1) return undefined;
  const letter = text.slice(start, end);
  const [before, after] = [besideAt(text, start, -1), besideAt(text, end - 1, 1)];
  if (before === undefined && after === undefined) return undefined;
  const near = before === start - 1 || after === end;
  consumer.word(letter, { start, end }, near ? "part" : "whole");
  if (before !== undefined)
    consumer.term(
      text.charAt(before) + letter,
      { start: before, end },
      before === start - 1 ? "whole" : "index",
    );
  if (after !== undefined)
    consumer.term(
      letter + text.charAt(after),
      { start, end: after + 1 },
      after === end ? "whole" : "index",
    );
  return 1;
}

const WORD_READERS: readonly WordReader[] = [
  readProduct,
  readApostrophe,
  readAcronym,
  readDotted,
  readAmpersand,
  readSlash,
  readHyphen,
  readLetter,
];

/** Where the Han character beside `at` is, with at most one space between, looking in
 *  `direction`. */
function besideAt(text: string, at: number, direction: 1 | -1): number | undefined {
  const next = at + direction;
  const found = text.charAt(next) === " " ? next + direction : next;
  return found >= 0 && kindAt(text, found) === HAN ? found : undefined;
}

function pieceAt({ pieces, at }: WordPosition): Piece {
  return pieces[at]!;
}

function wordOf({ text }: WordPosition, piece: Piece): string {
  return text.slice(piece.start, piece.end);
}

/** Two words, or a word and a number, that a sign joins. */
type JoinedPair = {
  readonly first: Piece;
  readonly second: Piece;
  readonly left: string;
  readonly right: string;
  readonly both: Range;
};

/** The word at the position and what `sign` joins to it. */
function pairOf({ text, pieces, at }: WordPosition, sign: string): JoinedPair | undefined {
  const [first, second] = [pieces[at], pieces[at + 1]];
  if (!first || !second || first.kind !== "word" || second.kind === "run") return undefined;
  if (second.start !== first.end + 1 || text.charAt(first.end) !== sign) return undefined;
  return {
    first,
    second,
    left: text.slice(first.start, first.end),
    right: text.slice(second.start, second.end),
    both: { start: first.start, end: second.end },
  };
}
