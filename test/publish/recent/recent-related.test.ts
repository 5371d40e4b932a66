import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Article } from "#model/article.ts";
import { hash32 } from "#model/hash.ts";
import type { ArticleId } from "#model/name.ts";
import type { Related } from "#model/related.ts";
import type { Manifest } from "#model/release.ts";
import { createBlobSet } from "#publish/build/blob-set.ts";
import { byAge, readyArticle } from "#publish/build/ready-article.ts";
import { relatedBy } from "#publish/build/related-part.ts";
import type { BaseRelated } from "#publish/recent/difference.ts";
import { recentRelated } from "#publish/recent/recent-related.ts";
import { allKeyed, encodeKeyed } from "#store/keyed-block.ts";
import { relatedLinks } from "#store/recent/related-links.ts";
import { encodeRelated, similarTo } from "#store/related.ts";
import { madeArticle } from "../../store/made-articles.ts";

let day = 0;
const made = (id: string, fields: Readonly<Record<string, unknown>> = {}): Article =>
  madeArticle({
    id,
    title: `Title of ${id}`,
    published: new Date(Date.UTC(2024, 0, ++day)).toISOString(),
    lang: "en",
    tags: [],
    ...fields,
  });

/** For each article the ids of those that its page says to be similar, and their titles, laid over
 *  a base in which articles of these ids led to these. */
async function similarIn(
  articles: readonly Article[],
  before: Readonly<Record<string, readonly string[]>>,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const set = createBlobSet();
  const ready = await Promise.all(articles.map(readyArticle));
  const ids = Object.keys(before) as ArticleId[];
  const old = (id: string) => made(id, { title: "Before" });
  const related = new Map(ids.map((id) => [id, { similar: (before[id] ?? []).map(old) }] as const));
  const base = baseOf(ids, encodeRelated(related));
  const removed = [...ids.keys()];
  const names = await recentRelated(base, ready, { own: ready, removed, set });
  return Object.fromEntries(
    names.flatMap((name) =>
      allKeyed("RLTD", set.blobs.get(name) ?? new Uint8Array(), name).map(([id, rows]) => [
        id,
        (rows as readonly (readonly [string, string])[]).map(
          ([other, title]) => `${other} ${title}`,
        ),
      ]),
    ),
  );
}

function baseOf(ids: readonly ArticleId[], bytes: readonly Uint8Array[]) {
  const blobs = bytes.map((some, at) => ({ bytes: some, name: `blob ${at}` }));
  const entries = new Map(
    ids.map((id, slot) => [id, { withdrawn: false, id, pack: 0, slot, etag: "" }] as const),
  );
  const related: BaseRelated = {
    blobs,
    similarTo: (id) => similarTo(blobs, id),
    links: () => relatedLinks(blobs),
  };
  const manifest = { packs: [{ blob: "", first: 0 }] } as unknown as Manifest;
  return { manifest, related, directory: { blobs: [], entries, others: new Map() } };
}

/** What `encodeRelated` writes, in four blobs. */
function inFour(related: ReadonlyMap<ArticleId, Related>): readonly Uint8Array[] {
  const [bytes = new Uint8Array()] = encodeRelated(related);
  const records = allKeyed("RLTD", bytes, "");
  return [0, 1, 2, 3].map((at) => {
    const some = records.filter(([id]) => hash32(id) % 4 === at);
    return encodeKeyed("RLTD", some, { maxChunkBytes: Infinity })[0]!;
  });
}

/** What the pages of articles lead to. */
async function linksOf(articles: readonly Article[], similar: Readonly<Record<string, string[]>>) {
  const byId = new Map<string, Article>(articles.map((article) => [article.id, article]));
  return relatedBy(articles, ({ id }) => (similar[id] ?? []).flatMap((one) => byId.get(one) ?? []));
}

