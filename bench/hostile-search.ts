/**
 * What the worst searches cost against an honest one of four words, warm, on 5,000 articles in two languages: from the text of the query to the ten hits.
 * The attacks are those that bring MiniSearch down: endless words, endless queries, endless repetition, prefixes of everything; and those that were found to be dear here:
 * slips in every word, alternatives of alternatives, characters that fold to many, refusal of the commonest.
 */
import type { Card } from "#model/card.ts";
import { isRejection } from "#model/rejection.ts";
import { buildIndex } from "#search/build/build.ts";
import { correctionOf } from "#search/correct/correction.ts";
import { toHit } from "#search/hits/hits.ts";
import { toQuery } from "#search/query/query.ts";
import { MAX_QUERY, type SearchParameters } from "#search/query/search-parameters.ts";
import { searchBuilt } from "../test/search/oracle.ts";
import { createRandom } from "../test/search/sample.ts";
import { cpuMsOf, createGates, median, printTable } from "./gate.ts";
import { newspaper } from "./search-corpus.ts";

const EACH = 2_500;
/** Before the first the engine has compiled what all of them run through. */
const [WARM_ROUNDS, ROUNDS] = [12, 31];
/** Of 5,000 articles of both languages most have these. */
const COMMON = Array.from("的在年一是中有大人國和為");
// An index wants its articles oldest first.
const documents = [...newspaper("en", EACH), ...newspaper("zh", EACH)].toSorted(
  (a, b) => Date.parse(a.published) - Date.parse(b.published) || (a.id < b.id ? -1 : 1),
);
const built = buildIndex(documents);
const site = { synonyms: [["网络", "網路"]], timeZone: "Asia/Shanghai", sections: [] };
const cards: readonly Card[] = documents.map((document) => {
  // A card has more fields, which hits only hand on.
  const card = { ...document, text: document.text.slice(0, 480), summary: "", precision: "day" };
  return card as unknown as Card;
});

/** All of a search but the reading. */
function answer(parameters: SearchParameters): number {
  const { q = "" } = parameters;
  const query = toQuery(
    { ...parameters, limit: "10" },
    { site, languages: built.root.languages ?? [] },
  );
  if (isRejection(query)) return 0;
  const found = searchBuilt(built, query.lookup);
  const context = { site, baseUrl: "https://news.example.org" };
  const hits = found.docs.map((article) => toHit(cards[article.doc]!, article, query, context));
  const texts = found.docs.flatMap(({ doc }) => [cards[doc]!.title, cards[doc]!.text]);
  const parts = [{ root: built.root, shards: found.read }];
  const isNear = found.total === 0 || found.partial;
  const suggestion = isNear ? correctionOf(q, { texts, names: [], parts }) : null;
  return hits.length + (suggestion?.length ?? 0);
}

const letters = Array.from("abcdefghijklmnopqrst");
const english = documents.find(({ lang }) => lang === "en")!.text;
const chinese = documents.find(({ lang }) => lang !== "en")!.text.replace(/\P{Script=Han}/gu, "");
const filled = (text: string): string =>
  text.repeat(Math.ceil(MAX_QUERY / text.length)).slice(0, MAX_QUERY);
const slip = (index: number): string => `${english.split(" ")[index]!}q`;
const words = (count: number, of: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => of(index))
    .join(" ")
    .slice(0, MAX_QUERY);

