import { describe, expect, test, vi } from "vitest";
import type { BlobName, EdgeChange, Manifest } from "#model/release.ts";
import { createKeyedMemory, edgePart, edgeWithUpcoming } from "#publish/edge/changed-tags.ts";
import { encodeDirectory, type KeyedEntry } from "#store/directory.ts";
import { encodeRelated } from "#store/related.ts";
import { madeArticle, madeId, madeSite } from "../../store/made-articles.ts";

const SITE = madeSite("Tags", ["news", "culture"]);
const SINCE = "r1/2024-01-01T00:00:00Z";

/** What the directory says of an article: in which version it is, and where it lies. */
const lies = (id: string, etag: string, slot = 0): KeyedEntry => ({
  key: id,
  entry: { withdrawn: false, id: madeId(id), pack: 0, slot, etag },
});
const withdrawn = (id: string): KeyedEntry => ({
  key: id,
  entry: { withdrawn: true, id: madeId(id) },
});
const alias = (path: string, id: string): KeyedEntry => ({
  key: path,
  entry: { withdrawn: false, id: madeId(id) },
});

const relatedBlob = (ids: Readonly<Record<string, readonly string[]>>): Uint8Array => {
  const linked = (id: string) => ({ ...madeArticle({ id }), id: madeId(id) });
  const records = Object.entries(ids).map(
    ([id, others]) => [madeId(id), { similar: others.map(linked) }] as const,
  );
  return encodeRelated(new Map(records))[0]!;
};
const front = (path: string, blob: string) => ({ path, blob });

/** A release as far as it is compared. */
type Side = {
  readonly site?: object;
  readonly fronts?: readonly object[];
  readonly directory?: readonly string[];
  readonly related?: readonly string[] | undefined;
  readonly edge?: readonly EdgeChange[];
};
const SIDE = { site: SITE, fronts: [], directory: ["d1"], related: ["s1"] };

/** What a publication lets go of, given what lies in KV and what it has made. */
async function changeOf({
  before = {},
  after = {},
  stored = {},
  made = {},
  ids = ["a1", "a2"],
  memory = createKeyedMemory(),
  read = async (names: readonly BlobName[]) => names.map((name) => stored[name]!),
}: {
  before?: Side;
  after?: Side;
  stored?: Readonly<Record<string, Uint8Array>>;
  made?: Readonly<Record<string, Uint8Array>>;
  ids?: readonly string[];
  memory?: ReturnType<typeof createKeyedMemory>;
  read?: (names: readonly BlobName[]) => Promise<readonly Uint8Array[] | undefined>;
}) {
  const readBefore = vi.fn(read);
  const previous = { release: "r1", created: "2024-01-01T00:00:00Z", ...SIDE, ...before };
  const sections = ["news", "news/town", "culture"];
  const articles = ids.map((id, at) => ({
    article: madeArticle({ id, section: sections[at % 3], also: at === 2 ? ["news"] : [] }),
  }));
  const { edge } = await edgePart(
    {
      // What is compared of a release is all here.
      previous: previous as unknown as Manifest,
      made: { ...SIDE, ...after } as unknown as Manifest,
      readBefore,
      memory,
      articles,
    },
    { blobs: new Map(Object.entries(made)) },
  );
  const [change, ...earlier] = edge!;
  const [since, ...tags] = change!;
  return { since, tags: tags.toSorted(), earlier, reads: readBefore.mock.calls.flat() };
}

const directory = (...entries: readonly KeyedEntry[]): Uint8Array => encodeDirectory(entries)[0]!;
const D1 = directory(lies("a1", "e1"), lies("a2", "e2"));

/** What a publication lets go of that makes another directory. */
const directoryChange = async (now: Uint8Array, ids?: readonly string[]) =>
  (
    await changeOf({
      after: { directory: ["d2"] },
      stored: { d1: D1 },
      made: { d2: now },
      ...(ids && { ids }),
    })
  ).tags;

test("nothing is told where there was no release before, or nobody can read it", async () => {
  const turn = { memory: createKeyedMemory(), articles: [], made: SIDE as unknown as Manifest };
  const set = { blobs: new Map() };
  const readBefore = () => Promise.resolve([]);
  expect(await edgePart({ ...turn, previous: null, readBefore }, set)).toEqual({});
  expect(await edgePart({ ...turn, previous: SIDE as unknown as Manifest }, set)).toEqual({});
});

