/** Matches the Arabic article with what grows onto it: `ال`, `وال`, `بال`, `كال`, `فال`, `لل`. */
const ARTICLE = /^(?:[وبكف]?ال|لل)(?=[\u0621-\u064a]{3,}$)/;

/** Matches two of them that go together: and the, which the, when, since the. */
const PREFIXES = /^(?:ו[הבלמכש]|ש[הבלמכ]|כש|מה)(?=[\u05d0-\u05ea]{3,}$)/;

/** An Arabic word, folded, without its article; every other word as it is.
 *  @see L. Larkey et al., Improving stemming for Arabic information retrieval, 2002: light stemming
 *  @example stemArabic("الكتاب") // "كتاب" */
export function stemArabic(word: string): string {
  return word.replace(ARTICLE, "");
}

/** Letters that Hebrew writes together with the next word: and, the, in, to, from, as, that. */
const PREFIX = /^[והבלמכש](?=[\u05d0-\u05ea]{3,}$)/;

/** A Hebrew word, folded, without each of the letters that may be grown onto it, two at most:
 *  הילדים is found by ילדים and the other way round. Nothing for every other word. */
export function hebrewVariants(word: string): readonly string[] {
  const bare = word.replace(PREFIX, "");
  if (bare === word) return [];
  const barer = word.replace(PREFIXES, "");
  return barer === word ? [bare] : [bare, barer];
}
