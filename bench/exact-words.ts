/**
 * Whether exact Chinese words find just the articles that have them, on the collections: words of two to four characters as they stand in the text, in its own
 * script and in the other, two of them typed together, single characters, and stretches that are no words. Once with the cards of a small site, which hold whole
 * articles, and on both collections together with those of larger ones. Skipped where the collections are missing.
 */
import { readFileSync } from "node:fs";
import { isRejection } from "#model/rejection.ts";
import type { Card } from "#model/card.ts";
import { buildIndex } from "#search/build/build.ts";
import type { SearchDocument } from "#search/format/document.ts";
import { toQuery } from "#search/query/query.ts";
import type { SearchResult } from "#search/run/run.ts";
import { firstColumns } from "#search/hits/snippet.ts";
import type { TermQuery } from "#search/query/term-query.ts";
import {
  candidateFromArticle,
  candidateFromCard,
  cardWithFilter,
  verificationPlan,
  wordVerdict,
} from "#search/hits/verify-word.ts";
import { areCardsCut, cardLayout } from "#store/cards.ts";
import { foldText } from "#text/fold/fold.ts";
import { bigramsOf } from "#text/analysis/query-pieces.ts";
import { searchBuilt } from "../test/search/oracle.ts";
import { createRandom, pick } from "../test/search/sample.ts";
import { sharedPath } from "../test/setup/shared-data.ts";
import { createGates, printTable } from "./gate.ts";

const WORDS_EACH = 400;
/** Pairs of words, and stretches that are no words: of 400 one more or less would be a quarter of what may be lost. */
const STRETCHES_EACH = 2_000;
/** Articles that must have each pair of characters of a word for it to count as a common one. */
const COMMON_PAIR = 40;
const site = { synonyms: [], timeZone: "Asia/Shanghai" };
const folder = sharedPath("data/search");
const gates = createGates();
const rows: (readonly string[])[] = [["words of", "count", "recall", "precision"]];

/** How a word is typed, and how much of what it finds must have it. */
type Judging = { readonly typed?: Converter; readonly precision?: number };
type Converter = (text: string) => string;
/** The precision that must be reached: by words, each counted once; by those of common pairs; and by any characters that stand side by side. 0.99 is what words are to reach;
 *  where it is less, that much is reached today and must not be lost. */
type Least = { readonly words: number; readonly common: number; readonly stretches: number };
/** Articles as a site has them.
 *  `as` is how many articles the site has whose layout of cards is used. */
type Sample = {
  readonly name: string;
  readonly documents: readonly SearchDocument[];
  readonly as: number;
  readonly least: Least;
  readonly convert?: Converter;
};
// opencc-js has no types of its own that this configuration finds.
const { Converter } = (await import(import.meta.resolve("opencc-js"))) as {
  readonly Converter: (options: { readonly from: string; readonly to: string }) => Converter;
};

if (folder !== undefined) {
  const [cmrc, drcd] = [documentsOf("cmrc"), documentsOf("drcd")];
  const [toHant, toHans] = [
    Converter({ from: "cn", to: "tw" }),
    Converter({ from: "tw", to: "cn" }),
  ];
  const least = { words: 0.99, common: 0.97, stretches: 0.96 };
  measure({ name: "cmrc", documents: cmrc, as: cmrc.length, least, convert: toHant });
  measure({ name: "drcd", documents: drcd, as: drcd.length, least, convert: toHans });
  const both = byTime([...cmrc, ...drcd]);
  measure({
    name: "both, cards cut",
    documents: both,
    as: both.length,
    least: { words: 0.97, common: 0.91, stretches: 0.92 },
  });
  measure({
    name: "both, cards of 10,000",
    documents: both,
    as: 10_000,
    least: { words: 0.97, common: 0.91, stretches: 0.92 },
  });
}
printTable("exact words", rows);
gates.finish();

