import { afterAll, beforeAll, expect, test } from "vitest";
import { broadsheet } from "../command.ts";
import { type Bench, smallSite } from "../small-site.ts";

let bench: Bench;

beforeAll(async () => {
  bench = await smallSite();
});

afterAll(() => bench.remove());

function run(command: string, ...args: readonly string[]) {
  return broadsheet([command, ...args, "--persist-to", bench.path("kv")]);
}

test("purge deletes what knew an article and says which caches may hold it; publish then leaves it out until it is revived, and a rollback says what stayed withdrawn", async () => {
  await run("publish", bench.path("site"));
  const purged = await run("purge", "2");
  expect(purged.exitCode, purged.stderr).toBe(0);
  expect(purged.stdout).toMatch(
    /^Purged 2: readers see release \S+, which was never told of it\.\n/,
  );
  expect(purged.stdout).toContain("Deleted 1 release");
  expect(purged.stdout).toContain("browsers that have shown its pictures: a year");
  const again = await run("publish", bench.path("site"));
  expect(again.stdout).toContain("readers see 2 articles");
  expect(again.stderr).toContain("2 was purged, and is left out");
  const revived = await run("publish", bench.path("site"), "--revive", "2");
  expect(revived.stdout).toContain("Published 3 articles");
  await bench.write(
    "site/news/2.md",
    "---\nid: '2'\ntitle: 桥梁通车\nsection: news\npublished: 2026-04-02\nstatus: withdrawn\n---\n",
  );
  await run("publish", bench.path("site"));
  const back = await run("rollback");
  expect(back.stdout).toMatch(
    /1 article of it stayed withdrawn: readers see release \S+, without\./,
  );
  const unknown = await run("purge", "nobody");
  expect([unknown.exitCode, unknown.stderr]).toEqual([
    1,
    "purge: no release knows an article nobody; see /api/articles for ids\n",
  ]);
});
