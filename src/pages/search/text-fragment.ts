import type { HighlightSegment } from "#model/card.ts";

/** Where a sentence or a part of one ends in any script. Browsers match a text fragment at the
 *  borders of words alone, and beside these there always is one, whatever the language. */
const CLAUSE_BORDER =
  /[\s。，、；：！？…‥．·《》〈〉「」『』【】（）“”‘’"'()[\]{}<>.,;:!?—–―・|/\\]/u;
/** A mark with what stands on either side of it, as in 9.6, 1,286, 10:30, A/B and O'Brien. */
const IN_WORD =
  /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}][.,:;'’·/][\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}]$/u;
/** What a clause may have at most to be named as a whole. UTF-16 units. */
const MAX_CLAUSE = 60;
/** Words around the match in scripts that part words by spaces. */
const WORDS_AROUND = 3;
const ELLIPSIS = "…";

/** The fragment by which a browser scrolls to the match on the article's page and marks it, such as
 *  `#:~:text=…`; "" when nothing matched in the text. Named are whole clauses, or in scripts with
 *  spaces the words around the match, for a fragment that begins within a word is not found.
 *  @param snippet  stretches of the article's text
 *  @see https://wicg.github.io/scroll-to-text-fragment/ */
export function textFragment(snippet: readonly HighlightSegment[]): string {
  const text = snippet.map((segment) => segment.text).join("");
  let at = 0;
  const matches = snippet.flatMap((segment) => {
    const start = at;
    at += segment.text.length;
    return segment.match ? [{ start, end: at }] : [];
  });
  const clauses = matches.map(({ start, end }) => clauseAround(text, start, end));
  const whole = clauses.filter((clause) => clause.length > 0 && clause.length <= MAX_CLAUSE);
  const best = whole.toSorted((a, b) => b.length - a.length)[0];
  return best === undefined ? "" : `#:~:text=${encodeURIComponent(best).replaceAll("-", "%2D")}`;
}

/** The clause that a match stands in, or the words around it; "" when it is cut off by the
 *  snippet's own border. */
function clauseAround(text: string, start: number, end: number): string {
  const isSpaced = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u.test(
    text.slice(start, end),
  );
  return isSpaced ? wordsAround(text, start, end) : hanClause(text, start, end);
}

function hanClause(text: string, start: number, end: number): string {
  let from = start;
  let to = end;
  while (from > 0 && !isBorder(text, from - 1)) from--;
  while (to < text.length && !isBorder(text, to)) to++;
  const isCut = text[from - 1] === ELLIPSIS || text[to] === ELLIPSIS || to === text.length;
  return isCut ? "" : text.slice(from, to);
}

/** Whether a clause ends at a character: not at a mark inside a number or a word, which browsers
 *  take as one. */
function isBorder(text: string, at: number): boolean {
  return (
    CLAUSE_BORDER.test(text[at] ?? "") && !IN_WORD.test(text.slice(Math.max(0, at - 1), at + 2))
  );
}

/** Whole words on either side, up to the end of the sentence: a browser looks for them one after
 *  another in one block, and a sentence never goes over the end of one. */
function wordsAround(text: string, start: number, end: number): string {
  const before = reach(text.slice(0, start).split("").toReversed());
  const after = reach(text.slice(end).split(""));
  // What touches an ellipsis may be half a word.
  const left = text.slice(start - before.length, start);
  const right = text.slice(end, end + after.length);
  const head = before.isCut ? left.replace(/^\S*\s?/, "") : left;
  const tail = after.isCut ? right.replace(/\s?\S*$/, "") : right;
  return (head + text.slice(start, end) + tail).trim();
}

/** How many characters from a match on belong to the words around it, and whether the snippet is
 *  cut off there. */
function reach(characters: readonly string[]): {
  readonly length: number;
  readonly isCut: boolean;
} {
  let spaces = 0;
  const found = characters.findIndex(
    (character) => /[.!?…]/.test(character) || (/\s/.test(character) && ++spaces > WORDS_AROUND),
  );
  const length = found < 0 ? characters.length : found;
  return { length, isCut: characters[length] === ELLIPSIS };
}
