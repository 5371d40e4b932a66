import { describe, expect, test } from "vitest";
import type { Article } from "#model/article.ts";
import { isRejection } from "#model/rejection.ts";
import type { Publication } from "#publish/write/publication.ts";
import { publish } from "#publish/write/publish.ts";
import { kvInMemory } from "../../reliability/kv-in-memory.ts";
import { keysOf, watchedKv } from "../../store/local-kv.ts";
import { madeArticle, madeArticles, madeSite } from "../../store/made-articles.ts";
import { noIndex } from "../../store/published.ts";

const NOW = Date.UTC(2024, 0, 1);
const HOUR = 3_600_000;
const BASE = madeArticles(6);
const PICTURES = ["1", "2"].map((first) => `${first}fK9a_Qz1bXy0Tq7LmNp.png`);
const media = PICTURES.map((name) => ({ path: name, name, bytes: new Uint8Array(3) }));
const image = (name: string): string =>
  `<p>a</p><img src="https://own.broadsheet.invalid/media/${name}" alt="">`;
const withPicture = (id: string, name: string) => madeArticle({ id, body: image(name) });
const site = { ...madeSite("Title"), url: "https://a.example" };

/** A site whose publications are an hour apart, and what each did. */
function newsroom() {
  const { kv, keys } = kvInMemory();
  let now = NOW;
  const put = async (articles: readonly Article[], more: Partial<Publication> = {}) => {
    now += HOUR;
    const { kv: watched, calls } = watchedKv(kv);
    const options = { site, media: [], now, buildIndex: noIndex, force: true, allowGone: true };
    const outcome = await publish({ ...options, articles, kv: watched, ...more });
    if (isRejection(outcome)) throw new TypeError(JSON.stringify(outcome.faults));
    const puts = keysOf(calls, "put");
    return { ...outcome, puts, moved: keysOf(calls, "delete") };
  };
  return { kv, keys, put };
}

describe("what a publication wrote", () => {
  test("is what it says, with the lease where somebody is to be told of it", async () => {
    const { put } = newsroom();
    const first = await put(BASE);
    expect([first.kind, first.written, first.skipped]).toEqual(["published", first.puts.length, 0]);
    const due = madeArticle({ id: "due", published: "2025-01-01" });
    const second = await put([...BASE, due], { by: "desk-1" });
    expect(second.written).toBe(second.puts.length);
    expect([second.puts[0], second.moved]).toEqual(["lease", ["lease"]]);
    expect(second.skipped).toBeGreaterThan(2);
    expect([second.articles, second.upcoming]).toEqual([6, ["2025-01-01T00:00:00Z"]]);
    expect(second.puts.at(-1)).toBe("current");
  });

  test("is nothing where nothing changed, and no lease either", async () => {
    const { put } = newsroom();
    const first = await put(BASE);
    const again = await put(BASE, { by: "desk-1" });
    expect(again).toMatchObject({ kind: "unchanged", written: 0, release: first.release });
    expect([again.puts, again.topics]).toEqual([[], []]);
  });

  test("is what KV has lost, under a lease", async () => {
    const { kv, put } = newsroom();
    const shown = [...BASE, withPicture("p", PICTURES[0]!)];
    const { manifest } = await put(shown, { media: media.slice(0, 1) });
    await kv.delete(`media/${PICTURES[0]}`);
    const files = await put(shown, { media: media.slice(0, 1), by: "desk-1" });
    expect([files.kind, files.puts]).toEqual(["unchanged", ["lease", `media/${PICTURES[0]}`]]);
    expect(files.written).toBe(2);
    await kv.delete(`blob/${manifest.packs[0]!.blob}`);
    const blobs = await put(shown, { media: media.slice(0, 1) });
    expect([blobs.kind, blobs.written, blobs.puts.length]).toEqual(["unchanged", 1, 1]);
    expect(blobs.skipped).toBe(files.skipped);
  });

  test("is told before, and how far it has come meanwhile", async () => {
    const { put } = newsroom();
    const told: string[] = [];
    let foreseen = 0;
    const { written, puts, bytes } = await put([...BASE, withPicture("p", PICTURES[0]!)], {
      media: media.slice(0, 1),
      foresee: (cost) => void (foreseen = cost.writes),
      progress: ({ step, done, total }) => void told.push(`${step} ${done}/${total}`),
    });
    expect([foreseen, puts.length]).toEqual([written, written]);
    expect(bytes).toBeGreaterThan(1_000);
    expect(told).toContain("media 1/1");
    expect(told).toContain("releases 1/1");
    const blobs = puts.filter((key) => key.startsWith("blob/")).length;
    expect(told).toContain(`blobs ${blobs}/${blobs}`);
  });

  test("is counted by what it does in the eyes of subscribers", async () => {
    const { put } = newsroom();
    await put(BASE);
    const edited = { ...BASE[1]!, title: "Edited" };
    const { changes, topics } = await put([edited, ...BASE.slice(2), madeArticle({ id: "new" })]);
    expect(changes).toEqual({ added: 1, updated: 1, gone: 1, reappearing: 0 });
    expect(topics.toSorted()[0]).toBe("https://a.example/atom.xml");
    expect(topics.length).toBe(6);
  });

  test("tells that the site has another name", async () => {
    const { put } = newsroom();
    expect((await put(BASE)).notices).toEqual([]);
    const { notices } = await put(BASE, { site: { ...site, title: "Other" } });
    expect(notices.length).toBe(1);
    expect(JSON.stringify(notices)).toContain("Other");
  });
});

