import { foldText } from "../text/fold.ts";

/** Whether a text has a phrase as it stands: the same words in the same order, whatever stands between them that is no letter or digit, in either
 *  script, width and case. Words are whole words; Han may stand inside others. The index only knows that the words are there. O(length).
 *  @param text  plain text of an article: title and body
 *  @example hasPhrase("浙江省對口支援", "对口支援") // true */
export function hasPhrase(text: string, phrase: string): boolean {
  const wanted = wordsOf(phrase);
  if (wanted === " ") return true;
  const inside = wordsOf(text);
  const [from, to] = [
    Number(!BEGINS_WITH_WORD.test(wanted)),
    wanted.length - Number(!ENDS_WITH_WORD.test(wanted)),
  ];
  return inside.includes(wanted.slice(from, to));
}

/** Matches what begins with a word of an alphabet, behind the space that all begins with; refuses Han, which needs no space before it. */
const BEGINS_WITH_WORD = /^ (?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])/u;
const ENDS_WITH_WORD = /(?<![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]) $/u;

/** The letters and digits of a text with one space between what else parts them, and one at each end. */
function wordsOf(text: string): string {
  return ` ${foldText(text)} `.replace(/[^\p{L}\p{M}\p{N}]+/gu, " ");
}
