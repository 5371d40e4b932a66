import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout } from "node:timers/promises";
import MiniSearch from "minisearch";
import { INDEX_OPTIONS, type IndexedFields, indexTerms } from "#search/format/options.ts";
import { warmUp } from "#search/warm/warm-up.ts";
import { loadPeer } from "./peers.ts";
import { newspaper } from "./search-corpus.ts";
import { type Fixture, folderOf } from "./search-fixture.ts";
import { openOurs, type Ours } from "./search-ours.ts";

/** An engine over one fixture: its index lies in a file, and nothing of it is in memory. */
export type Prepared = {
  readonly load: () => unknown;
  /** @returns how many articles it found, at least as far as it says */
  readonly search: (terms: readonly string[]) => number | Promise<number>;
  /** The file of its index; absent for ours, which is many. */
  readonly file?: string;
};

/** A search engine that can be measured. */
export type Engine = {
  readonly name: string;
  /** Builds its index on first use. @returns undefined when the engine cannot be installed here */
  readonly prepare: (fixture: Fixture) => Promise<Prepared | undefined>;
};

/** Articles as the engines take them: the terms of each field, one space between them, so that every engine has the same analysis. */
type TermTexts = { readonly id: string; readonly title: string; readonly text: string };

/** All engines, ours first. */
export const ENGINES: readonly Engine[] = [
  { name: "ours", prepare: ours },
  { name: "MiniSearch", prepare: async (fixture) => miniSearch(fixture) },
  { name: "Orama", prepare: orama },
  { name: "lunr", prepare: async (fixture) => lunr(fixture) },
  { name: "FlexSearch", prepare: flexSearch },
  { name: "SQLite FTS5", prepare: async (fixture) => sqlite(fixture) },
];

const COMPILING_MS = 300;
const split = (text: string): string[] => text.split(" ").filter((term) => term !== "");

/** As in a Worker, whose global scope has run before a request comes; the workerd benchmark says what that costs. */
async function ours(fixture: Fixture): Promise<Prepared> {
  warmUp();
  // The engine compiles on other threads, which are to be done when the clock starts.
  await setTimeout(COMPILING_MS);
  let index: Ours | undefined;
  return {
    load: () => (index = openOurs(fixture, false)),
    search: (terms) => index!.search(terms).total,
  };
}

function miniSearch(fixture: Fixture): Prepared {
  let index: MiniSearch<IndexedFields> | undefined;
  return {
    load: () => (index = MiniSearch.loadJSON<IndexedFields>(fixture.json(), INDEX_OPTIONS)),
    search: (terms) => index!.search(terms.join(" "), { tokenize: split }).length,
    file: join(folderOf(fixture), "minisearch.json"),
  };
}

async function orama(fixture: Fixture): Promise<Prepared | undefined> {
  // The package's types come only with the package.
  const peer = loadPeer("@orama/orama@3.1.18") as OramaPackage | undefined;
  if (peer === undefined) return undefined;
  const tokenizer = { language: "english", normalizationCache: new Map(), tokenize: split };
  const empty = (): unknown =>
    peer.create({ schema: { title: "string", text: "string" }, components: { tokenizer } });
  const file = join(folderOf(fixture), "orama.json");
  if (!existsSync(file)) {
    const built = empty();
    await peer.insertMultiple(built, [...termTexts(fixture)]);
    writeFileSync(file, JSON.stringify(peer.save(built)));
  }
  let index: unknown;
  return {
    load: () => peer.load((index = empty()), JSON.parse(readFileSync(file, "utf8"))),
    search: async (terms) =>
      (await peer.search(index, { term: terms.join(" "), boost: { title: 2 } })).count,
    file,
  };
}

function lunr(fixture: Fixture): Prepared | undefined {
  const peer = loadPeer("lunr@2.3.9") as LunrPackage | undefined;
  if (peer === undefined) return undefined;
  const file = join(folderOf(fixture), "lunr.json");
  if (!existsSync(file)) {
    const builder = new peer.Builder();
    builder.ref("id");
    builder.field("title", { boost: 2 });
    builder.field("text");
    for (const document of termTexts(fixture)) {
      builder.add({ ...document, title: split(document.title), text: split(document.text) });
    }
    writeFileSync(file, JSON.stringify(builder.build()));
  }
  let index: ReturnType<LunrPackage["Index"]["load"]> | undefined;
  return {
    load: () => (index = peer.Index.load(JSON.parse(readFileSync(file, "utf8")))),
    search: (terms) =>
      index!.query((query) => {
        for (const term of terms) query.term(term.toLowerCase(), {});
      }).length,
    file,
  };
}