test("what pages lead to, laid over a base, is byte for byte what encoding all of it gives, in as many blobs, and a blob in which nothing changed keeps its name", async () => {
  const sections = ["news", "culture"];
  const changes = fc.array(
    fc.record({
      kind: fc.constantFrom("title", "body", "section", "remove", "add"),
      which: fc.nat(999),
    }),
    { maxLength: 5 },
  );
  await fc.assert(
    fc.asyncProperty(fc.nat(60), changes, async (count, steps) => {
      const before = Array.from({ length: count }, (_, at) =>
        made(`甲${at}`, { section: sections[at % 2], published: new Date(at * 6e7).toISOString() }),
      );
      const similar = Object.fromEntries(
        before.map(({ id }, at) => [id, [1, 7].flatMap((n) => before[at - n]?.id ?? [])]),
      );
      let now: readonly Article[] = before;
      for (const [at, { kind, which }] of steps.entries()) {
        const one = now[which % Math.max(1, now.length)];
        if (kind === "add" || one === undefined) {
          const published = new Date((which % 60) * 6e7 + 1000).toISOString();
          now = [...now, made(`new${at}`, { section: sections[which % 2], published })];
        } else if (kind === "remove") now = now.filter((other) => other !== one);
        else
          now = now.with(now.indexOf(one), {
            ...one,
            [kind]: kind === "section" ? sections[which % 2] : `["甲1",["other" ${which}`,
          });
      }
      const ordered = (await Promise.all(now.map(readyArticle))).sort(byAge);
      const seen = ordered.map(({ article }) => article);
      const bytes = inFour(await linksOf(before, similar));
      const base = baseOf(
        before.map(({ id }) => id),
        bytes,
      );
      const own = ordered.filter(({ article }) => !before.includes(article));
      const removed = [...before.keys()].filter((at) => !now.includes(before[at]!));
      const set = createBlobSet();
      const names = await recentRelated(base, ordered, { own, removed, set });
      const anew = inFour(await linksOf(seen, similar));
      for (const [at, name] of names.entries()) {
        expect(set.blobs.get(name) ?? bytes[at]).toEqual(anew[at]);
        expect(set.blobs.has(name)).toBe(Buffer.compare(bytes[at]!, anew[at]!) !== 0);
      }
      expect(names).toHaveLength(anew.length);
    }),
  );
});

test("what a base found similar stays, by the titles of today, and leads to nothing that is gone", async () => {
  const articles = [made("a"), made("b", { title: "Renamed" }), made("d")];
  const found = await similarIn(articles, { a: [], b: ["a"], c: ["a"], d: ["c", "b", "a"] });
  expect(found).toEqual({
    a: [],
    b: ["a Title of a"],
    d: ["b Renamed", "a Title of a"],
  });
});

test("a new article leads to older ones of its language that share most tags, the newest first, to three at most", async () => {
  const tags = ["Bridge", "River"];
  const articles = [
    made("two", { tags }),
    made("one", { tags: ["bridge"] }),
    made("other", { tags: ["tea"] }),
    made("chinese", { tags, lang: "zh-Hans" }),
    made("late", { tags: ["river"] }),
    made("last", { tags: ["RIVER"] }),
    made("new", { tags }),
    made("after", { tags }),
  ];
  const base = Object.fromEntries(
    articles.filter(({ id }) => id !== "new").map(({ id }) => [id, []]),
  );
  const found = await similarIn(articles, base);
  expect(found["new"]).toEqual(["two Title of two", "last Title of last", "late Title of late"]);
  expect(found["after"]).toEqual([]);
});

test("a new article without tags, and one whose only sharer is its translation, lead to none", async () => {
  const tags = ["bridge"];
  const articles = [
    made("zh", { tags, lang: "en-GB" }),
    made("plain"),
    made("new", { tags, translations: { "en-GB": "zh" } }),
  ];
  const found = await similarIn(articles, { zh: [] });
  expect([found["plain"], found["new"]]).toEqual([[], []]);
});
