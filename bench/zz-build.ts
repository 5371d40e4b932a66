import { buildIndex } from "#search/build/build.ts";
import { newspaper } from "./search-corpus.ts";
const [language, n] = [process.argv[2] as "en" | "zh", Number(process.argv[3])];
const docs = [...newspaper(language, n)];
const before = process.cpuUsage();
const built = buildIndex(docs);
const { user, system } = process.cpuUsage(before);
const bytes = [...built.shards, built.columns].reduce((s, b) => s + b.length, 0);
const words = built.root.words.reduce((s, { shard }) => s + built.shards[shard]!.length, 0);
console.log(
  language,
  n,
  "cpu",
  ((user + system) / 1e6).toFixed(2),
  "s; MB",
  (bytes / 1e6).toFixed(3),
  "words",
  (words / 1e6).toFixed(3),
  "terms",
  built.root.terms,
);