async function flexSearch(fixture: Fixture): Promise<Prepared | undefined> {
  const peer = loadPeer("flexsearch@0.8.212") as FlexSearchPackage | undefined;
  if (peer === undefined) return undefined;
  const empty = (): FlexSearchDocument =>
    new peer.Document({
      document: {
        id: "id",
        index: ["title", "text"].map((field) => ({ field, tokenize: "strict", encode: split })),
      },
    });
  const file = join(folderOf(fixture), "flexsearch.json");
  if (!existsSync(file)) {
    const built = empty();
    for (const document of termTexts(fixture)) built.add(document);
    const parts: [string, string][] = [];
    await built.export((key, data) => void parts.push([key, data]));
    writeFileSync(file, JSON.stringify(parts));
  }
  let index: FlexSearchDocument | undefined;
  return {
    load() {
      index = empty();
      const parts: [string, string][] = JSON.parse(readFileSync(file, "utf8"));
      for (const [key, data] of parts) index.import(key, data);
    },
    search: (terms) =>
      index!
        .search(terms.join(" "), { limit: 1_000, suggest: true })
        .reduce((sum, { result }) => sum + result.length, 0),
    file,
  };
}

function sqlite(fixture: Fixture): Prepared {
  const file = join(folderOf(fixture), "fts5.sqlite");
  if (!existsSync(file)) {
    const built = new DatabaseSync(file);
    built.exec(
      "CREATE VIRTUAL TABLE articles USING fts5(title, text, content='', tokenize='unicode61')",
    );
    const insert = built.prepare("INSERT INTO articles(rowid, title, text) VALUES (?, ?, ?)");
    built.exec("BEGIN");
    let row = 0;
    for (const { title, text } of termTexts(fixture)) insert.run(row++, title, text);
    built.exec("COMMIT");
    built.exec("INSERT INTO articles(articles) VALUES ('optimize')");
    built.close();
  }
  let statement: ReturnType<DatabaseSync["prepare"]> | undefined;
  return {
    load: () =>
      (statement = new DatabaseSync(file, { readOnly: true }).prepare(
        "SELECT rowid FROM articles WHERE articles MATCH ? ORDER BY bm25(articles, 2, 1) LIMIT 10",
      )),
    search: (terms) => statement!.all(terms.map((term) => `"${term}"`).join(" OR ")).length,
    file,
  };
}

function* termTexts({ language, articles }: Fixture): Generator<TermTexts> {
  for (const { id, title, text, lang } of newspaper(language, articles)) {
    const termsOf = (value: string, field: string): string =>
      indexTerms(value, lang, field).join(" ");
    yield { id, title: termsOf(title, "title"), text: termsOf(text, "text") };
  }
}

type OramaPackage = {
  create(options: object): unknown;
  insertMultiple(index: unknown, documents: readonly object[]): Promise<unknown>;
  save(index: unknown): unknown;
  load(index: unknown, data: unknown): unknown;
  search(index: unknown, query: object): Promise<{ readonly count: number }>;
};

type LunrPackage = {
  readonly Builder: new () => {
    ref(field: string): void;
    field(name: string, options?: object): void;
    add(document: object): void;
    build(): unknown;
  };
  readonly Index: {
    load(data: unknown): {
      query(
        fill: (query: { term(term: string, options: object): void }) => void,
      ): readonly unknown[];
    };
  };
};

type FlexSearchDocument = {
  add(document: object): void;
  export(take: (key: string, data: string) => void): Promise<unknown>;
  import(key: string, data: string): void;
  search(query: string, options: object): readonly { readonly result: readonly unknown[] }[];
};

type FlexSearchPackage = { readonly Document: new (options: object) => FlexSearchDocument };
