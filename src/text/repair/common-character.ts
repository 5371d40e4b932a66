import { BOTH_SCRIPTS, FOLD_FROM, FOLD_TO } from "#text/fold/fold-pairs.ts";
import { foldText } from "#text/fold/fold.ts";
import { gbkCodeOf } from "./gbk.ts";

const PUNCTUATION: ReadonlySet<string> = new Set(
  "，。、：；？！“”‘’（）《》〈〉【】「」『』—…·　～％",
);

/**
 * Whether Chinese newspapers use this character every day: the first level of GB 2312, its
 * Simplified form counting, or common punctuation.
 */
export function isCommonCharacter(character: string): boolean {
  if (PUNCTUATION.has(character)) return true;
  const code = gbkCodeOf(foldText(character)) ?? 0;
  return code >= 0xb0a1 && code <= 0xd7f9 && (code & 0xff) >= 0xa1;
}

/** Whether the character is punctuation that may stand between any two words. */
export function isPunctuation(character: string): boolean {
  return PUNCTUATION.has(character);
}

const BOTH: ReadonlySet<string> = new Set(BOTH_SCRIPTS);
const TRADITIONAL: ReadonlySet<string> = new Set(FOLD_FROM);
const SIMPLIFIED: ReadonlySet<string> = new Set(
  Array.from(FOLD_TO).filter((character) => !TRADITIONAL.has(character)),
);

/** Whether only texts in Traditional characters have this one. */
export function isTraditional(character: string): boolean {
  return TRADITIONAL.has(character) && !BOTH.has(character);
}

/** Whether only texts in Simplified characters have this one. */
export function isSimplified(character: string): boolean {
  return SIMPLIFIED.has(character) && !BOTH.has(character);
}
