import { existsSync, readFileSync } from "node:fs";
import MiniSearch from "minisearch";
import { afterAll, beforeAll, expect, test } from "vitest";
import { INDEX_OPTIONS, type IndexedFields } from "#search/format/options.ts";
import { broadsheet } from "../command.ts";
import { type Bench, smallSite } from "../small-site.ts";

const SEED = new URL("../../../seed", import.meta.url).pathname;
let bench: Bench;

beforeAll(async () => {
  bench = await smallSite();
  await broadsheet(["publish", SEED, "--persist-to", bench.path("kv")]);
});

afterAll(() => bench.remove());

test("export --index writes the index as MiniSearch opens it", async () => {
  const file = bench.path("index.json");
  const asked = ["export", "--persist-to", bench.path("kv"), "--index", file, "--json"];
  const { stdout, exitCode } = await broadsheet(asked);
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ kind: "exported-index" });
  expect(existsSync(`${file}.unfinished`)).toBe(false);
  const index = MiniSearch.loadJSON<IndexedFields>(readFileSync(file, "utf8"), INDEX_OPTIONS);
  expect(index.search("燈戲").map(({ id }) => id)).toContain("109702");
});

test("export --index - writes the index to standard output, and nothing beside it", async () => {
  const asked = ["export", "--persist-to", bench.path("kv"), "--index", "-"];
  const { stdout, stderr, exitCode } = await broadsheet(asked);
  expect([exitCode, stderr]).toEqual([0, expect.stringContaining("Exported the index")]);
  const index = MiniSearch.loadJSON<IndexedFields>(stdout, INDEX_OPTIONS);
  expect(index.search("燈戲").map(({ id }) => id)).toContain("109702");
  expect((await broadsheet([...asked, "--json"])).exitCode).toBe(2);
});

test("two things at a time are refused", async () => {
  const file = bench.path("a.json");
  const { exitCode, stderr } = await broadsheet(["export", "--index", file, "--jsonl", file]);
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining("--index <file>")]);
});