const HONEST: readonly string[] = [
  english.split(" ").slice(40, 44).join(" "),
  `${chinese.slice(30, 32)} ${chinese.slice(60, 62)} ${chinese.slice(90, 92)} ${chinese.slice(120, 122)}`,
];
const HOSTILE: ReadonlyMap<string, string> = new Map([
  ["20 single letters", letters.join(" ")],
  ["one letter, still being typed", "a"],
  ["1,000 words, OR", words(1_000, (index) => `${english.split(" ")[index % 300]!} OR`)],
  ["4,096 characters of text", english.slice(0, MAX_QUERY)],
  ["4,096 Chinese characters", chinese.repeat(9).slice(0, MAX_QUERY)],
  ["one word of 4,096 letters", "x".repeat(MAX_QUERY)],
  ["one word 800 times", words(800, () => "the")],
  ["one Chinese word 1,300 times", words(1_300, () => chinese.slice(0, 2))],
  ["500 misspelt words", words(500, (index) => `qz${index.toString(36)}wxyt`)],
  ["32 words one letter wrong", words(32, slip)],
  ["32 words, letters swapped", words(32, swapped)],
  ["words two letters wrong", "lanternxy bridgezz rivarxx newsqqpp articelxx"],
  ["31 words one letter wrong, and a digit", `${words(31, slip)} 1`],
  ["one digit, still being typed", "1"],
  ["60 single Han characters", Array.from(chinese.slice(0, 60)).join(" ")],
  ["the commonest Han character", "的"],
  ["the commonest Han characters", "的 一 了 是 在"],
  ["three of the commonest Han characters", COMMON.slice(0, 3).join(" ")],
  ["two of them, and a digit", `${COMMON.slice(0, 2).join(" ")} 1`],
  ["the commonest Han characters, refused", COMMON.map((character) => `-${character}`).join(" ")],
  ["three wanted, three refused", `${COMMON.slice(3, 6).join(" ")} -的 -在 -年`],
  ["runs of Han characters, OR", words(1_000, (index) => `${chinese.slice(index, index + 6)} OR`)],
  ["titles of Han characters, OR", words(999, (at) => `title:"${chinese.slice(at, at + 4)}" OR`)],
  ["letters beside Han characters", words(999, (at) => letters[at % 20]! + chinese[at % 300]!)],
  ["200 phrases", words(200, (index) => `"${chinese.slice(index, index + 4)}"`)],
  ["300 mustNot words", words(300, (index) => `-${english.split(" ")[index]!}`)],
  ["300 titles", words(300, (index) => `title:${letters[index % 20]!}`)],
  ["one section 300 times", words(300, () => "section:news")],
  ["300 dates", words(300, (index) => `before:20${index % 100}`)],
  ["300 wildcards", words(300, (index) => `${letters[index % 20]!}*`)],
  ["1,000 numbers", words(1_000, String)],
  ["a number without end", filled("1,234,")],
  ["words joined without end", filled("ab-a.b'c&d")],
  ["addresses", filled("a@b.c ")],
  ["ligatures of eighteen letters", filled("ﷺ")],
  ["squares of four characters", filled("㍿")],
  ["halves of characters", filled("\ud800")],
  ["families", filled("👩‍👩‍👧‍👦")],
  ["Korean", filled("한국어뉴스")],
  ["Thai", filled("ข่าวประเทศไทย")],
  ["quotation marks alone", '"'.repeat(MAX_QUERY)],
  ["colons alone", "a:".repeat(MAX_QUERY / 2)],
  ["combining marks", `e${"\u0301".repeat(MAX_QUERY - 1)}`],
  ["what MiniSearch's objects are made of", "__proto__ constructor toString hasOwnProperty"],
  ["nothing", ""],
]);

const all: ReadonlyMap<string, SearchParameters> = new Map<string, SearchParameters>([
  ...HONEST.map((q, index) => [`honest ${index + 1}`, { q }] as const),
  ...[...HOSTILE].map(([name, q]) => [name, { q }] as const),
  ["the last page", { q: words(32, (index) => english.split(" ")[index]!), page: "100" }],
]);
const times = new Map<string, number[]>();
const random = createRandom(3);
for (let round = -WARM_ROUNDS; round < ROUNDS; round++) {
  // In an order of its own each time: else the same search is always the one during which memory is tidied up.
  for (const [name, parameters] of shuffled([...all])) {
    const ms = cpuMsOf(() => answer(parameters) + answer(parameters)) / 2;
    if (round >= 0) times.set(name, [...(times.get(name) ?? []), ms]);
  }
}
const cost = (name: string): number => median(times.get(name) ?? []);
const names = [...all.keys()];
const honest = names.filter((name) => name.startsWith("honest")).map(cost);
const [cheaper, dearer] = [Math.min(...honest), Math.max(...honest)];
printTable("CPU of one search, warm, 5,000 articles", [
  ["search", "ms", "of the dearer", "of the cheaper"],
  ...names.map((name) => [
    name,
    cost(name).toFixed(2),
    (cost(name) / dearer).toFixed(1),
    (cost(name) / cheaper).toFixed(1),
  ]),
]);
const worst = names.toSorted((a, b) => cost(b) - cost(a))[0]!;
const gates = createGates();
const what = `the worst of them, ${worst}, against`;
gates.atMost(`${what} the dearer honest search of four words`, cost(worst) / dearer, 10);
gates.atMost(`${what} the cheaper one`, cost(worst) / cheaper, 10);
gates.finish();

/** A word of a text with its first two letters swapped. */
function swapped(index: number): string {
  const word = english.split(" ").filter(({ length }) => length > 4)[index]!;
  return word.charAt(1) + word.charAt(0) + word.slice(2);
}

function shuffled<T>(values: readonly T[]): readonly T[] {
  return values
    .map((value) => ({ value, order: random() }))
    .toSorted((a, b) => a.order - b.order)
    .map(({ value }) => value);
}