describe("since the edition that readers saw", () => {
  test("lists are let go of, though nothing differs, and nothing is read", async () => {
    const { since, tags, reads } = await changeOf({});
    expect([since, tags, reads]).toEqual([SINCE, ["lists"], []]);
  });

  test.each<[string, Side, Side]>([
    ["settings", {}, { site: madeSite("Other", ["news", "culture"]) }],
    ["how many blobs the directory has", {}, { directory: ["d1", "d2"] }],
    ["how many the related articles have", { related: ["s1", "s2"] }, {}],
    ["that there are related articles", { related: undefined }, {}],
  ])("everything is let go of when what differs is %s", async (_, before, after) => {
    expect((await changeOf({ before, after })).tags).toEqual(["site"]);
  });

  test("everything is let go of when a blob of the release before is lost", async () => {
    const change = { after: { directory: ["d2"] }, made: { d2: D1 }, read: async () => undefined };
    expect((await changeOf(change)).tags).toEqual(["site"]);
    const related = { after: { related: ["s2"] }, made: { s2: relatedBlob({}) } };
    expect((await changeOf({ ...change, ...related, after: related.after })).tags).toEqual([
      "site",
    ]);
  });

  test("an article that says something else goes with its section", async () => {
    const tags = ["article-a1", "lists", "section-news"];
    expect(await directoryChange(directory(lies("a1", "e9"), lies("a2", "e2")))).toEqual(tags);
  });

  test("an article in a section within another goes with both, and with those beside it", async () => {
    const town = ["article-a2", "lists", "section-news", "section-news/town"];
    expect(await directoryChange(directory(lies("a1", "e1"), lies("a2", "e9")))).toEqual(town);
    const added = directory(lies("a1", "e1"), lies("a2", "e2"), lies("a3", "e3"));
    const both = ["article-a3", "lists", "section-culture", "section-news"];
    expect(await directoryChange(added, ["a1", "a2", "a3"])).toEqual(both);
  });

  test("an article that lies elsewhere is the same, and so is an address that leads to another", async () => {
    const moved = directory(lies("a1", "e1", 7), lies("a2", "e2", 8), alias("/old", "a1"));
    expect(await directoryChange(moved)).toEqual(["lists"]);
  });

  test("an article that readers see no more goes with pictures", async () => {
    const tags = ["article-a2", "lists", "media"];
    expect(await directoryChange(directory(lies("a1", "e1")), ["a1"])).toEqual(tags);
    const taken = directory(lies("a1", "e1"), withdrawn("a2"));
    expect(await directoryChange(taken, ["a1"])).toEqual(tags);
  });

  test("an article that leads to others goes alone", async () => {
    const { tags } = await changeOf({
      after: { related: ["s2"] },
      stored: { s1: relatedBlob({ a1: ["a2"], a2: [] }) },
      made: { s2: relatedBlob({ a1: ["a3"], a2: [] }) },
    });
    expect(tags).toEqual(["article-a1", "lists"]);
  });

  test("a front that differs lets go of its section and those around it, the site's of lists", async () => {
    const before = { fronts: [front("", "f1"), front("news", "f2"), front("news/town", "f3")] };
    const after = (...blobs: readonly string[]) => ({
      fronts: ["", "news", "news/town"].map((path, at) => front(path, blobs[at]!)),
    });
    const tags = async (side: Side) => (await changeOf({ before, after: side })).tags;
    expect(await tags(after("f1", "f2", "f3"))).toEqual(["lists"]);
    expect(await tags(after("f9", "f2", "f3"))).toEqual(["lists"]);
    expect(await tags(after("f1", "f9", "f3"))).toEqual(["lists", "section-news"]);
    const town = ["lists", "section-news", "section-news/town"];
    expect(await tags(after("f1", "f2", "f9"))).toEqual(town);
  });
});

