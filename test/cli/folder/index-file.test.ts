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

test("export --index of a release in two parts is the index of a full one", async () => {
  const lines = (changed: string): string =>
    Array.from({ length: 40 }, (_, at) => {
      const title = at === 7 ? changed : `Ferry ${at}`;
      return JSON.stringify({
        id: `a${at}`,
        title,
        section: "news",
        published: `2023-04-${10 + (at % 20)}`,
        body: `Water ${at} ${title}`,
      });
    }).join("\n");
  const settings =
    'title = "T"\nlang = "en"\nurl = "https://t.example"\nid_authority = "t.example,2026"';
  await bench.write("two/site.toml", `${settings}\n[[sections]]\nslug = "news"\n`);
  await bench.write("two/a.jsonl", lines("Before"));
  const [two, whole] = [bench.path("kv-two"), bench.path("kv-whole")];
  const given = bench.path("two");
  expect((await broadsheet(["publish", given, "--persist-to", two])).exitCode).toBe(0);
  await bench.write("two/a.jsonl", lines("Lighthouse"));
  const laid = await broadsheet(["publish", given, "--persist-to", two, "--recent"]);
  expect(laid.stdout).toContain("Laid what changed over");
  await broadsheet(["publish", given, "--persist-to", whole]);
  const exported = async (kv: string): Promise<string> =>
    (await broadsheet(["export", "--persist-to", kv, "--index", "-", "--quiet"])).stdout;
  const index = await exported(two);
  expect(index).toBe(await exported(whole));
  const found = MiniSearch.loadJSON<IndexedFields>(index, INDEX_OPTIONS);
  expect(found.search("lighthouse").map(({ id }) => id)).toEqual(["a7"]);
  expect(found.search("before")).toEqual([]);
});
