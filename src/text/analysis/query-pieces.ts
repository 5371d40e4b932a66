import { analyze } from "./analysis.ts";
import { fold, originalRange } from "#text/fold/fold.ts";
import { acronymTest, isTypedAcronym } from "./acronym.ts";
import { chineseNumeralsIn } from "./chinese-numerals.ts";
import type { ChineseNumeral } from "./numeral-readers.ts";
import { charactersOf } from "./pieces.ts";
import { acronymForm, hasWrittenForm, writtenForm } from "./written-form.ts";
import type { Range, SpokenNumber, TermConsumer } from "./term-consumer.ts";
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
    | {
        readonly kind: "run";
        readonly characters: readonly string[];
        readonly bridged: boolean;
        /** Numbers in it that digits may stand for. */
        readonly numerals: readonly ChineseNumeral[];
      }
    | {
        readonly kind: "word";
        /** Folded, not stemmed. */
        readonly word: string;
        readonly terms: readonly string[];
        /** Of `terms`, stems that other languages than English give: wine is Win in German, and
         *  win in no English article. */
        readonly foreign?: ReadonlyMap<string, readonly RuledLanguage[]>;
        /** The term of just the form that was typed, where the index tells it from others. */
        readonly written?: string;
        readonly isStopWord: boolean;
        readonly part: boolean;
      }
    | { readonly kind: "term"; readonly term: string; readonly part: boolean }
  );

type WordForms = Pick<
  Extract<QueryPiece, { kind: "word" }>,
  "terms" | "foreign" | "isStopWord" | "written"
>;

/** Letters of an acronym, at most. */
const MAX_ACRONYM = 7;
/** Letters of what was typed in capitals and is no inflected word, at most. */
const MAX_STEMLESS = 4;

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
  const spoken = [...new Set<RuledLanguage>(["en", ...languages])];
  const rules = spoken.map(wordRulesOf);
  const pieces: QueryPiece[] = [];
  const isAcronym = acronymTest(query, folded);
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
        ...formsOf(word, range),
        ...foreignStems(word, spoken),
        part: grade === "part",
        ...typed(range),
      });
    },
    run(piece, spoken) {
      const characters = charactersOf(folded.text, piece);
      const bridged = spoken !== undefined;
      if (characters.length > 1 || !bridged)
        pieces.push({
          kind: "run",
          characters,
          bridged,
          numerals: [...spokenNumeral(piece, spoken), ...chineseNumeralsIn(characters)],
          ...typed(piece),
        });
    },
  };
  analyze(folded.text, consumer);
  return pieces;

  function formsOf(word: string, range: Range): WordForms {
    const stems = rules.flatMap(({ stem, variants }) => [stem(word), ...variants(word)]);
    const isStopWord = rules.some((each) => each.isStopWord(word));
    if (isAbbreviated(word, range) || (isShouted(range) && !isStopWord)) {
      // Where only other words have that stem, an acronym has none: AIDS is not aid. What is longer
      // is mostly a word that was typed in capitals, and WHO is not who.
      const isWord = isShouted(range) || word.length > MAX_STEMLESS;
      const others = isWord ? stems : stems.filter((stem) => stem === word);
      const small = isStopWord ? [] : [writtenForm(word), ...others];
      const terms = [acronymForm(word), ...small].map(cutTerm);
      return { terms: [...new Set(terms)], isStopWord: false };
    }
    // Typed in small letters, an acronym is found too, though it has no stem.
    const isStem = stems.every((stem) => stem === word) && !isStopWord;
    const mayBeAcronym = !isStem && word.length <= MAX_ACRONYM && hasWrittenForm(word);
    const acronyms = mayBeAcronym ? [acronymForm(word)] : [];
    return {
      terms: [...new Set([...stems, ...acronyms])],
      isStopWord,
      ...(hasWrittenForm(word) && { written: writtenForm(word) }),
    };
  }

  /** The sign of a time of day is none: it may as well be left out. */
  function isAbbreviated(word: string, { start, end }: Range): boolean {
    const isMorning = word === "am" && end - start > word.length;
    return !isMorning && isAcronym(start, end);
  }

  function isShouted({ start, end }: Range): boolean {
    return (
      !isAcronym(start, end) && isTypedAcronym(query.slice(...originalRange(folded, start, end)))
    );
  }
}

/** The end of a number in digits with which a run begins, 万元 in 3万元: an article that writes the
 *  number otherwise does not have it. */
function spokenNumeral(
  { start, end }: Range,
  spoken: SpokenNumber | undefined,
): readonly ChineseNumeral[] {
  if (spoken?.term === undefined) return [];
  return [
    { start: 0, end: Math.min(spoken.end, end) - start, term: spoken.term, isMeasured: true },
  ];
}

/** The stems of a word that only articles in some languages have of it: neither is the word itself
 *  one, nor what English makes of it. */
function foreignStems(
  word: string,
  languages: readonly RuledLanguage[],
): Pick<WordForms, "foreign"> {
  const others = languages.filter((language) => language !== "en");
  if (others.length === 0) return {};
  const english = wordRulesOf("en");
  const everywhere = new Set([word, english.stem(word), ...english.variants(word)]);
  const foreign = new Map<string, readonly RuledLanguage[]>();
  for (const language of others) {
    const stem = wordRulesOf(language).stem(word);
    if (!everywhere.has(stem)) foreign.set(stem, [...(foreign.get(stem) ?? []), language]);
  }
  return foreign.size > 0 ? { foreign } : {};
}

/** The overlapping pairs of a run's characters. */
export function bigramsOf(characters: readonly string[]): string[] {
  return characters.slice(1).map((character, index) => characters[index]! + character);
}
