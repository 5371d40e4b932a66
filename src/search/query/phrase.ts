import { withoutJoints } from "#text/analysis/joined-runs.ts";
import { foldText } from "#text/fold/fold.ts";

/** The letters and digits of a text as phrases are looked for in it: folded (script, width, case),
 *  one space between what else parts them and one at each end. O(length), about 20 ns a UTF-16
 *  unit. */
export function phraseFormOf(text: string): string {
  return ` ${withoutJoints(foldText(text)).text} `.replace(/[^\p{L}\p{M}\p{N}]+/gu, " ");
}

/** Whether a text has a phrase as it stands: the same words in the same order, whatever stands
 *  between them that is no letter or digit. Words are whole words; Han may stand inside others. The
 *  index only knows that the words are there. O(length).
 *  @param text, phrase  as `phraseFormOf` gives them
 *  @example hasPhrase(phraseFormOf("浙江省對口支援"), phraseFormOf("对口支援")) // true */
export function hasPhrase(text: string, phrase: string): boolean {
  if (phrase === " ") return true;
  const from = Number(!BEGINS_WITH_WORD.test(phrase));
  const to = phrase.length - Number(!ENDS_WITH_WORD.test(phrase));
  const wanted = phrase.slice(from, to);
  return text.includes(wanted) || (HAN_GAP.test(wanted) && withoutGaps(wanted).test(text));
}

/** Matches the blank of 停课 两天: Chinese is written without, wherever it was typed. */
const HAN_GAP = /(?<=\p{Script=Han}) (?=\p{Script=Han})/u;
const HAN_GAPS = new RegExp(HAN_GAP, "gu");

/** What a phrase is with and without the blanks between its Han characters: it has nothing but
 *  letters, digits and blanks. */
function withoutGaps(phrase: string): RegExp {
  return new RegExp(phrase.replace(HAN_GAPS, " ?"), "u");
}

/** Matches what begins with a word of an alphabet, behind the space that all begins with; refuses
 *  Han, which needs no space before it. */
const BEGINS_WITH_WORD = /^ (?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])/u;
const ENDS_WITH_WORD = /(?<![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]) $/u;
