/**
 * How well short newspaper searches on seed/ are answered, by kind: in process, or by a running Worker that serves seed/.
 * node bench/judged-search.ts [http://localhost:8787]
 */
import { judgedQueries, meanQuality, type Quality, qualityOf } from "../test/search/judged.ts";
import { openSeedSearch } from "../test/setup/seed-search.ts";
import { createGates, printTable } from "./gate.ts";

const [address] = process.argv.slice(2);
const search = address === undefined ? openSeedSearch() : undefined;

async function hitsOf(query: string): Promise<readonly string[]> {
  if (search) return search(query);
  const response = await fetch(`${address}/api/search?q=${encodeURIComponent(query)}`);
  if (!response.ok) throw new Error(`${query}: ${response.status}`);
  // What the API answers: test/serve/search-api.test.ts looks at the whole of it.
  const { hits } = (await response.json()) as { hits: readonly { id: string }[] };
  return hits.map(({ id }) => id);
}

const byKind = new Map<string, Quality[]>();
const weak: string[] = [];
for (const judged of judgedQueries()) {
  const hits = await hitsOf(judged.query);
  const quality = qualityOf(judged, hits);
  byKind.set(judged.kind, [...(byKind.get(judged.kind) ?? []), quality]);
  if (quality.ndcg < 0.9 || quality.recall < 1)
    weak.push(`${judged.query}: ${quality.ndcg.toFixed(2)}, ${hits.slice(0, 5).join(" ")}`);
}
const row = (name: string, all: readonly Quality[]): readonly string[] => {
  const { success, ndcg, recall } = meanQuality(all);
  return [name, String(all.length), ...[success, ndcg, recall].map((value) => value.toFixed(3))];
};
const all = [...byKind.values()].flat();
printTable("short searches on seed/", [
  ["kind", "searches", "success@1", "nDCG@10", "recall"],
  ...[...byKind].map(([kind, some]) => row(kind, some)),
  row("all", all),
]);
console.log(`\nnDCG below 0.9, or an answer missing:\n  ${weak.join("\n  ")}`);
const gates = createGates();
const { success, ndcg, recall } = meanQuality(all);
gates.atLeast("success@1", success, 0.94);
gates.atLeast("nDCG@10", ndcg, 0.975);
gates.atLeast("recall", recall, 0.99);
gates.finish();
