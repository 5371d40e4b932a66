import { analyze } from "./analysis.ts";
import { fold, originalRange } from "#text/fold/fold.ts";
import { charactersOf } from "./pieces.ts";
import type { Range, TermConsumer } from "./term-consumer.ts";
import { cutTerm, type RuledLanguage, wordRulesOf } from "./word-rules.ts";

/** Something that a query asks for, in the order of the query; `[start, end)` in UTF-16 units of
 *  the query as it was typed.
 *  - `run`: characters written without spaces, folded. Its terms are their overlapping bigrams; of
 *    a single character every term that begins with it. An article has the run when each character
 *    is in a bigram that the article has. The first character is already asked for by the number or
 *    letter before it when `bridged`.
 *  - `word`: a word of an alphabet. Any of `terms` is it: its stem by each language's rules. Stop
 *    words are marked.
 *  - `term`: a finished term: a number, a date, a product. What is only a `part` of something else
 *    that is asked for adds to the score and is not asked for. */
export type QueryPiece = Range &
  (
    | { readonly kind: "run"; readonly characters: readonly string[]; readonly bridged: boolean }
    | {
        readonly kind: "word";
        /** Folded, not stemmed. */
        readonly word: string;
        readonly terms: readonly string[];
        readonly isStopWord: boolean;
        readonly part: boolean;
      }
    | { readonly kind: "term"; readonly term: string; readonly part: boolean }
  );

/** Analyses a query as `termsOf` analyses a text: all that it gives, the text itself gives to the
 *  index.
 *  @param languages  languages with rules of their own, besides English, that articles are in: a
 *    query does not say its language, so a word stands for its stem in each of them, and what is a
 *    stop word in one is none to ask for. O(length). */
export function queryPiecesOf(
  query: string,
  languages: readonly RuledLanguage[] = [],
): QueryPiece[] {
  const folded = fold(query);
  const rules = [...new Set<RuledLanguage>(["en", ...languages])].map(wordRulesOf);
  const pieces: QueryPiece[] = [];
  const typed = ({ start: from, end: to }: Range): Range => {
    const [start, end] = originalRange(folded, from, to);
    return { start, end };
  };
  const consumer: TermConsumer = {
    term(term, range, grade) {
      if (grade === "index") return;
      pieces.push({ kind: "term", term: cutTerm(term), part: grade === "part", ...typed(range) });
    },
    word(word, range, grade) {
      if (grade === "index") return;
      pieces.push({
        kind: "word",
        word: cutTerm(word),
        terms: [...new Set(rules.map(({ stem }) => stem(word)))],
        isStopWord: rules.some(({ isStopWord }) => isStopWord(word)),
        part: grade === "part",
        ...typed(range),
      });
    },
    run(piece, bridged) {
      const characters = charactersOf(folded.text, piece);
      if (characters.length > 1 || !bridged)
        pieces.push({ kind: "run", characters, bridged, ...typed(piece) });
    },
  };
  analyze(folded.text, consumer);
  return pieces;
}

/** The overlapping pairs of a run's characters. */
export function bigramsOf(characters: readonly string[]): string[] {
  return characters.slice(1).map((character, index) => characters[index]! + character);
}
