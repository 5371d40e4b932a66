import type { Article } from "#model/article.ts";
import { eachTerm } from "#text/analysis/tokens.ts";
import { createNumbering } from "#search/build/numbering.ts";
import { hash32, secondHash32 } from "#model/hash.ts";
import { foldTag } from "#text/fold/fold.ts";
import { contentText } from "#text/html/content.ts";

/** Similar articles that are named for one, at most. */
const MAX_SIMILAR = 3;
/** Terms by which an article is compared. */
const KEYWORDS = 32;
/** How much of a text is read for them. UTF-16 units. */
const TEXT_LENGTH = 1_200;
/** A keyword that so many articles share tells nothing of any. */
const MAX_SHARED = 400;
/** Cosine below which two articles are about different things. */
const MIN_SCORE = 0.06;
/** What a term counts by where it stands. */
const WEIGHT = { tag: 6, title: 4, text: 1 } as const;
/** Articles of one section are a little nearer, those in the other Chinese script a little less. */
const SAME_SECTION = 1.15;
const OTHER_SCRIPT = 0.8;

/** Finds, for articles that come one by one, the earlier ones about the same. */
export type Similarity = {
  /** Takes an article in, and gives the earlier ones about the same, the nearest first. What is
   *  found depends on earlier ones alone: an article added at the end changes no other's.
   *  @param counts  what `termCounts` says of it */
  add(article: Article, counts: TermCounts): readonly Article[];
};

/** The telling terms of an article, each once, and what each counts in it by where it stands. */
export type TermCounts = {
  /** Two numbers a term, the halves of a hash of 64 bits: of a million terms none meet by
   *  chance. */
  readonly terms: Uint32Array;
  /** One a term. */
  readonly counts: Uint32Array;
};

/** Counts the terms of an article: O(length), and nothing but the article decides. */
export function termCounts(article: Article): TermCounts {
  const { title, lang, tags } = article;
  const options = lang === undefined ? {} : { lang };
  /** A term of two units by these, for a Chinese text has a thousand, and most come again. */
  const tally = new Map<string | number, number>();
  const add = (text: string, weight: number): void => {
    const count = (term: string | number): void => {
      tally.set(term, (tally.get(term) ?? 0) + weight);
    };
    const takePair = (first: number, second: number): void => count((first << 16) | second);
    eachTerm(text, options, {
      take: (term) =>
        term.length === 2 ? takePair(term.charCodeAt(0), term.charCodeAt(1)) : count(term),
      takePair,
    });
  };
  add(title, WEIGHT.title);
  add(contentText(article).slice(0, TEXT_LENGTH), WEIGHT.text);
  const hashes: number[] = [];
  const counts: number[] = [];
  const tell = (term: string, count: number): void => {
    hashes.push(hash32(term), secondHash32(term));
    counts.push(count);
  };
  tally.forEach((count, key) => {
    const term = typeof key === "string" ? key : String.fromCharCode(key >>> 16, key & 0xffff);
    if (isTelling(term)) tell(term, count);
  });
  // A space keeps tags apart from words, which have none.
  for (const tag of new Set(tags.map(foldTag))) tell(` ${tag}`, WEIGHT.tag);
  return { terms: Uint32Array.from(hashes), counts: Uint32Array.from(counts) };
}

/** What an article is told by, its own terms' numbers and weights side by side. */
type Keywords = { readonly terms: readonly number[]; readonly weights: readonly number[] };

/** The earlier articles of which a term is a keyword, by their numbers. */
type Holders = { readonly at: number[]; readonly weights: number[] };

/** What is compared of an article beside its keywords. */
type Compared = {
  readonly article: Article;
  readonly language: string;
};

/** Compares articles by tf-idf over their keywords, counted over the earlier ones.
 *  O(keywords × articles that share one) for each. */
export function createSimilarity(): Similarity {
  const vocabulary = createVocabulary();
  const holders: Holders[] = [];
  const earlier: Compared[] = [];
  const scores = createScores();
  return {
    add(article, counts) {
      const { terms, weights } = vocabulary.keywordsOf(counts, earlier.length + 1);
      const shared = terms.map((term) => (holders[term] ??= { at: [], weights: [] }));
      for (const [index, list] of shared.entries()) {
        if (list.at.length > MAX_SHARED) continue;
        scores.add(list, weights[index]!);
      }
      const compared = comparedFrom(article);
      const nearest = nearestOf(compared, scores, earlier);
      for (const [index, list] of shared.entries()) {
        if (list.at.length > MAX_SHARED) continue;
        list.at.push(earlier.length);
        list.weights.push(weights[index]!);
      }
      earlier.push(compared);
      return nearest;
    },
  };
}