describe("of blobs", () => {
  const d2 = directory(lies("a1", "e9"), lies("a2", "e2"));

  test("those alone are read that differ, and were not made here", async () => {
    const blobs = { d1: D1, e1: directory(lies("b1", "e1")) };
    const before = { directory: ["d1", "e1"] };
    const { reads, tags } = await changeOf({
      before,
      after: { directory: ["d2", "e1"] },
      stored: blobs,
      made: { d2 },
    });
    expect(reads).toEqual([["d1"]]);
    expect(tags).toContain("article-a1");
    // A blob that is stored already is not made again.
    const again = await changeOf({
      before,
      after: { directory: ["e1", "d2"] },
      stored: { ...blobs, d2 },
    });
    expect(again.reads).toEqual([["d1", "e1", "e1", "d2"]]);
  });

  test("those of the publication before are not read", async () => {
    const memory = createKeyedMemory();
    const s1 = relatedBlob({ a1: ["a2"] });
    await changeOf({ memory, made: { d1: D1, s1, other: D1 } });
    expect([...memory.before.keys()]).toEqual(["d1", "s1"]);
    const { reads, tags } = await changeOf({
      memory,
      after: { directory: ["d2"], related: ["s2"] },
      made: { d2, s2: relatedBlob({ a1: [] }) },
    });
    expect([reads, tags]).toEqual([[], ["article-a1", "lists", "section-news"]]);
    expect([...memory.before.keys()]).toEqual(["d2", "s2"]);
  });

  test("one that was neither made nor read is a fault", async () => {
    const change = { after: { directory: ["d2"] }, stored: { d1: D1 }, read: async () => [D1] };
    await expect(changeOf(change)).rejects.toThrow("neither made nor read");
  });
});

describe("at most", () => {
  /** What is let go of when so many articles differ. */
  const many = async (count: number) => {
    const ids = Array.from({ length: count }, (_, at) => `n${at}`);
    return directoryChange(
      directory(...ids.map((id) => lies(id, "e"))),
      ids.filter((_, at) => at % 3 === 0),
    );
  };

  test("a hundred tags are named, and for more the whole site", async () => {
    // Lists, the media, two articles that went, and the sections of those that are there.
    expect((await many(93)).length).toBe(100);
    expect(await many(94)).toEqual(["site"]);
  });

  test("eight changes are remembered, the newest first", async () => {
    const edge = Array.from({ length: 9 }, (_, at): EdgeChange => [`r0/${at}`, "lists"]);
    const { earlier } = await changeOf({ before: { edge } });
    expect(earlier).toEqual(edge.slice(0, 7));
  });

  test("4,000 characters of changes are remembered", async () => {
    const newest = `${SINCE},lists`.length;
    const left = 4_000 - newest - "r0/1,".length;
    const edge = (length: number): readonly EdgeChange[] => [
      ["r0/1", "x".repeat(length)],
      ["r0/0", "lists"],
    ];
    expect((await changeOf({ before: { edge: edge(left) } })).earlier.length).toBe(1);
    expect((await changeOf({ before: { edge: edge(left + 1) } })).earlier).toEqual([]);
  });
});

describe("a release with others to come", () => {
  const release = (edge?: readonly EdgeChange[]): Manifest =>
    // What is looked at of a manifest.
    ({ release: "r", ...(edge && { edge }) }) as unknown as Manifest;
  const OLD: EdgeChange = ["r0", "old"];
  const manifest = release([["r1", "lists", "a"], OLD]);

  test("lets go of what they change, each once", () => {
    const upcoming = [release([["r", "lists", "b"], OLD]), release([["r", "a", "c"]])];
    expect(edgeWithUpcoming(manifest, upcoming)).toEqual({
      ...manifest,
      edge: [["r1", "lists", "a", "b", "c"], OLD],
    });
  });

  test("lets go of the whole site where nobody knows what they change", () => {
    expect(edgeWithUpcoming(manifest, [release()]).edge?.[0]).toEqual(["r1", "site"]);
    expect(edgeWithUpcoming(manifest, [release([])]).edge?.[0]).toEqual(["r1", "site"]);
    const whole = release([["r1", "site"]]);
    expect(edgeWithUpcoming(whole, [release([["r", "b"]])]).edge).toEqual([["r1", "site"]]);
  });

  test("stays as it is without them, or where nobody knows what it changes itself", () => {
    expect(edgeWithUpcoming(manifest, [])).toBe(manifest);
    const unknown = release();
    expect(edgeWithUpcoming(unknown, [manifest])).toBe(unknown);
  });

  test("names as many tags as have 4,000 characters, and else the whole site", () => {
    const first = "x".repeat(1_999);
    const edgeOf = (length: number) => {
      const next = release([["r", "y".repeat(length)]]);
      return edgeWithUpcoming(release([["r1", first]]), [next]).edge?.[0];
    };
    expect(edgeOf(2_000)).toEqual(["r1", first, "y".repeat(2_000)]);
    expect(edgeOf(2_001)).toEqual(["r1", "site"]);
  });
});
