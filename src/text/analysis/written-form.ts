const FORM = "==";

/** The term under which the index knows a word as it was written, folded, beside its stem: so that
 *  the form that was typed ranks first, and what is unfinished is found by its letters. No analysed
 *  word begins with equals signs, and two of them are
 *  no slip of the word itself.
 *  @example writtenForm("news") // "==news" */
export function writtenForm(word: string): string {
  return FORM + word;
}

/** The term of an acronym: US is not the word us. It begins as the written form does.
 *  @example acronymForm("us") // "==us=" */
export function acronymForm(word: string): string {
  return `${FORM}${word}=`;
}

/** The word that a written form or an acronym stands for; undefined for every other term. */
export function wordOfForm(term: string): string | undefined {
  return term.startsWith(FORM) ? term.slice(FORM.length).replace(/=$/, "") : undefined;
}

/** Letters of a word with a written form, at most: with the sign a term has 64. */
const MAX_LETTERS = 61;

/** Letters of a word with a written form, at least. */
const MIN_LETTERS = 2;

/** Whether the index knows a word by its written form as well: words of the letters from a to z are
 *  stemmed, so that several forms have one stem. */
export function hasWrittenForm(word: string): boolean {
  return word.length >= MIN_LETTERS && word.length <= MAX_LETTERS && /^[a-z]+$/.test(word);
}

/** Whether a term is a written form, and no acronym. */
export function isWrittenForm(term: string): boolean {
  return term.startsWith(FORM) && !term.endsWith("=");
}
