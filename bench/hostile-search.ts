/**
 * What the worst searches cost against an honest one of four words, warm, on 5,000 articles in two languages: from the text of the query to the hits.
 * The attacks are those that bring MiniSearch down: endless words, endless queries, endless repetition, and prefixes of everything.
 */
import type { Card } from "../src/model/card.ts";
import { isRejection } from "../src/model/rejection.ts";
import { buildIndex } from "../src/search/build.ts";
import { correctionOf } from "../src/search/correction.ts";
import { toHit } from "../src/search/hits.ts";
import { MAX_QUERY, toQuery } from "../src/search/query.ts";
import { searchBuilt } from "../test/search/oracle.ts";
import { cpuMsOf, createGates, median, printTable } from "./gate.ts";
import { newspaper } from "./search-corpus.ts";

const EACH = 2_500;
const ROUNDS = 15;
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
function answer(q: string): number {
  const query = toQuery({ q, limit: "10" }, { site, languages: built.root.languages ?? [] });
  if (isRejection(query)) return 0;
  const found = searchBuilt(built, query.request.query, query.request);
  const context = { site, baseUrl: "https://news.example.org" };
  const hits = found.docs.map((article) => toHit(cards[article.doc]!, article, query, context));
  const texts = found.docs.flatMap(({ doc }) => [cards[doc]!.title, cards[doc]!.text]);
  const part = { root: built.root, shards: found.read };
  const isNear = found.total === 0 || found.partial;
  const suggestion = isNear ? correctionOf(q, { texts, names: [], part }) : null;
  return hits.length + (suggestion?.length ?? 0);
}

const letters = Array.from("abcdefghijklmnopqrst");
const english = documents.find(({ lang }) => lang === "en")!.text;
const chinese = documents.find(({ lang }) => lang !== "en")!.text.replace(/\P{Script=Han}/gu, "");
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
  ["32 words one letter wrong", words(32, (index) => `${english.split(" ")[index]!}q`)],
  ["60 single Han characters", Array.from(chinese.slice(0, 60)).join(" ")],
  ["the commonest Han character", "的"],
  ["the commonest Han characters", "的 一 了 是 在"],
  ["200 phrases", words(200, (index) => `"${chinese.slice(index, index + 4)}"`)],
  ["300 refused words", words(300, (index) => `-${english.split(" ")[index]!}`)],
  ["300 titles", words(300, (index) => `title:${letters[index % 20]!}`)],
  ["quotation marks alone", '"'.repeat(MAX_QUERY)],
  ["colons alone", "a:".repeat(MAX_QUERY / 2)],
  ["combining marks", `e${"\u0301".repeat(MAX_QUERY - 1)}`],
  ["what MiniSearch's objects are made of", "__proto__ constructor toString hasOwnProperty"],
  ["nothing", ""],
]);

const times = new Map<string, number[]>();
const all: readonly (readonly [string, string])[] = [
  ...HONEST.map((q, index) => [`honest ${index + 1}`, q] as const),
  ...HOSTILE,
];
for (let round = -3; round < ROUNDS; round++) {
  for (const [name, q] of all) {
    const ms = cpuMsOf(() => answer(q) + answer(q)) / 2;
    if (round >= 0) times.set(name, [...(times.get(name) ?? []), ms]);
  }
}
const cost = (name: string): number => median(times.get(name) ?? []);
const honest = Math.max(...HONEST.map((_, index) => cost(`honest ${index + 1}`)));
printTable("CPU of one search, warm, 5,000 articles", [
  ["search", "ms", "ratio"],
  ...all.map(([name]) => [name, cost(name).toFixed(2), (cost(name) / honest).toFixed(1)]),
]);
const worst = [...HOSTILE.keys()].toSorted((a, b) => cost(b) - cost(a))[0]!;
const cheapest = Math.min(...HONEST.map((_, index) => cost(`honest ${index + 1}`)));
console.log(
  `\nagainst the cheaper honest search: ${(cost(worst) / cheapest).toFixed(1)} (not asserted)`,
);
const gates = createGates();
gates.atMost(
  `the worst of them, ${worst}, against the dearer honest search of four words`,
  cost(worst) / honest,
  10,
);
gates.finish();
