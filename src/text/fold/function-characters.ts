import { foldText } from "./fold.ts";

/** Characters that ask, or only hold a sentence together. As parts of words (目的) they are looked
 *  for like any other. */
const ASKING = foldText("哪誰什麼何嗎呢吧怎的了是");
/** Characters that mostly say how other words stand together. */
const JOINING = foldText(
  "在有和與及或也都而就被把對從到由於以為之其這那個幾會能可不一上下中後前時候多少些樣叫稱請問將並所它他她我你們著過得地同跟向給因但且則還又再才只要該沒無未裡間",
);

/** Weight of a bigram of a query in the score: 0.1 when a character of it asks or both only join,
 *  0.6 when one joins, else 1. Chinese has no stop words to drop, for each of these characters is
 *  also part of words; but in a question asked in a sentence they are noise. docs/decisions.md has
 *  the measurement. */
export function bigramWeight(bigram: string): number {
  const [first = "", second = ""] = bigram;
  if (ASKING.includes(first) || ASKING.includes(second)) return 0.1;
  const joining = Number(JOINING.includes(first)) + Number(JOINING.includes(second));
  return joining === 2 ? 0.1 : joining === 1 ? 0.6 : 1;
}

/** Matches what only a question has. */
const QUESTION = /[哪谁吗呢怎]|什么/;

/** Whether a text asks something in Chinese, so that it is no title. O(length). */
export function isQuestion(text: string): boolean {
  return QUESTION.test(foldText(text));
}

/** Whether a character only asks or holds a sentence together, so that in a longer run it is
 *  nothing to insist on. */
export function isAskingCharacter(character: string): boolean {
  return ASKING.includes(character);
}
