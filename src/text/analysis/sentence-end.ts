/** What may stand behind the sign that ends a sentence: closing quotation marks and brackets. */
const CLOSING = "[\"'”’」』》）)\\]]*";

/** The end of a sentence with the marks that close it, by which excerpts and snippets are cut.
 *  Matches the end of `了。`, `it."`, `why? `, and a line end; refuses those of `3.14` and `U.S`.
 *  */
export const SENTENCE_END = new RegExp(
  `(?:[。！？…‼⁇\\n]|[.!?](?=${CLOSING}(?:\\s|$)))${CLOSING}`,
  "gu",
);

/** The same at the end of a text. */
const AT_END = new RegExp(`[。！？…‼⁇\\n.!?]${CLOSING}\\s*$`, "u");

/** Whether a text ends with a sentence, so that nobody expects it to go on. */
export function endsSentence(text: string): boolean {
  return AT_END.test(text);
}

const WIDE = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}";
/** Blanks that are nothing to read: between two wide characters, of which the first is a mark that
 *  brings its own room. Matches those of `甲。\n乙` and `“好。” “不”`; refuses those of `“Fine,”
 *  she`, `甲 乙` and `好。 2023`. The first look is for speed: few places have a blank. */
const BETWEEN_WIDE = new RegExp(
  `(?=\\s)(?<=(?:[。！？；，、：）》〉」』】]|[${WIDE}][”’…])[”’…]*)\\s+(?=[“‘…]*[${WIDE}（《〈「『【])`,
  "gu",
);

/** A text without the blanks and line ends between two wide characters. O(length). */
export function withoutWideBlanks(text: string): string {
  return text.replace(BETWEEN_WIDE, "");
}

/** A text on one line: its line ends and runs of blanks are one blank, and none between two wide
 *  characters. O(length). */
export function onOneLine(text: string): string {
  return withoutWideBlanks(text).replace(/\s+/gu, " ").trim();
}
