import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { filesBelow } from "../setup/shared-data.ts";
import { broadsheet } from "./command.ts";
import { type Bench, smallSite } from "./small-site.ts";

const SEED = fileURLToPath(new URL("../../seed", import.meta.url));

let bench: Bench;

// A machine with much else to do takes longer than the usual ten seconds.
beforeAll(async () => {
  bench = await smallSite();
  await done(["publish", SEED, "--persist-to", bench.path("kv")]);
});

afterAll(() => bench.remove());

async function done(args: readonly string[]): Promise<void> {
  const { exitCode, stderr } = await broadsheet(args);
  expect(exitCode, stderr).toBe(0);
}

/** Every file of a folder but the raw input and the reports, by its path in it. */
function contentOf(name: string): ReadonlyMap<string, string> {
  const folder = bench.path(name);
  const files = filesBelow(folder).map((path) => path.slice(folder.length + 1));
  return new Map(
    files
      .filter((path) => !path.startsWith("raw/"))
      .map((path) => [path, readFileSync(`${folder}/${path}`, "latin1")]),
  );
}

test("an exported content folder, imported, is itself: every file, guids and settings and all", async () => {
  await done(["export", "--to", bench.path("out"), "--persist-to", bench.path("kv")]);
  await done(["import", bench.path("out"), "--to", bench.path("in")]);
  const exported = contentOf("out");
  expect(exported.size).toBeGreaterThan(60);
  expect(contentOf("in")).toEqual(exported);
  expect([...exported.values()].join("\n")).toContain("\nguid: ");
});

test("exported JSON Lines, imported and published, export the same lines", async () => {
  await done(["export", "--jsonl", bench.path("a.jsonl"), "--persist-to", bench.path("kv")]);
  await done([
    "import",
    bench.path("a.jsonl"),
    "--to",
    bench.path("lines"),
    "--id-authority",
    "example.org,2026",
  ]);
  await bench.write("lines/site.toml", readFileSync(`${SEED}/site.toml`, "utf8"));
  await done(["publish", bench.path("lines"), "--persist-to", bench.path("kv-lines")]);
  await done(["export", "--jsonl", bench.path("b.jsonl"), "--persist-to", bench.path("kv-lines")]);
  const [a, b] = ["a", "b"].map((name) => readFileSync(bench.path(`${name}.jsonl`), "utf8"));
  expect(b).toBe(a);
});
