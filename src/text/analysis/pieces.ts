import { DIGIT, HAN, HANGUL, CLUSTER, kindAt, LETTER, MARK, unitsAt } from "./letter-kind.ts";

/** A stretch of a folded text that belongs together: `[start, end)` in its UTF-16 units.
 *  - `run`: characters written without spaces, of one kind of script (Han with kana, hangul, Thai
 *    …)
 *  - `word`: letters of an alphabet, or letters and digits, such as `h1n1`
 *  - `number`: digits, also with points inside, such as `14.2979` and `1.0.0`, or with commas
 *    between thousands */
export type Piece = {
  readonly kind: "run" | "word" | "number";
  readonly start: number;
  readonly end: number;
};

/** The pieces of a folded text, and the position among them. */
export type WordPosition = {
  readonly text: string;
  readonly pieces: readonly Piece[];
  readonly at: number;
};

/** Cuts a folded text into its pieces, in order; what lies between them is no word. O(length). */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  while (at < text.length) {
    const kind = kindAt(text, at);
    if (kind === HAN || kind === HANGUL || kind === CLUSTER) {
      const end = runEnd(text, at, kind);
      pieces.push({ kind: "run", start: at, end });
      at = end;
    } else if (kind === LETTER || kind === DIGIT) {
      const piece = wordAt(text, at);
      pieces.push(piece);
      at = piece.end;
    } else at += unitsAt(text, at);
  }
  return pieces;
}

/** The characters of a run, each with the marks that belong to it. */
export function charactersOf(text: string, { start, end }: Piece): string[] {
  const characters: string[] = [];
  let from = start;
  while (from < end) {
    let to = from + unitsAt(text, from);
    while (to < end && kindAt(text, to) === MARK) to += unitsAt(text, to);
    characters.push(text.slice(from, to));
    from = to;
  }
  return characters;
}

function runEnd(text: string, start: number, kind: number): number {
  let end = start;
  for (let next = kind; next === kind || next === MARK; next = kindAt(text, end))
    end += unitsAt(text, end);
  return end;
}

function wordAt(text: string, start: number): Piece {
  let end = start;
  let digitsFrom = start;
  for (let kind = kindAt(text, end); kind === LETTER || kind === DIGIT || kind === MARK;) {
    end += unitsAt(text, end);
    if (kind !== DIGIT) digitsFrom = end;
    kind = kindAt(text, end);
  }
  if (digitsFrom === start) return { kind: "number", start, end: numberEnd(text, start, end) };
  // `v1.12` and `python3.11`: the number is one of its own, so that 3.11 is found with and without
  // a space before it.
  const version = digitsFrom < end && isPoint(text.charAt(end)) && kindAt(text, end + 1) === DIGIT;
  return { kind: "word", start, end: version ? digitsFrom : end };
}

/** Past the points and the thousands' commas inside a number whose first digits are `[start,
 *  end)`. */
function numberEnd(text: string, start: number, end: number): number {
  let [from, last] = [start, end];
  for (;;) {
    const next = digitsEnd(text, last + 1);
    const comma = text.charAt(last) === "," && next === last + 4 && last - from <= 3;
    if (next === last + 1 || !(comma || isPoint(text.charAt(last)))) return last;
    [from, last] = [last + 1, next];
  }
}

function digitsEnd(text: string, start: number): number {
  let end = start;
  while (kindAt(text, end) === DIGIT) end += unitsAt(text, end);
  return end;
}

/** A full stop, or the middle dots with which Chinese writes dates as names: 5·12, 9·5. */
export function isPoint(sign: string): boolean {
  return sign === "." || sign === "·" || sign === "・" || sign === "•" || sign === "‧";
}