function measure({ name, documents, as, least: floor, convert }: Sample): void {
  const built = buildIndex(documents);
  const texts = documents.map(({ title, text }) => foldText(`${title}\n${text}`));
  const { textColumns: columns } = cardLayout(as);
  const cards = documents.map(({ title, text, tags }) => {
    // A card has more fields, which nothing looks at here.
    const card = { title, tags, summary: "", text: firstColumns(text, columns) } as unknown as Card;
    return cardWithFilter(card, text);
  });
  const random = createRandom(41);
  const words = wordsOf(documents);
  const tokens = documents.flatMap(tokensOf);
  const having = (word: string): ReadonlySet<number> =>
    new Set(texts.flatMap((text, doc) => (text.includes(foldText(word)) ? [doc] : [])));
  const answer = (q: string): Answer => {
    const query = toQuery({ q, limit: "50" }, { site, languages: built.root.languages ?? [] });
    if (isRejection(query)) return { full: [], page: [] };
    const all = { partial: false, limit: documents.length };
    const run = (more: Partial<TermQuery>): SearchResult =>
      searchBuilt(built, { ...query.lookup, ...more });
    const found = run(all);
    const { word } = query;
    const plan = verificationPlan(found, areCardsCut(as));
    if (word === undefined || plan.cards === 0)
      return { full: fullOf(found), page: docsOf(run({})) };
    const looked = fullOf(run({ ...all, asOneWord: true }))
      .slice(0, plan.cards)
      .map((doc, place) =>
        place < plan.texts
          ? candidateFromArticle(doc, documents[doc]!)
          : candidateFromCard(doc, cards[doc]!),
      );
    const reading = wordVerdict(word, found, looked) ?? {};
    return { full: fullOf(run({ ...all, ...reading })), page: docsOf(run(reading)) };
  };
  const fullMatches = (q: string): readonly number[] => answer(q).full;
  const judge = (
    kind: string,
    some: readonly string[],
    { typed = (q) => q, precision: least = 0.99 }: Judging = {},
  ): void => {
    let [hits, right, wanted] = [0, 0, 0];
    for (const word of some) {
      const has = having(word);
      const found = fullMatches(typed(word));
      const good = found.filter((doc) => has.has(doc)).length;
      [hits, right, wanted] = [hits + found.length, right + good, wanted + has.size];
    }
    const [recall, precision] = [right / wanted, right / hits];
    rows.push([`${name}, ${kind}`, String(some.length), recall.toFixed(4), precision.toFixed(4)]);
    gates.atLeast(`${name}, ${kind}: recall`, recall, 0.995);
    gates.atLeast(`${name}, ${kind}: precision`, precision, least);
  };
  const all: string[] = [];
  for (const length of [2, 3, 4]) {
    const ofLength = words.filter((word) => word.length === length);
    const drawn = Array.from({ length: WORDS_EACH }, () => pick(ofLength, random));
    judge(
      `${length} characters, each word once`,
      drawn,
      length > 2 ? { precision: floor.words } : {},
    );
    all.push(...drawn);
  }
  const occurring = Array.from({ length: 3 * WORDS_EACH }, () => pick(tokens, random));
  judge("2 to 4 characters, as they occur", occurring);
  if (convert) judge("the same, in the other script", occurring, { typed: convert });
  const characters = Array.from({ length: WORDS_EACH }, () =>
    pick(Array.from(pick(all, random)), random),
  );
  judge("one character", characters);
  let [full, found] = [0, 0];
  for (let pair = 0; pair < STRETCHES_EACH; pair++) {
    const doc = Math.floor(random() * documents.length);
    const own = wordsOf([documents[doc]!]);
    const typed = pick(own, random) + pick(own, random);
    const answered = answer(typed);
    if (answered.full.includes(doc)) full++;
    if (answered.full.includes(doc) || answered.page.includes(doc)) found++;
  }
  const joined = `${name}, two words typed together`;
  gates.atLeast(`${joined} match their article fully`, full / STRETCHES_EACH, 0.97);
  gates.atLeast(`${joined} find it, fully or in part`, found / STRETCHES_EACH, 0.98);
  const pairs = pairCounts(texts);
  const isCommon = (word: string): boolean =>
    word.length > 2 &&
    bigramsOf(Array.from(foldText(word))).every((pair) => (pairs.get(pair) ?? 0) > COMMON_PAIR);
  judge("3 and 4 characters, each pair common", words.filter(isCommon), {
    precision: floor.common,
  });
  const runs = texts.flatMap((text) => text.match(/\p{Script=Han}{4,}/gu) ?? []);
  for (const length of [2, 3, 4]) {
    const cut = Array.from({ length: STRETCHES_EACH }, () => {
      const run = pick(runs, random);
      const at = Math.floor(random() * (run.length - length + 1));
      return run.slice(at, at + length);
    });
    judge(
      `any ${length} characters side by side`,
      cut,
      length > 2 ? { precision: floor.stretches } : {},
    );
  }
}

/** What a search answers: the articles that match fully, and the longest page, which shows what matches in part behind them. */
type Answer = { readonly full: readonly number[]; readonly page: readonly number[] };

function fullOf(found: SearchResult): readonly number[] {
  return found.partial ? [] : docsOf(found);
}

function docsOf({ docs }: SearchResult): readonly number[] {
  return docs.map(({ doc }) => doc);
}

/** In how many texts each pair of characters is. */
function pairCounts(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts)
    for (const pair of new Set(bigramsOf(Array.from(text))))
      counts.set(pair, (counts.get(pair) ?? 0) + 1);
  return counts;
}

/** The Chinese words of an article, as the runtime's dictionary cuts them, as often as they are there. */
function tokensOf({ text }: SearchDocument): readonly string[] {
  return [...new Intl.Segmenter("zh", { granularity: "word" }).segment(text)]
    .map(({ segment }) => segment)
    .filter((word) => /^\p{Script=Han}{2,4}$/u.test(word));
}

function wordsOf(documents: readonly SearchDocument[]): readonly string[] {
  return [...new Set(documents.flatMap(tokensOf))];
}

function documentsOf(name: string): readonly SearchDocument[] {
  const lines = readFileSync(`${folder}/${name}/articles.jsonl`, "utf8").trim().split("\n");
  const documents = lines.map((line) => {
    const { id: own, title, body: text, lang, published } = JSON.parse(line);
    const id = `${name}-${own}`;
    const none = { section: "s", also: [], tags: [], authors: [] };
    // The collections' own fields, and none beside them.
    return { id, title, text, lang, published, ...none } as unknown as SearchDocument;
  });
  return byTime(documents);
}

function byTime(documents: readonly SearchDocument[]): readonly SearchDocument[] {
  return documents.toSorted(
    (a, b) => Date.parse(a.published) - Date.parse(b.published) || (a.id < b.id ? -1 : 1),
  );
}
