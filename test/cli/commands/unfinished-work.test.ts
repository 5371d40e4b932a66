import { existsSync, readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { broadsheet } from "../command.ts";
import { type Bench, smallSite } from "../small-site.ts";

let bench: Bench;

beforeAll(async () => {
  bench = await smallSite();
  const { exitCode, stderr } = await broadsheet([
    "publish",
    bench.path("site"),
    "--persist-to",
    bench.path("kv"),
    "--quiet",
  ]);
  expect(exitCode, stderr).toBe(0);
});

afterAll(() => bench.remove());

/** What lies where something was exported to: how many article files or lines, or the word for
 *  what it is instead. */
function resultAt(place: string): number | "nothing" | "index" {
  if (!existsSync(place)) return "nothing";
  if (place.endsWith(".json")) return "index";
  if (place.endsWith(".jsonl")) return readFileSync(place, "utf8").trimEnd().split("\n").length;
  const files = readdirSync(place, { recursive: true }).map(String);
  return files.filter((path) => /\.(?:md|html)$/.test(path)).length;
}

type Export = {
  /** What lies there before. */
  readonly files?: Readonly<Record<string, string>>;
  readonly to: readonly [option: string, name: string];
  readonly exitCode?: number;
  readonly result: number | string;
};

test.each<[string, Export]>([
  ["a new folder", { to: ["--to", "e1"], result: 3 }],
  ["a folder below others that are not there", { to: ["--to", "e2/deep/er"], result: 3 }],
  [
    "what an earlier run left half",
    { files: { "e3.unfinished/x.md": "half" }, to: ["--to", "e3"], result: 3 },
  ],
  [
    "a folder with something in it",
    { files: { "e4/mine.txt": "x" }, to: ["--to", "e4"], exitCode: 2, result: 0 },
  ],
  [
    "a folder with articles in it",
    { files: { "e5/articles/a.md": "x" }, to: ["--to", "e5"], exitCode: 2, result: 1 },
  ],
  ["new lines", { to: ["--jsonl", "e6.jsonl"], result: 3 }],
  ["lines below a folder that is not there", { to: ["--jsonl", "e7/deep/l.jsonl"], result: 3 }],
  [
    "half lines of an earlier run",
    { files: { "e8.jsonl.unfinished": "{" }, to: ["--jsonl", "e8.jsonl"], result: 3 },
  ],
  ["older lines", { files: { "e9.jsonl": "{}\n{}\n" }, to: ["--jsonl", "e9.jsonl"], result: 3 }],
  ["an index below a folder that is not there", { to: ["--index", "e10/i.json"], result: "index" }],
  [
    "half an index",
    { files: { "e11.json.unfinished": "[" }, to: ["--index", "e11.json"], result: "index" },
  ],
])("export over %s", async (_what, { files = {}, to: [option, name], exitCode = 0, result }) => {
  for (const [path, text] of Object.entries(files)) await bench.write(path, text);
  const kv = ["--persist-to", bench.path("kv")];
  const run = await broadsheet(["export", option, bench.path(name), ...kv]);
  expect([run.exitCode, resultAt(bench.path(name))], run.stderr).toEqual([exitCode, result]);
  expect(run.stderr).not.toContain("mistake of ours");
  expect(existsSync(`${bench.path(name)}.unfinished`)).toBe(false);
});

type Check = {
  readonly content: string;
  readonly kv: string;
  readonly exitCode: number;
  readonly said: RegExp;
};

test.each<[string, Check]>([
  ["without a KV", { content: "site", kv: "none", exitCode: 0, said: /3 articles, 2 sections/ }],
  [
    "with what is published",
    { content: "site", kv: "kv", exitCode: 0, said: /3 articles, 2 sections/ },
  ],
  [
    "of JSON Lines without a KV",
    { content: "l.jsonl", kv: "none", exitCode: 0, said: /1 article/ },
  ],
  [
    "where something else lies in place of KV",
    { content: "site", kv: "odd", exitCode: 0, said: /3 articles, 2 sections/ },
  ],
  ["of what is wrong", { content: "wrong.jsonl", kv: "none", exitCode: 1, said: /0 articles/ }],
  ["of what is not there", { content: "nowhere", kv: "none", exitCode: 2, said: /^$/ }],
])("check %s", async (_what, { content, kv, exitCode, said }) => {
  const line = { id: "1", title: "T", section: "news", published: "2026-04-01", body: "x" };
  await bench.write("l.jsonl", JSON.stringify(line));
  await bench.write("wrong.jsonl", "{");
  await bench.write("odd/v3/kv", "a file");
  const run = await broadsheet(["check", bench.path(content), "--persist-to", bench.path(kv)]);
  expect(run.exitCode, run.stderr).toBe(exitCode);
  expect(run.stdout).toMatch(said);
  // Nothing is made where nothing was.
  expect(existsSync(bench.path("none"))).toBe(false);
});

test("what is not compared for KV cannot be opened is said, and publishing there is refused", async () => {
  await bench.write("odd/v3/kv", "a file");
  const kv = ["--persist-to", bench.path("odd")];
  const check = await broadsheet(["check", bench.path("site"), ...kv]);
  expect(check.stderr).toMatch(/cannot hold this machine's KV .*nothing was compared/);
  const published = await broadsheet(["publish", bench.path("site"), ...kv]);
  expect(published.exitCode).not.toBe(0);
  expect(published.stderr).toMatch(/cannot hold this machine's KV/);
});
