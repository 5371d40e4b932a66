import { fold, foldTag, originalRange } from "#text/fold/fold.ts";
import { piecesOf } from "#text/analysis/pieces.ts";
import { wordRulesOf } from "#text/analysis/word-rules.ts";
import type { ReadingsOf, Suggestable } from "./source.ts";

/** Texts of one article from which frequent words are taken. */
export type TermSource = {
  readonly title: string;
  /** Its first lines, for words of alphabets; "" when there are none. */
  readonly summary: string;
  readonly lang: string;
};

type Count = {
  articles: number;
  /** As it was written first. */
  readonly form: string;
  /** How often it is written otherwise too; most words are written one way. */
  forms?: Map<string, number>;
  readonly lang: string;
};

/** Articles that a word must be in. */
const LEAST_ARTICLES = 3;
/** Words that are suggested at most: what readers look for, they look for by the commonest words
 *  first. */
const MOST_TERMS = 1_000;
/** Letters of a word of an alphabet, at least: shorter ones are typed faster than chosen. */
const LEAST_LETTERS = 4;
const MOST_LETTERS = 32;
/** Characters of a Chinese word. */
const HAN_WORD = /^\p{Script=Han}{2,6}$/u;

/** A word of an article: folded, and as it is written there, or one text where that is the same. */
export type WrittenWord = string | readonly [folded: string, form: string];

/** The words of one article, each once, and its language. */
export type ArticleWords = { readonly words: readonly WrittenWord[]; readonly lang: string };

/** The words that most articles have, commonest first, each as it is written most often. O(words).
 *  @param articles  the words of each, as `wordsIn` finds them */
export function frequentTerms(articles: Iterable<ArticleWords>): readonly Suggestable[] {
  const counts = new Map<string, Count>();
  for (const { words, lang } of articles)
    for (const word of words)
      if (typeof word === "string") count(counts, word, { form: word, lang });
      else count(counts, word[0], { form: word[1], lang });
  return [...counts]
    .filter(([, { articles: having }]) => having >= LEAST_ARTICLES)
    .sort(([a, one], [b, other]) => other.articles - one.articles || (a < b ? -1 : 1))
    .slice(0, MOST_TERMS)
    .map(([, { form, forms, lang }]) => ({ text: forms ? commonest(forms) : form, lang }));
}

/** The words of an article that may be suggested: those of alphabets from its title and first
 *  lines, Chinese ones from its title, when somebody cuts that into words. Not the index's own
 *  terms, for stems and bigrams are no words. O(characters). */
export function wordsIn(source: TermSource, readingsOf?: ReadingsOf): readonly WrittenWord[] {
  const words = new Map([...alphabeticWords(source), ...hanWords(source, readingsOf)]);
  return Array.from(words, ([folded, form]) => (folded === form ? form : [folded, form]));
}

function count(
  counts: Map<string, Count>,
  folded: string,
  { form, lang }: { readonly form: string; readonly lang: string },
): void {
  const known = counts.get(folded);
  if (known === undefined) {
    counts.set(folded, { articles: 1, form, lang });
    return;
  }
  if (known.forms !== undefined || form !== known.form) {
    known.forms ??= new Map([[known.form, known.articles]]);
    known.forms.set(form, (known.forms.get(form) ?? 0) + 1);
  }
  known.articles += 1;
}

/** The words of a title and its first lines that say something, folded, and as they are written. */
function* alphabeticWords({ title, summary, lang }: TermSource): Generator<[string, string]> {
  const text = `${title}\n${summary}`;
  const folded = fold(text);
  const { isStopWord } = wordRulesOf(lang);
  for (const { kind, start, end } of piecesOf(folded.text)) {
    if (kind !== "word" || end - start < LEAST_LETTERS || end - start > MOST_LETTERS) continue;
    const word = folded.text.slice(start, end);
    if (!isStopWord(word)) yield [word, text.slice(...originalRange(folded, start, end))];
  }
}

function* hanWords({ title }: TermSource, readingsOf?: ReadingsOf): Generator<[string, string]> {
  if (readingsOf === undefined) return;
  for (const { text } of readingsOf(title)) if (HAN_WORD.test(text)) yield [foldTag(text), text];
}

/** The form that is there most often; of those as frequent, small letters before capitals. */
function commonest(forms: ReadonlyMap<string, number>): string {
  const [first] = [...forms].sort(([a, one], [b, other]) => other - one || (a > b ? -1 : 1));
  return first?.[0] ?? "";
}
