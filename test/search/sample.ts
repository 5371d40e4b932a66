import { existsSync, globSync, readFileSync } from "node:fs";
import type { Instant } from "#model/instant.ts";
import { instantFromEpoch } from "#model/instant.ts";
import type { ArticleId, SectionPath } from "#model/name.ts";
import type { SearchDocument } from "#search/format/document.ts";
import { indexTerms } from "#search/format/options.ts";

/** The languages that are measured. */
export type SampleLanguage = "en" | "zh";

/** A repeatable source of numbers from 0 to below 1 (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** One of `items`. */
export function pick<T>(items: readonly T[], random: () => number): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError("nothing to pick from");
  return item;
}

/** The collections lie beside the clone where this project is built; without them the newspaper's own text has to do. */
const COLLECTIONS = new URL("../../../shared/data/search/", import.meta.url);
const SEED = new URL("../../seed/articles/", import.meta.url);
if (!existsSync(COLLECTIONS))
  console.warn(
    "SKIPPED: no retrieval collections here; samples are made of the newspaper's own text alone",
  );
const SETS = { en: ["k-rust", "cranfield"], zh: ["cmrc", "drcd"] } as const;

/** Sentences with the words that tests ask for by name, so that these occur also where the collections are not present. */
const NAMED = {
  en: [
    "The team scraped the rust off the landing stage before the ferry came in.",
    "A team of four keeps the compiler in step with the rust that the river leaves on the gauges.",
    "Rust is what the museum's iron bell has most of, says the team that hung it.",
    "The compiler of the gazetteer thanked her team, and blamed the rust on the fog.",
  ],
  zh: [],
} as const;

/** Sentences of the newspaper in `seed/` and, where they are present, of the collections. */
export function sampleSentences(language: SampleLanguage): readonly string[] {
  const seeds = globSync("**/*.md", { cwd: SEED })
    .sort()
    .map((path) => readFileSync(new URL(path, SEED), "utf8").replace(/^---\n[\s\S]*?\n---\n/, ""));
  const collections = SETS[language]
    .map((set) => new URL(`${set}/articles.jsonl`, COLLECTIONS))
    .filter((file) => existsSync(file))
    .flatMap((file) => readFileSync(file, "utf8").trimEnd().split("\n"))
    // The collections' lines are articles with a body, as their README says.
    .map((line) => (JSON.parse(line) as { body: string }).body);
  const isChinese = (text: string): boolean => /[\u4e00-\u9fff]{4}/.test(text);
  return [...NAMED[language], ...seeds, ...collections]
    .filter((text) => isChinese(text) === (language === "zh"))
    .flatMap((text) => text.split(language === "zh" ? /(?<=[。！？\n])/ : /(?<=[.?!\n]) /))
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.length > 8 && sentence.length < 600);
}

const SECTIONS = ["news", "news/politics", "news/society", "culture", "culture/books", "economy"];
const TAGS = ["Rust", "森林", "城市", "music", "航天", "ＡＩ", "歷史"];
const AUTHORS = ["Ann Lee", "李安", "Zoë Brandt", "王小明"];

/** Articles made of sentences put together anew, so that there can be any number; the same seed gives the same articles. */
export function sampleDocuments(
  language: SampleLanguage,
  count: number,
  { seed = 1, sentences = 6 }: { readonly seed?: number; readonly sentences?: number } = {},
): SearchDocument[] {
  const pool = sampleSentences(language);
  const random = createRandom(seed);
  const some = <T>(items: readonly T[]): T[] => items.filter(() => random() < 0.2);
  return Array.from({ length: count }, (_, index) => {
    const name = `${coined(random)} ${pick(pool, random).slice(0, 30)}`;
    const length = 1 + Math.floor(random() * sentences * 2);
    return {
      // What is put together here is an id, a section and an instant by its form.
      id: `${language}-${seed}-${index}` as ArticleId,
      title: name,
      text: Array.from({ length }, () => pick(pool, random)).join(language === "en" ? " " : ""),
      section: pick(SECTIONS, random) as SectionPath,
      also: some(SECTIONS).slice(0, 2) as SectionPath[],
      tags: some(TAGS),
      authors: some(AUTHORS),
      lang: language === "en" ? "en" : pick(["zh-Hans", "zh-Hant"], random),
      published: instantOf(1_500_000_000 + index * 40_000 + Math.floor(random() * 40_000)),
    };
  });
}

/** Alphabetic terms of four letters or more that many articles have but not all, the commonest first. */
export function commonTerms(documents: readonly SearchDocument[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { title, text, lang } of documents) {
    const terms = [...indexTerms(title, lang, "title"), ...indexTerms(text, lang, "text")];
    for (const term of new Set(terms)) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return [...counts]
    .filter(([term, count]) => /^[a-z]{4,12}$/.test(term) && count < documents.length / 2)
    .sort(([a, some], [b, others]) => others - some || (a < b ? -1 : 1))
    .map(([term]) => term);
}

/** Queries of one to four words, or two to eight characters, as they stand in the articles; some repeat a word, some are cut within one, some are misspelt. */
export function sampleQueries(
  documents: readonly SearchDocument[],
  count: number,
  seed = 7,
): string[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => {
    const { text, title, lang } = pick(documents, random);
    const words = (random() < 0.3 ? title : text).split(/\s+/);
    if (lang !== "en") {
      const start = Math.floor(random() * text.length);
      const run = text.slice(start, start + 2 + Math.floor(random() * 7));
      return random() < 0.1 ? `${run} ${run}` : run;
    }
    const start = Math.floor(random() * words.length);
    const some = words.slice(start, start + 1 + Math.floor(random() * 4));
    if (random() < 0.1) some.push(some[0] ?? "");
    return some.map((word) => (random() < 0.1 ? misspelt(word, random) : word)).join(" ");
  });
}

function misspelt(word: string, random: () => number): string {
  const at = Math.floor(random() * word.length);
  return word.slice(0, at) + pick(["a", "e", "i", "r", "s", "t", ""], random) + word.slice(at + 1);
}

function coined(random: () => number): string {
  return Array.from({ length: 2 + Math.floor(random() * 3) }, () =>
    pick(["ba", "ko", "ri", "mun", "tel", "sha", "ve"], random),
  ).join("");
}

function instantOf(second: number): Instant {
  return instantFromEpoch(second * 1000);
}
