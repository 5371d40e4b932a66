/**
 * Whether exact Chinese words find just the articles that have them, on the collections: words of two to four characters as they stand in the text, in its own
 * script and in the other, two of them typed together, and single characters. Skipped where the collections are missing.
 */
import { readFileSync } from "node:fs";
import { isRejection } from "../src/model/rejection.ts";
import type { Card } from "../src/model/card.ts";
import { buildIndex } from "../src/search/build.ts";
import type { SearchDocument } from "../src/search/document.ts";
import { toQuery } from "../src/search/query.ts";
import { firstColumns } from "../src/search/snippet.ts";
import { lackingWord, MAX_CHECKED } from "../src/search/word-check.ts";
import { cardLayout } from "../src/store/cards.ts";
import { foldText } from "../src/text/fold.ts";
import { searchBuilt } from "../test/search/oracle.ts";
import { createRandom, pick } from "../test/search/sample.ts";
import { sharedPath } from "../test/setup/shared-data.ts";
import { createGates, printTable } from "./gate.ts";

const WORDS_EACH = 400;
const site = { synonyms: [], timeZone: "Asia/Shanghai" };
const folder = sharedPath("data/search");
const gates = createGates();
const rows: (readonly string[])[] = [["words of", "count", "recall", "precision"]];

/** How a word is typed. */
type Judging = { readonly typed?: Converter };
type Converter = (text: string) => string;
// opencc-js has no types of its own that this configuration finds.
const { Converter } = (await import(import.meta.resolve("opencc-js"))) as {
  readonly Converter: (options: { readonly from: string; readonly to: string }) => Converter;
};

if (folder !== undefined) {
  measure("cmrc", Converter({ from: "cn", to: "tw" }));
  measure("drcd", Converter({ from: "tw", to: "cn" }));
}
printTable("exact words", rows);
gates.finish();

function measure(name: string, convert: Converter): void {
  const documents = documentsOf(name);
  const built = buildIndex(documents);
  const texts = documents.map(({ title, text }) => foldText(`${title}\n${text}`));
  const { textColumns: columns } = cardLayout(documents.length);
  // As a site of so many articles has them. A card has more fields, which nothing looks at here.
  const cards = documents.map(
    ({ title, text, tags }) =>
      ({ title, tags, summary: "", text: firstColumns(text, columns) }) as unknown as Card,
  );
  const random = createRandom(41);
  const words = wordsOf(documents);
  const tokens = documents.flatMap(tokensOf);
  const having = (word: string): ReadonlySet<number> =>
    new Set(texts.flatMap((text, doc) => (text.includes(foldText(word)) ? [doc] : [])));
  const fullMatches = (q: string): readonly number[] => {
    const query = toQuery({ q }, { site, languages: built.root.languages ?? [] });
    if (isRejection(query)) return [];
    const request = { ...query.request, partial: false, limit: documents.length };
    const found = searchBuilt(built, query.request.query, request);
    if (found.partial) return [];
    const docs = found.docs.map(({ doc }) => doc);
    if (query.word === undefined || docs.length > MAX_CHECKED) return docs;
    const lacking = lackingWord(
      query.word,
      docs.map((doc) => ({ doc, card: cards[doc]! })),
    );
    return docs.filter((doc) => !lacking.has(doc));
  };
  const judge = (
    kind: string,
    some: readonly string[],
    { typed = (q) => q }: Judging = {},
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
    gates.atLeast(`${name}, ${kind}: precision`, precision, 0.99);
  };
  const all: string[] = [];
  for (const length of [2, 3, 4]) {
    const ofLength = words.filter((word) => word.length === length);
    const drawn = Array.from({ length: WORDS_EACH }, () => pick(ofLength, random));
    judge(`${length} characters, each word once`, drawn);
    all.push(...drawn);
  }
  const occurring = Array.from({ length: 3 * WORDS_EACH }, () => pick(tokens, random));
  judge("2 to 4 characters, as they occur", occurring);
  judge("the same, in the other script", occurring, { typed: convert });
  const characters = Array.from({ length: WORDS_EACH }, () =>
    pick(Array.from(pick(all, random)), random),
  );
  judge("one character", characters);
  let found = 0;
  for (let pair = 0; pair < WORDS_EACH; pair++) {
    const doc = Math.floor(random() * documents.length);
    const own = wordsOf([documents[doc]!]);
    if (fullMatches(pick(own, random) + pick(own, random)).includes(doc)) found++;
  }
  gates.atLeast(`${name}, two words typed together find their article`, found / WORDS_EACH, 0.98);
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
    const { id, title, body: text, lang, published } = JSON.parse(line);
    const none = { section: "s", also: [], tags: [], authors: [] };
    // The collections' own fields, and none beside them.
    return { id, title, text, lang, published, ...none } as unknown as SearchDocument;
  });
  return documents.toSorted(
    (a, b) => Date.parse(a.published) - Date.parse(b.published) || (a.id < b.id ? -1 : 1),
  );
}
