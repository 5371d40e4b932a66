/**
 * What one article costs that is sent to the admin API, Worker and object together: CPU of workerd, with KV in its memory. Nothing is asserted:
 * docs/decisions.md has what was measured.
 */
import { readContentAt } from "#cli/folder/content.ts";
import { readJsonLines } from "#ingest/folder/json-lines.ts";
import { readSiteSettings } from "#ingest/folder/site-settings.ts";
import { isRejection } from "#model/rejection.ts";
import { publish } from "#publish/write/publish.ts";
import { kvInMemory } from "../test/reliability/kv-in-memory.ts";
import { chineseNewspaper, NEWSPAPER_SETTINGS } from "./publish-corpus.ts";
import {
  bundleWorker,
  CAN_MEASURE_CPU,
  startWorkerd,
  type WorkerdProcess,
} from "./workerd-process.ts";

const TOKEN = "the-token-of-a-benchmark-0123456789";
const EDITS = 50;
/** Articles that are changed before it is measured: the recent part is at some 600 KB then. */
const CHANGED = 60;

async function main(): Promise<void> {
  if (!CAN_MEASURE_CPU) return console.log("CPU of another process can be read on Linux alone.");
  const code = await bundleWorker(new URL("press-worker.ts", import.meta.url));
  const sizes = process.argv.slice(2).map(Number);
  console.log("| articles | first PUT | warm PUT, median | all anew | memory |");
  console.log("|--:|--:|--:|--:|--:|");
  for (const size of sizes.length > 0 ? sizes : [0, 300, 1_000, 2_000]) await measure(code, size);
}

/** @param size  articles; 0 for the newspaper in seed/ */
async function measure(code: string, size: number): Promise<void> {
  const content = await contentOf(size);
  if (content === undefined)
    return console.log(`| ${size} | the collections are not there | | | |`);
  const { site, articles } = content;
  const { kv, values } = kvInMemory();
  const outcome = await publish({ kv, site, articles, media: [], now: Date.now() - 60_000 });
  if (isRejection(outcome)) throw new TypeError(JSON.stringify(outcome.faults));
  const worker = await startWorkerd(code, "Press");
  try {
    for (const { key, bytes, metadata } of values())
      await worker.fetch(`/hold/${encodeURIComponent(key)}`, {
        method: "POST",
        body: bytes as Uint8Array<ArrayBuffer>,
        headers: { "X-Metadata": JSON.stringify(metadata ?? null) },
      });
    const seen = articles.filter(({ status }) => status === "published");
    const [like] = seen;
    const textOf = (round: number): string =>
      `${seen[(7 * round) % seen.length]?.body.replace(/<[^>]*>/g, "") ?? ""} 第${round}版。`;
    const put = (id: string, fields: object) =>
      sendOne(worker, id, { ...fields, section: like?.section });
    const first = await cpuOf(worker, () => put("warm", { content_text: "第一篇。" }));
    // Of fewer a quarter may differ.
    const some = seen.slice(-Math.min(CHANGED, Math.floor(seen.length / 6)));
    await sendMany(
      worker,
      some.map((article, at) => ({ ...article, format: "text", body: textOf(at) })),
    );
    const all: number[] = [];
    for (let round = 0; round < EDITS + 5; round++)
      all.push(
        await cpuOf(worker, () => put(`edit-${round % 4}`, { content_text: textOf(round) })),
      );
    const warm = all.slice(5).sort((a, b) => a - b)[EDITS / 2]!;
    const full = await cpuOf(worker, () =>
      put("other", { lang: "de", content_text: "Das steht auf Deutsch." }),
    );
    const mb = Math.round(worker.memory() / 2 ** 20);
    const cells = [articles.length, first, warm, full].map((cell) =>
      cell.toFixed(cell > 100 ? 0 : 1),
    );
    console.log(`| ${cells[0]} | ${cells[1]} ms | ${cells[2]} ms | ${cells[3]} ms | ${mb} MB |`);
  } finally {
    worker.stop();
  }
}

async function contentOf(size: number) {
  if (size === 0) {
    const seed = await readContentAt("seed", () => {});
    return isRejection(seed) ? undefined : seed;
  }
  const lines = chineseNewspaper(size);
  const settings = readSiteSettings(NEWSPAPER_SETTINGS, "site.toml");
  return (
    lines &&
    readJsonLines(lines.map((line) => JSON.stringify(line)).join("\n"), {
      file: "a.jsonl",
      settings,
    })
  );
}

async function sendOne(worker: WorkerdProcess, id: string, fields: object): Promise<void> {
  const body = { title: `送来的 ${id}`, published: "2026-11-01", lang: "zh-Hans", ...fields };
  const answer = await worker.fetch(`/admin/articles/${id}`, {
    method: "PUT",
    headers: { Authorization: `Bearer ${TOKEN}`, "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok || answer.status === 202) throw new TypeError(`${answer.status} ${text}`);
}

async function sendMany(worker: WorkerdProcess, articles: readonly object[]): Promise<void> {
  const fields = [
    "id",
    "title",
    "section",
    "published",
    "lang",
    "aliases",
    "tags",
    "format",
    "body",
  ];
  const answer = await worker.fetch("/admin/articles", {
    method: "POST",
    headers: { Authorization: `Bearer ${TOKEN}`, "Content-Type": "application/json" },
    body: JSON.stringify(articles, (key, value: unknown) =>
      key === "" || /^\d+$/.test(key) || fields.includes(key) ? value : undefined,
    ),
  });
  const text = await answer.text();
  if (!answer.ok) throw new TypeError(`${answer.status} ${text}`);
}

async function cpuOf(worker: WorkerdProcess, work: () => Promise<void>): Promise<number> {
  const before = worker.cpuMs();
  await work();
  return worker.cpuMs() - before;
}

await main();
