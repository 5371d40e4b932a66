import { isFuzzyTarget } from "#search/format/word-list.ts";
import { hasWrittenForm, wordOfForm } from "#text/analysis/written-form.ts";

/** What a term is for an index, beside a term: a written form or an acronym; a word that what is
 *  misspelt may have meant; or neither. */
export type TermKind = "form" | "word" | "other";

/** What a term is. A stem of letters from a to z is a word only where it is a written form as
 *  well. */
export function termKind(text: string): TermKind {
  if (wordOfForm(text) !== undefined) return "form";
  return !hasWrittenForm(text) && isFuzzyTarget(text) ? "word" : "other";
}
