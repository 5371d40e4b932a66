import { hasPhrase, phraseFormOf } from "./phrase.ts";
import type { Clause, ParsedQuery } from "./query-parser.ts";

/** The texts of an article in which a phrase may stand. */
type PhraseTexts = { readonly title: string; readonly text: string };

/** What of a search only the text of an article can tell. */
export type PhraseMatcher = {
  /** Whether nothing but stop words is asked for, which the index knows of titles alone. */
  readonly isUnindexed: boolean;
  /** Whether a phrase is asked for, so that every article that is found must be read; otherwise one
   *  is refused, and those must be read that may have it. */
  readonly isAsked: boolean;
  /** The phrases that are asked for, as they were typed, in quotation marks. */
  readonly phrases: readonly string[];
  /** Whether an article has the phrases that are asked for and none that is refused. O(length of
   *  the article). */
  readonly matches: (article: PhraseTexts) => boolean;
};

/** Groups and refused phrases that are looked for, at most: of more, the first. */
export const MAX_PHRASES = 8;

/** The test whether an article has the phrases that a search asks for, and none that it refuses;
 *  undefined when there are none, or none that the index does not know as well. Where a phrase is
 *  one of several alternatives it is not tested: the others were looked for in the index. */
export function phraseMatcherOf(
  { groups }: Pick<ParsedQuery, "groups">,
  hasOnlyStopWords = false,
): PhraseMatcher | undefined {
  const asked = groups
    .map((group) => group.filter(({ negated }) => !negated))
    .filter((group) => group.length > 0 && group.every(needsText))
    .slice(0, MAX_PHRASES)
    .map((group) => group.map(wantedFrom));
  const mustNot = groups
    .flat()
    .filter((clause) => clause.negated && isDoubtful(clause))
    .slice(0, MAX_PHRASES)
    .map(wantedFrom);
  if (asked.length + mustNot.length === 0) return undefined;
  return {
    isUnindexed: hasOnlyStopWords && asked.length > 0,
    isAsked: asked.length > 0,
    phrases: phrasesIn(groups),
    matches(article) {
      const [title, text] = [phraseFormOf(article.title), phraseFormOf(article.text)];
      const has = ({ form, isInTitle }: Wanted): boolean =>
        hasPhrase(title, form) || (!isInTitle && hasPhrase(text, form));
      return asked.every((group) => group.some(has)) && !mustNot.some(has);
    },
  };
}

/** Whether an article that has all terms of a refused clause may not have the clause: words side by
 *  side, or three Han characters and more. */
export function isDoubtful({ kind, text }: Pick<Clause, "kind" | "text">): boolean {
  return kind === "phrase" ? needsText({ kind, text }) : HAN_RUN.test(text);
}

type Wanted = { readonly form: string; readonly isInTitle: boolean };

function wantedFrom({ text, field }: Clause): Wanted {
  return { form: phraseFormOf(text), isInTitle: field === "title" };
}

/** Two Han characters are a term of the index, and found as they stand. */
function needsText({ kind, text }: Pick<Clause, "kind" | "text">): boolean {
  return kind === "phrase" && !HAN_PAIR.test(text);
}

const HAN_PAIR = /^\s*\p{Script=Han}{2}\s*$/u;
const HAN_RUN = /^\p{Script=Han}{3,}$/u;

function phrasesIn(groups: ParsedQuery["groups"]): readonly string[] {
  return groups
    .flat()
    .filter(({ kind, negated }) => kind === "phrase" && !negated)
    .map(({ text }) => `"${text}"`);
}
