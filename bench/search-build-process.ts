/** Builds one index in a process that does nothing else, and says what it took: node bench/search-build-process.ts <language> <articles> */
import { buildIndex } from "#search/build/build.ts";
import type { SearchDocument } from "#search/format/document.ts";
import { planSearch } from "#search/run/plan.ts";
import { anyOf } from "#search/query/term-query.ts";
import { median } from "./gate.ts";
import { drawnQueries, newspaper } from "./search-corpus.ts";
import { bytesOf, LANGUAGES } from "./search-fixture.ts";

const QUERIES = 333;
/** Queries are drawn from these: the whole of the articles is never in memory. */
const KEPT_EVERY = 100;

const [wanted, count] = process.argv.slice(2);
const language = LANGUAGES.find((known) => known === wanted);
const articles = Number(count);
if (language === undefined || !(articles > 0)) throw new RangeError("no such language or count");

const kept: SearchDocument[] = [];
const before = process.cpuUsage();
const built = buildIndex(keeping(newspaper(language, articles)), { total: articles });
const { user, system } = process.cpuUsage(before);
const { root, shards } = built;
const queryBytes = drawnQueries(kept, QUERIES, [2]).map((terms) =>
  planSearch(root, anyOf(terms.map((term) => ({ term })))).shards.reduce(
    (sum, number) => sum + shards[number]!.length,
    0,
  ),
);
process.stdout.write(
  JSON.stringify({
    seconds: (user + system) / 1e6,
    peakMb: process.resourceUsage().maxRSS / 1e3,
    indexMb: bytesOf(built) / 1e6,
    blobs: shards.length + 1,
    largestKb: Math.max(...shards.map(({ length }) => length)) / 1e3,
    rootKb: JSON.stringify(root).length / 1e3,
    queryKb: median(queryBytes) / 1e3,
  }),
);

function* keeping(documents: Iterable<SearchDocument>): Generator<SearchDocument> {
  let number = 0;
  for (const document of documents) {
    if (number++ % KEPT_EVERY === 0) kept.push(document);
    yield document;
  }
}
