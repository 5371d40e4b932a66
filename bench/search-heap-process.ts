/** Says how much memory an index takes after 200 queries, in a process that does nothing else: node bench/search-heap-process.ts <engine> <language> <articles> */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import MiniSearch from "minisearch";
import { INDEX_OPTIONS, type IndexedFields } from "#search/format/options.ts";
import { type Fixture, fixtureOf, LANGUAGES } from "./search-fixture.ts";
import { openOurs } from "./search-ours.ts";

const QUERIES = 200;

const [engine, wanted, articles] = process.argv.slice(2);
const language = LANGUAGES.find((known) => known === wanted);
if (language === undefined) throw new RangeError("no such language");
const fixture = fixtureOf(language, Number(articles));
const before = heapBytes();
const search = engine === "ours" ? openOurs(fixture, true).search : openTheirs(fixture);
for (const terms of fixture.queries.slice(0, QUERIES)) search(terms);
const bytes = heapBytes() - before;
// A search after the measure keeps the index alive until then.
search(fixture.queries[0]!);
process.stdout.write(String(bytes));

function openTheirs(fixture: Fixture): (terms: readonly string[]) => unknown {
  const index = MiniSearch.loadJSON<IndexedFields>(fixture.json(), INDEX_OPTIONS);
  return (terms) => index.search(terms.join("\n"), { tokenize: (text) => text.split("\n") });
}

function heapBytes(): number {
  setFlagsFromString("--expose-gc");
  // `gc` is what the flag puts into every new context. Twice: buffers are given back after the objects that held them.
  const collect = runInNewContext("gc") as () => void;
  collect();
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
