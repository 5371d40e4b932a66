import { expect, test } from "vitest";
import type { Fault } from "#model/rejection.ts";
import { publish } from "#publish/write/publish.ts";
import { kvInMemory } from "../../reliability/kv-in-memory.ts";
import { keysOf, watchedKv } from "../../store/local-kv.ts";
import { madeArticles, madeSite } from "../../store/made-articles.ts";
import { noIndex } from "../../store/published.ts";

const NOW = Date.UTC(2024, 0, 1);
const MINUTE = 60_000;

/** Publishes so many articles in the name of somebody, and gives what was warned of and written. */
async function published(
  kv: KVNamespace,
  { by, count, now }: { readonly by?: string; readonly count: number; readonly now: number },
) {
  const warned: Fault[] = [];
  const watched = watchedKv(kv);
  const outcome = await publish({
    kv: watched.kv,
    site: madeSite(),
    articles: madeArticles(count),
    media: [],
    now,
    ...(by !== undefined && { by }),
    warn: (fault) => warned.push(fault),
    buildIndex: noIndex,
  });
  const keys = [keysOf(watched.calls, "put"), keysOf(watched.calls, "delete")] as const;
  const [whats, fixes] = [warned.map(({ what }) => what), warned.map(({ fix }) => fix)];
  return { outcome, warned: whats, fixes, put: keys[0], deleted: keys[1] };
}

test("a publication says that it is under way from its first write to its last, counts that, and says nothing where it writes nothing", async () => {
  const { kv, keys } = kvInMemory();
  const first = await published(kv, { by: "desk-1", count: 3, now: NOW });
  expect([first.put[0], first.put.at(-1), first.deleted]).toEqual(["lease", "current", ["lease"]]);
  expect(first.outcome).toMatchObject({ kind: "published", written: first.put.length });
  expect(keys()).not.toContain("lease");
  const again = await published(kv, { by: "desk-1", count: 3, now: NOW + MINUTE });
  expect([again.outcome, again.put]).toMatchObject([{ kind: "unchanged", written: 0 }, []]);
});

test("who publishes while another does is warned, and publishes; not by a lease of its own, nor by one that is a quarter of an hour old", async () => {
  const { kv } = kvInMemory();
  await published(kv, { by: "desk-1", count: 3, now: NOW });
  const hold = (since: number) =>
    kv.put("lease", JSON.stringify({ by: "desk-2, process 7", since }));
  await hold(NOW - 4 * MINUTE);
  const warned = await published(kv, { by: "desk-1", count: 4, now: NOW });
  expect(warned.outcome).toMatchObject({ kind: "published" });
  expect(warned.warned).toEqual([
    "desk-2, process 7 began to publish here 4 min ago, or was cut short; KV cannot order two who write at once",
  ]);
  expect(warned.fixes).toEqual([
    expect.stringMatching(/\(this warning ends 15 min after it began\)$/),
  ]);
  await hold(NOW);
  const own = await published(kv, { by: "desk-2, process 7", count: 5, now: NOW + MINUTE });
  await hold(NOW);
  const late = await published(kv, { by: "desk-1", count: 6, now: NOW + 16 * MINUTE });
  await kv.put("lease", "no lease at all");
  const odd = await published(kv, { by: "desk-1", count: 7, now: NOW + 17 * MINUTE });
  expect([own.warned, late.warned, odd.warned]).toEqual([[], [], []]);
});

test("who has no name takes no lease, and looks for none", async () => {
  const { kv } = kvInMemory();
  await kv.put("lease", JSON.stringify({ by: "desk-2, process 7", since: NOW - MINUTE }));
  const nameless = await published(kv, { count: 3, now: NOW });
  expect(nameless.outcome).toMatchObject({ kind: "published" });
  expect([nameless.warned, nameless.put.includes("lease"), nameless.deleted]).toEqual([
    [],
    false,
    [],
  ]);
});
