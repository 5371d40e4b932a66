import { ENGLISH } from "./words-english.ts";
import { SIMPLIFIED, TRADITIONAL } from "./words-chinese.ts";
import type { PageWords } from "./page-words.ts";

/** The words for readers of `lang`: Simplified or Traditional Chinese, and English for every
 *  other language.
 *  @param lang  BCP 47; Chinese without a script is told by its region, and is Simplified
 *  without one (CLDR likely subtags) */
export function wordsFor(lang: string): PageWords {
  if (!/^zh\b/i.test(lang)) return ENGLISH;
  return /-(?:hant|tw|hk|mo)\b/i.test(lang) && !/-hans\b/i.test(lang) ? TRADITIONAL : SIMPLIFIED;
}
