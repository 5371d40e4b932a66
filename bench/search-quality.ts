/**
 * How well searches are answered, against MiniSearch as it comes, MiniSearch at its best and SQLite FTS5: nDCG@10 on the collections beside
 * the project (CONTRIBUTING.md), all in one process. README's table is its output. node bench/search-quality.ts
 */
import { DatabaseSync } from "node:sqlite";
import MiniSearch from "minisearch";
import { isRejection } from "#model/rejection.ts";
import { buildIndex } from "#search/build/build.ts";
import { encodeTerm } from "#search/format/term-codec.ts";
import { toQuery } from "#search/query/query.ts";
import { termsOf } from "#text/analysis/tokens.ts";
import { meanNdcg, readCollection } from "../test/search/collections.ts";
import { searchBuilt } from "../test/search/oracle.ts";
import { sharedPath } from "../test/setup/shared-data.ts";
import { createGates, printTable } from "./gate.ts";

type Documents = ReturnType<typeof readCollection>["documents"];
type Search = (query: string) => readonly string[];

/** What Broadsheet must reach, a little below what was measured last. */
const COLLECTIONS: readonly (readonly [name: string, least: number])[] = [
  ["cmrc", 0.99],
  ["x-cmrc-hantq", 0.99],
  ["drcd", 0.958],
  ["cranfield", 0.395],
  ["k-rust", 0.925],
];

/** As the Worker searches, but for the cards that tell a Chinese word. */
function broadsheet(documents: Documents): Search {
  const built = buildIndex(documents);
  const site = { synonyms: [], timeZone: "UTC" };
  const { languages } = built.root;
  return (q) => {
    const query = toQuery({ q }, { site, ...(languages && { languages }) });
    if (isRejection(query)) return [];
    const found = searchBuilt(built, query.lookup);
    const last = found.full === 0 && query.slips ? searchBuilt(built, query.slips().lookup) : found;
    return last.docs.map(({ doc }) => documents[doc]!.id);
  };
}

function miniSearch(documents: Documents): Search {
  const index = new MiniSearch({ fields: ["title", "text"] });
  index.addAll(documents);
  return (q) => index.search(q).map(({ id }) => String(id));
}

/** The best that MiniSearch's own options give: pairs of characters, one script, stems, no stop words, the title twice, BM25 with d = 0; the
 *  last word as a prefix, and words that nowhere occur with one letter wrong. */
function miniSearchAtItsBest(documents: Documents): Search {
  const known = new Set<string>();
  const tokenize = (text: string, lang: string): string[] =>
    termsOf(text, { lang }).map(encodeTerm);
  const index = new MiniSearch<Documents[number]>({
    fields: ["title", "text"],
    extractField: (document, field) =>
      field === "id" ? document.id : `${document.lang}\n${document[field as "title" | "text"]}`,
    tokenize(text) {
      const border = text.indexOf("\n");
      const terms = tokenize(text.slice(border + 1), text.slice(0, border));
      for (const term of terms) known.add(term);
      return terms;
    },
    processTerm: (term) => term,
  });
  index.addAll(documents);
  const isWord = (term: string): boolean => /^[a-z]{3,}$/.test(term);
  return (q) =>
    index
      .search(q, {
        tokenize: (text) => tokenize(text, "en"),
        boost: { title: 2 },
        bm25: { k: 1.2, b: 0.75, d: 0 },
        prefix: (term, place, terms) => isWord(term) && place === terms.length - 1,
        fuzzy: (term) => (isWord(term) && !known.has(term) ? 1 : false),
      })
      .map(({ id }) => String(id));
}

/** SQLite's full-text index with the tokenizer that suits the language: Porter's stems, or trigrams. */
function sqlite(documents: Documents): Search {
  const isChinese = documents.some(({ lang }) => lang.startsWith("zh"));
  const tokenizer = isChinese ? "trigram" : "porter unicode61";
  const database = new DatabaseSync(":memory:");
  database.exec(
    `CREATE VIRTUAL TABLE a USING fts5(id UNINDEXED, title, text, tokenize='${tokenizer}')`,
  );
  const insert = database.prepare("INSERT INTO a VALUES (?, ?, ?)");
  for (const { id, title, text } of documents) insert.run(id, title, text);
  const select = database.prepare(
    "SELECT id FROM a WHERE a MATCH ? ORDER BY bm25(a, 0, 2, 1) LIMIT 10",
  );
  return (q) => {
    const words = q.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
    const asked = isChinese
      ? words.flatMap((word) =>
          Array.from(word).map((_, at, all) => all.slice(at, at + 3).join("")),
        )
      : words;
    const terms = asked.filter((term) => !isChinese || Array.from(term).length === 3);
    if (terms.length === 0) return [];
    const rows = select.all(terms.map((term) => `"${term}"`).join(" OR "));
    return rows.map(({ id }) => String(id));
  };
}

const ENGINES: readonly (readonly [name: string, open: (documents: Documents) => Search])[] = [
  ["Broadsheet", broadsheet],
  ["MiniSearch as it comes", miniSearch],
  ["MiniSearch at its best", miniSearchAtItsBest],
  ["SQLite FTS5", sqlite],
];

const folder = sharedPath("data/search");
if (folder === undefined) {
  console.log("the collections do not lie beside the project: nothing to measure");
  process.exit(0);
}
const gates = createGates();
const rows: string[][] = [];
for (const [name, least] of COLLECTIONS) {
  const { documents, questions } = readCollection(folder, name);
  const values = ENGINES.map(([, open]) => meanNdcg(questions, open(documents)));
  rows.push([name, String(questions.length), ...values.map((value) => value.toFixed(3))]);
  gates.atLeast(`Broadsheet on ${name}`, values[0]!, least);
}
printTable("nDCG@10", [["collection", "queries", ...ENGINES.map(([name]) => name)], ...rows]);
gates.finish();
