/** Measures one engine in a process that does nothing else: node bench/search-engine-process.ts <engine> <language> <articles> */
import { statSync } from "node:fs";
import { ENGINES } from "./search-engines.ts";
import { fixtureOf, LANGUAGES } from "./search-fixture.ts";

const [name, wanted, articles] = process.argv.slice(2);
const language = LANGUAGES.find((known) => known === wanted);
const engine = ENGINES.find((known) => known.name === name);
if (engine === undefined || language === undefined)
  throw new RangeError("no such engine or language");

const fixture = fixtureOf(language, Number(articles));
const prepared = await engine.prepare(fixture);
if (prepared !== undefined) {
  const queries = fixture.queries.filter(({ length }) => length === 2);
  let answered = 0;
  const first = await cpuMsOfAsync(async () => {
    await prepared.load();
    answered += await prepared.search(queries[0]!);
  });
  for (const terms of queries) answered += await prepared.search(terms);
  const all = await cpuMsOfAsync(async () => {
    for (const terms of queries) answered += await prepared.search(terms);
  });
  if (answered === 0) throw new Error(`${name} found nothing`);
  const warm = (all / queries.length) * 1_000;
  const bytes = prepared.file === undefined ? fixture.indexBytes : statSync(prepared.file).size;
  process.stdout.write(JSON.stringify({ first, warm, bytes }));
}

async function cpuMsOfAsync(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
