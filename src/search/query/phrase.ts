import { joinedText } from "#text/analysis/joined-runs.ts";
import { foldText } from "#text/fold/fold.ts";

/** The letters and digits of a text as phrases are looked for in it: folded (script, width, case),
 *  one space between what else parts them and one at each end. O(length), about 20 ns a UTF-16
 *  unit. */
export function phraseFormOf(text: string): string {
  return ` ${joinedText(foldText(text))} `.replace(/[^\p{L}\p{M}\p{N}]+/gu, " ");
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
  if (text.includes(phrase.slice(from, to))) return true;
  return HAN.test(phrase) || HAN.test(text) ? amongHan(phrase).test(text) : false;
}

const HAN_LETTER = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}";
const HAN = new RegExp(`[${HAN_LETTER}]`, "u");
/** Matches what begins with a word of an alphabet, behind the space that all begins with; refuses
 *  Han, which needs no space before it. */
const BEGINS_WITH_WORD = new RegExp(`^ (?![${HAN_LETTER}])`, "u");
const ENDS_WITH_WORD = new RegExp(`(?<![${HAN_LETTER}]) $`, "u");
/** Matches where Han touches Han or a word with a blank between, and where it touches a word. */
const BESIDE_HAN = new RegExp(
  `(?<=[${HAN_LETTER}]) | (?=[${HAN_LETTER}])|` +
    `(?<=[${HAN_LETTER}])(?=[^ ${HAN_LETTER}])|(?<=[^ ${HAN_LETTER}])(?=[${HAN_LETTER}])`,
  "gu",
);

/** What a phrase is among Han characters, which are written with blanks and without: 停课 两天, and
 *  the 50 of 占50%. A phrase is of letters, digits and blanks alone. */
function amongHan(phrase: string): RegExp {
  const words = phrase.trim().replace(BESIDE_HAN, " ?");
  const before = BEGINS_WITH_WORD.test(phrase) ? `(?<![^ ${HAN_LETTER}])` : "";
  const behind = ENDS_WITH_WORD.test(phrase) ? `(?![^ ${HAN_LETTER}])` : "";
  return new RegExp(before + words + behind, "u");
}