describe("pictures that withdrawn articles alone use", () => {
  test("are set aside when their article is withdrawn, also where nothing else is to be done", async () => {
    const { kv, keys, put } = newsroom();
    const [one, two] = [withPicture("p1", PICTURES[0]!), withPicture("p2", PICTURES[1]!)];
    await put([...BASE, one, two], { media });
    const withdrawn = [...BASE, { ...one, status: "withdrawn" as const }, two];
    const taken = await put(withdrawn, { media });
    const moved = (): readonly string[] =>
      keys().filter((key) => /^(?:media|withdrawn)\//.test(key));
    const apart = [`media/${PICTURES[1]}`, `withdrawn/${PICTURES[0]}`];
    expect(moved()).toEqual(apart);
    expect(taken.written).toBe(taken.puts.length);
    await kv.put(`media/${PICTURES[0]}`, "again");
    const again = await put(withdrawn, { media });
    expect([again.kind, again.written, moved()]).toEqual(["unchanged", 1, apart]);
  });
});

describe("what somebody else publishes meanwhile", () => {
  /** Publishes; before its release is written, something else happens. */
  const clash = async (meanwhile: (room: ReturnType<typeof newsroom>) => Promise<unknown>) => {
    const room = newsroom();
    await room.put(BASE);
    const { kv } = watchedKv(room.kv, ({ op, keys }, through) =>
      op === "put" && keys[0]?.startsWith("release/")
        ? () => meanwhile(room).then(through)
        : undefined,
    );
    const articles = [...BASE, madeArticle({ id: "new" })];
    const options = { site, media: [], now: NOW + 5 * HOUR, buildIndex: noIndex };
    const outcome = await publish({ ...options, articles, kv });
    return { outcome, current: await room.kv.get("current") };
  };

  test("is not overwritten", async () => {
    let other = "";
    const { outcome, current } = await clash(async ({ put }) => {
      other = (await put(BASE.slice(1))).release;
    });
    expect(outcome).toMatchObject({ faults: [{ what: expect.stringContaining(other) }] });
    expect(current).toContain(`"release":"${other}"`);
  });

  test("is overwritten where it is damaged, or nothing", async () => {
    const damaged = await clash(({ kv }) => kv.put("current", "<html>"));
    expect(isRejection(damaged.outcome)).toBe(false);
    expect(isRejection((await clash(async () => undefined)).outcome)).toBe(false);
    // What is gone altogether, somebody has taken away.
    expect((await clash(({ kv }) => kv.delete("current"))).outcome).toMatchObject({
      faults: [{ what: expect.stringContaining("release none") }],
    });
  });
});
