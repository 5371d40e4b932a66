import { instantFromEpoch } from "#model/instant.ts";
import type { ArticleId, SectionPath } from "#model/name.ts";
import type { SearchDocument } from "#search/format/document.ts";
import { indexTerms } from "#search/format/options.ts";
import { isWrittenForm } from "#text/analysis/written-form.ts";
import { createRandom, pick, type SampleLanguage, sampleSentences } from "../test/search/sample.ts";

/** Seconds between one article and the next: 10,000 take some six years. */
const EVERY_SECONDS = 20_000;
const FIRST_SECOND = 1_400_000_000;
const TAGS = 400;
const AUTHORS = 120;
const SECTIONS = ["news", "news/politics", "news/society", "culture", "culture/books", "economy"];
const FAMILY_NAMES = Array.from("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗");

/** Articles of a newspaper's length, 400 to 800 English words or 600 to 1,000 Chinese characters, one after another: sentences put
 *  together anew, with names that no other article has, so that the vocabulary grows as it does in life. The same count gives the same articles. */
export function* newspaper(language: SampleLanguage, count: number): Generator<SearchDocument> {
  const pool = sampleSentences(language);
  const random = createRandom(language === "en" ? 11 : 12);
  const letters = pool.join("").replace(/[^\u4e00-\u9fff]/g, "");
  const name = (): string => (language === "en" ? coinedWord(random) : coinedName(letters, random));
  const authors = Array.from({ length: AUTHORS }, name);
  for (let index = 0; index < count; index++) {
    const wanted = language === "en" ? 2_400 + random() * 2_400 : 600 + random() * 400;
    const parts: string[] = [];
    for (let length = 0; length < wanted; length += parts.at(-1)?.length ?? 0) {
      parts.push(random() < 0.06 ? name() : pick(pool, random));
    }
    yield {
      // What is made up here is an id and a section by its form.
      id: `${language}-${index}` as ArticleId,
      title: `${name()} ${pick(pool, random).slice(0, language === "en" ? 40 : 14)}`,
      text: parts.join(language === "en" ? " " : "，"),
      section: pick(SECTIONS, random) as SectionPath,
      also: [],
      tags: Array.from({ length: 3 }, () => `tag ${Math.floor(random() ** 2 * TAGS)}`),
      authors: [pick(authors, random)],
      lang: language === "en" ? "en" : "zh-Hans",
      published: instantFromEpoch((FIRST_SECOND + index * EVERY_SECONDS) * 1_000),
    };
  }
}

/** Queries as lists of terms, of one, two and four terms in turn, drawn from the articles. */
export function drawnQueries(
  documents: readonly SearchDocument[],
  count: number,
  lengths: readonly number[] = [1, 2, 4],
): readonly (readonly string[])[] {
  const random = createRandom(5);
  return Array.from({ length: count }, (_, index) => {
    const length = lengths[index % lengths.length] ?? 1;
    for (;;) {
      const { text, lang } = pick(documents, random);
      // Which written forms have postings is known when all articles are: MiniSearch has them all.
      const all = indexTerms(text, lang, "text").filter((term) => !isWrittenForm(term));
      const terms = [...new Set(all)];
      const start = Math.floor(random() * (terms.length - length));
      const some = terms.slice(start, start + length);
      if (some.length === length) return some;
    }
  });
}

function coinedWord(random: () => number): string {
  const parts = ["ba", "kor", "ri", "mun", "tel", "sha", "ver", "lo", "din", "gro", "wex", "hu"];
  const word = Array.from({ length: 3 }, () => pick(parts, random)).join("");
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function coinedName(letters: string, random: () => number): string {
  const letter = (): string => letters.charAt(Math.floor(random() * letters.length));
  return pick(FAMILY_NAMES, random) + letter() + letter();
}
