import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { filesBelow } from "../../setup/shared-data.ts";
import { broadsheet } from "../command.ts";
import { type Bench, manyLines, smallSite } from "../small-site.ts";

const SEED = fileURLToPath(new URL("../../../seed", import.meta.url));

let bench: Bench;

beforeAll(async () => {
  bench = await smallSite();
});

afterAll(() => bench.remove());

async function publish(content: string, kv: string) {
  const { stdout, stderr } = await broadsheet([
    "publish",
    content,
    "--persist-to",
    bench.path(kv),
    "--json",
  ]);
  expect(stdout, stderr).not.toBe("");
  // The command's own output.
  return JSON.parse(stdout) as Readonly<Record<string, unknown>>;
}

/** Every file of a folder with its bytes, by its path in it. */
function contentOf(folder: string): ReadonlyMap<string, string> {
  return new Map(
    filesBelow(folder).map((path) => [path.slice(folder.length + 1), readFileSync(path, "latin1")]),
  );
}

test("an exported folder, published, is the same site: exporting that one gives the same bytes", async () => {
  const original = await publish(SEED, "kv-seed");
  await broadsheet(["export", "--persist-to", bench.path("kv-seed"), "--to", bench.path("first")]);
  const again = await publish(bench.path("first"), "kv-again");
  expect(again).toMatchObject({ articles: original["articles"], rejections: [], notices: [] });
  // Recovery: what is searched in the new namespace is what was searched in the lost one, to the byte.
  const indexes = await Promise.all(
    ["kv-seed", "kv-again"].map(async (kv) => {
      const file = bench.path(`${kv}.json`);
      await broadsheet(["export", "--persist-to", bench.path(kv), "--index", file]);
      return readFileSync(file, "utf8");
    }),
  );
  expect(indexes[0]!.length).toBeGreaterThan(10_000);
  expect(indexes[1]).toBe(indexes[0]);
  await broadsheet([
    "export",
    "--persist-to",
    bench.path("kv-again"),
    "--to",
    bench.path("second"),
  ]);
  const [first, second] = [contentOf(bench.path("first")), contentOf(bench.path("second"))];
  expect(first.size).toBeGreaterThan(Number(original["articles"]));
  expect(second).toEqual(first);
  // Nothing that readers may not see, and no address that only the store knows.
  const whole = [...first.values()].join("\n");
  expect(whole).not.toMatch(/own\.broadsheet\.invalid|status: "/);
});

test("exported JSON Lines hold what was published, oldest first, in the fields of the publisher", async () => {
  const lines = manyLines(250, 30);
  await bench.write("many.jsonl", lines);
  await publish(bench.path("many.jsonl"), "kv-lines");
  const file = bench.path("out.jsonl");
  await broadsheet(["export", "--persist-to", bench.path("kv-lines"), "--jsonl", file]);
  const given = lines.split("\n").map((line) => JSON.parse(line) as object);
  const exported = readFileSync(file, "utf8").trimEnd().split("\n");
  expect(exported.map((line) => JSON.parse(line) as object)).toEqual(
    given.map((article) => ({ ...article, format: "text" })),
  );
});

test("export does not mix into a folder that holds something, and needs to be told where to", async () => {
  const kv = ["--persist-to", bench.path("kv-none")];
  const full = await broadsheet(["export", "--to", join(SEED, "articles"), ...kv]);
  expect([full.exitCode, full.stderr]).toEqual([
    2,
    expect.stringContaining("is not empty; give a new folder"),
  ]);
  const nowhere = await broadsheet(["export", ...kv]);
  expect([nowhere.exitCode, nowhere.stderr]).toEqual([
    2,
    expect.stringContaining("give one of --to <dir>, --jsonl <file>"),
  ]);
  const nothing = await broadsheet(["export", "--jsonl", bench.path("none.jsonl"), ...kv]);
  expect([nothing.exitCode, nothing.stderr]).toEqual([
    1,
    expect.stringMatching(/^export: nothing was ever published in this KV; .*--remote/),
  ]);
});