/** Numbers telling terms, and knows how many articles had each. */
function createVocabulary() {
  const numberOf = createNumbering();
  const frequencies: number[] = [];
  return {
    /** The most telling terms of an article, their weights of length 1 together. Counts it.
     *  @param total  how many articles came, this one included */
    keywordsOf({ terms, counts }: TermCounts, total: number): Keywords {
      const best: { readonly number: number; readonly at: number; readonly weight: number }[] = [];
      const isBefore = (at: number, weight: number, other = best.at(-1)): boolean =>
        other === undefined ||
        weight > other.weight ||
        (weight === other.weight && terms[2 * at]! < terms[2 * other.at]!);
      for (let at = 0; at < counts.length; at++) {
        const number = numberOf(terms[2 * at]!, terms[2 * at + 1]!);
        const frequency = (frequencies[number] ?? 0) + 1;
        frequencies[number] = frequency;
        const weight = (1 + Math.log(counts[at]!)) * Math.log(1 + total / frequency);
        if (best.length === KEYWORDS && !isBefore(at, weight)) continue;
        if (best.length === KEYWORDS) best.pop();
        let place = best.length;
        while (place > 0 && isBefore(at, weight, best[place - 1])) place--;
        best.splice(place, 0, { number, at, weight });
      }
      const length = Math.hypot(...best.map(({ weight }) => weight));
      return {
        terms: best.map(({ number }) => number),
        weights: best.map(({ weight }) => weight / length),
      };
    },
  };
}

/** Adds up how near earlier articles are to one. */
function createScores() {
  // One for each earlier article.
  const sums: number[] = [];
  let touched: number[] = [];
  return {
    add({ at, weights }: Holders, weight: number): void {
      for (let index = 0; index < at.length; index++) {
        const article = at[index]!;
        if (sums[article] === 0) touched.push(article);
        sums[article]! += weight * weights[index]!;
      }
    },
    /** Tells the scores, and forgets them; the next article has this one before it. */
    take(tell: (at: number, score: number) => void): void {
      for (const at of touched) {
        tell(at, sums[at]!);
        sums[at] = 0;
      }
      touched = [];
      sums.push(0);
    },
  };
}

const DIGIT = /^\p{N}/u;

/** Numbers are shared by what has nothing else in common, and so are single characters. */
function isTelling(term: string): boolean {
  if (term.length === 1 || (term.length === 2 && term.codePointAt(0)! > 0xffff)) return false;
  const first = term.charCodeAt(0);
  // Of Han none is a number in the sense of Unicode.
  return (first >= 0x4e00 && first <= 0x9fff) || !DIGIT.test(term);
}

function comparedFrom(article: Article): Compared {
  const { lang = "und" } = article;
  return { article, language: lang.split("-", 1)[0] ?? lang };
}

/** The nearest of what was scored, the later of those as near first. */
function nearestOf(
  { article, language }: Compared,
  scores: ReturnType<typeof createScores>,
  earlier: readonly Compared[],
): readonly Article[] {
  const translations = new Set(Object.values(article.translations));
  const best: { readonly at: number; readonly other: Article; readonly nearness: number }[] = [];
  scores.take((at, score) => {
    const { article: other, language: spoken } = earlier[at]!;
    if (spoken !== language) return;
    if (translations.has(other.id) || other.title === article.title) return;
    const nearness =
      score *
      (other.section === article.section ? SAME_SECTION : 1) *
      (other.lang === article.lang ? 1 : OTHER_SCRIPT);
    if (nearness < MIN_SCORE) return;
    const isNearer = (one: (typeof best)[number] | undefined): boolean =>
      one !== undefined && (one.nearness - nearness || one.at - at) > 0;
    let place = best.length;
    while (place > 0 && !isNearer(best[place - 1])) place--;
    best.splice(place, 0, { at, other, nearness });
    if (best.length > MAX_SIMILAR) best.pop();
  });
  return best.map(({ other }) => other);
}
