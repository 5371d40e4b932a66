import { hasPhrase } from "./phrase.ts";
import type { Clause, TypedSearch } from "./typed-search.ts";

/** The texts of an article in which a phrase may stand. */
export type PhraseTexts = { readonly title: string; readonly text: string };

/** The test whether an article has the phrases that a search asks for; undefined when it asks for none. Where a phrase is one of several alternatives the test
 *  passes: the others were looked for in the index. O(length of the article × phrases). */
export function phraseTestOf({
  groups,
}: Pick<TypedSearch, "groups">): ((article: PhraseTexts) => boolean) | undefined {
  const asked = groups
    .map((group) => group.filter(({ negated }) => !negated))
    .filter((group) => group.length > 0 && group.every(({ kind }) => kind === "phrase"));
  if (asked.length === 0) return undefined;
  return (article) => asked.every((group) => group.some((clause) => holds(clause, article)));
}

function holds({ text: phrase, field }: Clause, { title, text }: PhraseTexts): boolean {
  return hasPhrase(title, phrase) || (field === undefined && hasPhrase(text, phrase));
}
