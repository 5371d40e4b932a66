import { memoize } from "#model/memoize.ts";
import { otherEnglish, usualEnglish } from "#text/stem/english-forms.ts";
import { hebrewVariants, stemArabic } from "#text/stem/semitic-words.ts";
import { wordOfForm } from "./written-form.ts";
import { stemEnglish } from "#text/stem/stem-english.ts";
import { stemFrench } from "#text/stem/stem-french.ts";
import { stemGerman } from "#text/stem/stem-german.ts";
import { stemSpanish } from "#text/stem/stem-spanish.ts";
import { STOP_WORDS } from "./stop-words.ts";

/** How the words of a language are brought to terms. */
type WordRules = {
  readonly stem: (word: string) => string;
  readonly isStopWord: (word: string) => boolean;
  /** What else the same word may stand as: without the letters that Hebrew grows onto it, and as
   *  the plural of another English word. */
  readonly variants: (word: string) => readonly string[];
};

/** The languages with rules of their own. Every other has English stems, because English is what is
 *  quoted everywhere, and no stop words, because `it` in a Chinese text is a trade and in an
 *  Italian one an ending. */
export const RULED_LANGUAGES = ["en", "fr", "de", "es"] as const;

/** A language with rules of its own. */
export type RuledLanguage = (typeof RULED_LANGUAGES)[number];

/** Units of a term; what is longer is cut. design.md §5. */
export const MAX_TERM = 64;

/** Matches `word`; refuses `wort1`, `слово`: only letters from a to z are stemmed. */
const PLAIN = /^[a-z]{3,}$/;
const REMEMBERED_WORDS = 20_000;

const STEMMERS: Readonly<Record<RuledLanguage, (word: string) => string>> = {
  en: stemmerOf((word) => stemEnglish(usualEnglish(word))),
  fr: stemmerOf(stemFrench),
  de: stemmerOf(stemGerman),
  es: stemmerOf(stemSpanish),
};

/** The language whose rules hold for a BCP 47 tag, or undefined when it has none of its own.
 *  @example ruledLanguageOf("de-AT") // "de" */
export function ruledLanguageOf(lang: string): RuledLanguage | undefined {
  const primary = lang.split("-", 1)[0]?.toLowerCase();
  return RULED_LANGUAGES.find((ruled) => ruled === primary);
}

/** The rules for a BCP 47 tag. */
export function wordRulesOf(lang: string): WordRules {
  const ruled = ruledLanguageOf(lang);
  const stops = ruled && STOP_WORDS.get(ruled);
  return {
    stem: STEMMERS[ruled ?? "en"],
    isStopWord: (word) => stops?.has(word) ?? false,
    variants: (ruled ?? "en") === "en" ? englishAndHebrew : hebrewVariants,
  };
}

function englishAndHebrew(word: string): readonly string[] {
  const others = otherEnglish(word);
  return others.length > 0 ? others.map(STEMMERS.en) : hebrewVariants(word);
}

/** The first `MAX_TERM` units of a term, never half a character. */
export function cutTerm(term: string): string {
  if (term.length <= MAX_TERM) return term;
  return term.slice(0, MAX_TERM).replace(/[\ud800-\udbff]$/, "");
}

/** A stemmer that leaves all but plain words as they are, and knows those that it met. */
function stemmerOf(stem: (word: string) => string): (word: string) => string {
  return memoize((word) => {
    if (word.length > MAX_TERM) return cutTerm(word);
    return PLAIN.test(word) ? stem(word) : stemArabic(word);
  }, REMEMBERED_WORDS);
}

/** The English stem of a written form: the forms of one word are known by it. */
export function stemOfForm(form: string): string {
  return STEMMERS.en(wordOfForm(form) ?? form);
}
