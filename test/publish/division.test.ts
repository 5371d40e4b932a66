import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Article } from "#model/article.ts";
import type { Instant } from "#model/instant.ts";
import { hash32 } from "#model/hash.ts";
import { NEWEST_PAGE } from "#model/newest-page.ts";
import { archiveName, cutArchive, MAX_MEMBERS } from "#publish/build/archive.ts";
import { divide, divideWithLate } from "#publish/build/newest-page.ts";
import { cutPacks, PACK_BYTES } from "#publish/build/pack-border.ts";
import { byAge, inOrder, type ReadyArticle, readyArticle } from "#publish/build/ready-article.ts";
import { isArchiveName } from "#store/archive-list.ts";
import { sharedPath } from "../setup/shared-data.ts";
import { madeArticle, madeArticles } from "../store/made-articles.ts";

const HOUR = 3_600_000;

async function ready(articles: readonly Article[]): Promise<readonly ReadyArticle[]> {
  return inOrder(await Promise.all(articles.map(readyArticle))).ordered;
}

const ids = (articles: readonly ReadyArticle[]): readonly string[] =>
  articles.map(({ article }) => article.id);
const bytes = (articles: readonly ReadyArticle[]): number =>
  articles.reduce((sum, ready) => sum + ready.bytes, 0);
const span = (articles: readonly ReadyArticle[]): number =>
  (articles.at(-1)?.ms ?? 0) - (articles[0]?.ms ?? 0);

/** Sites of all shapes: many articles of a moment, none for months, tiny ones and one of half a megabyte. */
const sites = fc.array(
  fc.record({
    gap: fc.oneof(fc.constant(0), fc.nat(5 * HOUR), fc.nat(2_000 * HOUR)),
    length: fc.oneof({ arbitrary: fc.nat(2_000), weight: 20 }, fc.nat(600_000)),
  }),
  { maxLength: 250 },
);

function readyFrom(site: readonly { gap: number; length: number }[]): readonly ReadyArticle[] {
  let ms = Date.UTC(2020, 0, 1);
  return site.map(({ gap, length }, index) => {
    ms += gap;
    const article = { ...template, id: `a${index}` as Article["id"] };
    return { article, ms, bytes: length, etag: "", media: [] };
  });
}
const template = madeArticle({ id: "template" });

test("every article is on the newest page or in one archive document, in order, whatever the site", () => {
  fc.assert(
    fc.property(sites, (site) => {
      const articles = readyFrom(site);
      const { archived, newest } = divide(articles);
      expect(ids([...archived.flat(), ...newest])).toEqual(ids(articles));
      if (articles.length > 0) expect(newest.length).toBeGreaterThan(0);
    }),
  );
});

test("the newest page has the newest 20 articles and 48 hours before the newest, unless that is over 100 articles or 1 MB", () => {
  fc.assert(
    fc.property(sites, (site) => {
      const articles = readyFrom(site);
      const { archived, newest } = divide(articles);
      expect(newest.length).toBeLessThanOrEqual(100);
      if (newest.length > 1) expect(bytes(newest)).toBeLessThanOrEqual(NEWEST_PAGE.maxBytes);
      if (!isEnough(archived, newest)) {
        const wider = [...(archived.at(-1) ?? []), ...newest];
        expect(
          archived.length === 0 || wider.length > 100 || bytes(wider) > NEWEST_PAGE.maxBytes,
        ).toBe(true);
      }
    }),
  );
});

test.each([
  [999_639, 37],
  [999_640, 37],
  [999_641, 1],
])(
  "a page may have just 1 MB: 36 articles of 10 bytes before one of %i make %i",
  (length, count) => {
    // Any 36 or fewer of one moment that end a document.
    const small = cutArchive(readyFrom(Array.from({ length: 36 }, () => ({ gap: 0, length: 10 }))));
    const members = small.documents[0]!.length;
    const articles = readyFrom([
      ...Array.from({ length: members }, () => ({ gap: 0, length: 10 })),
      { gap: 0, length: length + (36 - members) * 10 },
    ]);
    expect(divide(articles).newest.length).toBe(count === 1 ? 1 : members + 1);
  },
);

test("a page may have just 100 articles, late ones included", () => {
  const lengths = new Set<number>();
  for (let count = 300; count < 340; count++) {
    const articles = readyFrom(Array.from({ length: count }, () => ({ gap: 0, length: 10 })));
    const { archived } = divide(articles);
    const late = new Map(
      archived.flat().map(({ article: { id } }) => [id, "2020-01-02T00:00:00Z" as Instant]),
    );
    lengths.add(divideWithLate(articles, late).newest.length);
  }
  expect(Math.max(...lengths)).toBe(100);
});

test("of many that come late the last 20 are on the newest page", () => {
  const articles = readyFrom(Array.from({ length: 300 }, () => ({ gap: 100 * HOUR, length: 10 })));
  const { archived } = divide(articles);
  const since = (at: number): Instant =>
    new Date(Date.UTC(2021, 0, 1, at)).toISOString().replace(".000Z", "Z") as Instant;
  const late = new Map(archived.flat().map(({ article: { id } }, at) => [id, since(at)]));
  const last = [...late.keys()].slice(-20);
  expect(new Set(ids(divideWithLate(articles, late).late))).toEqual(new Set(last));
});

test("the newest page is no larger than it must be: without its oldest document it would not be enough", () => {
  fc.assert(
    fc.property(sites, (site) => {
      const { documents, rest } = cutArchive(readyFrom(site));
      const { archived } = divide(readyFrom(site));
      if (archived.length === documents.length) return;
      const shorter = documents.slice(archived.length + 1).flat();
      expect(isEnough(documents.slice(0, archived.length + 1), [...shorter, ...rest])).toBe(false);
    }),
  );
});

test("what is archived stays so, under its name, when newer articles come, whatever the site", () => {
  fc.assert(
    fc.property(sites, fc.nat(250), (site, count) => {
      const articles = readyFrom(site);
      const earlier = divide(articles.slice(0, count)).archived.map(ids);
      expect(divide(articles).archived.slice(0, earlier.length).map(ids)).toEqual(earlier);
    }),
  );
});

/** Whether a newest page has 20 articles, and all of the 48 hours before the newest. */
function isEnough(
  archived: readonly (readonly ReadyArticle[])[],
  newest: readonly ReadyArticle[],
): boolean {
  const gap = (newest.at(-1)?.ms ?? 0) - (archived.at(-1)?.at(-1)?.ms ?? 0);
  return newest.length >= 20 && (archived.length === 0 || gap > 48 * HOUR);
}

test("an archive document has at most 36 members and 1 MB, or one larger article", () => {
  fc.assert(
    fc.property(sites, (site) => {
      for (const document of cutArchive(readyFrom(site)).documents) {
        expect(document.length).toBeLessThanOrEqual(MAX_MEMBERS);
        if (document.length > 1) expect(bytes(document)).toBeLessThanOrEqual(NEWEST_PAGE.maxBytes);
      }
    }),
  );
});

test("documents of ordinary articles have 24 to 36 members", async () => {
  const { documents } = cutArchive(await ready(madeArticles(2_000)));
  const sizes = documents.map(({ length }) => length);
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(24);
  expect(sizes.reduce((sum, size) => sum + size) / sizes.length).toBeGreaterThan(28);
});

test("a document once archived keeps its members and its name when newer articles come", async () => {
  const articles = await ready(madeArticles(400));
  const names = async (count: number): Promise<readonly string[]> =>
    Promise.all(divide(articles.slice(0, count)).archived.map(archiveName));
  const final = await names(400);
  expect(final.every(isArchiveName)).toBe(true);
  expect(new Set(final).size).toBe(final.length);
  for (let count = 1; count < 400; count += 7) {
    const earlier = await names(count);
    expect(final.slice(0, earlier.length)).toEqual(earlier);
  }
});

test("an article that is inserted, moved or removed changes documents and packs near it, and no others", async () => {
  const articles = madeArticles(1_500);
  const before = await ready(articles);
  const changed: number[] = [];
  const repacked: number[] = [];
  for (let at = 40; at < 1_400; at += 29) {
    const late = madeArticle({ id: `late${at}`, published: before[at]?.article.published });
    const after = await ready([...articles, late]);
    changed.push(await newDocuments(before, after));
    repacked.push(newPacks(before, after));
  }
  const average = changed.reduce((sum, count) => sum + count) / changed.length;
  console.info(
    `a backdated article changes ${average.toFixed(1)} documents on average, ${Math.max(...changed)} at most; ${Math.max(...repacked)} packs`,
  );
  expect(average).toBeLessThan(6);
  expect(Math.max(...changed)).toBeLessThan(25);
  expect(Math.max(...repacked)).toBeLessThanOrEqual(2);
});

async function newDocuments(
  before: readonly ReadyArticle[],
  after: readonly ReadyArticle[],
): Promise<number> {
  const names = new Set(await Promise.all(divide(before).archived.map(archiveName)));
  const now = await Promise.all(divide(after).archived.map(archiveName));
  return now.filter((name) => !names.has(name)).length;
}

function newPacks(before: readonly ReadyArticle[], after: readonly ReadyArticle[]): number {
  const keys = new Set(cutPacks(before).map((pack) => ids(pack).join()));
  return cutPacks(after).filter((pack) => !keys.has(ids(pack).join())).length;
}

test("packs have every article in order, about 27 to a pack, and at most 256 KB unless one article alone is larger", () => {
  fc.assert(
    fc.property(sites, (site) => {
      const articles = readyFrom(site);
      const packs = cutPacks(articles);
      expect(ids(packs.flat())).toEqual(ids(articles));
      for (const pack of packs) {
        expect(pack.length).toBeGreaterThan(0);
        if (pack.length > 1) expect(bytes(pack)).toBeLessThanOrEqual(PACK_BYTES);
      }
    }),
  );
});

test("a pack may be just full, also behind one that was", () => {
  const half = PACK_BYTES / 2;
  const lengths = [half, half, half, half, half, half + 1, half, 1, PACK_BYTES + 1, 1];
  const articles = readyFrom(lengths.map((length) => ({ gap: 0, length })));
  // Ids at which no pack ends for their own sake.
  const named = articles.map((one, at) => ({
    ...one,
    article: { ...one.article, id: borderless[at]! },
  }));
  expect(cutPacks(named).map((pack) => pack.map((one) => one.bytes))).toEqual([
    [half, half],
    [half, half],
    [half],
    [half + 1],
    [half, 1],
    [PACK_BYTES + 1],
    [1],
  ]);
});

const borderless = Array.from({ length: 400 }, (_, at) => `b${at}` as Article["id"]).filter(
  (id) => hash32(id) % 32 !== 0,
);

test("the order is by moment, then by sequence, then by id, whatever order they come in", async () => {
  const rows = [
    { id: "c", published: "2023-01-01T00:00:00Z" },
    { id: "b", published: "2023-04-14T08:00:00+08:00", sequence: -1 },
    { id: "z", published: "2023-04-14T00:00:00Z" },
    { id: "Z", published: "2023-04-14" },
    { id: "a", published: "2023-04-14", sequence: 5 },
    { id: "y", published: "2023-04-14T00:00:01Z" },
  ];
  const expected = ["c", "b", "Z", "z", "a", "y"];
  for (const order of [rows, rows.toReversed(), rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))])
    expect(ids(await ready(order.map(madeArticle)))).toEqual(expected);
});

test("of two articles with one id the one changed last stays, whichever comes first", async () => {
  const first = madeArticle({ id: "a", title: "first" });
  const second = madeArticle({ id: "a", title: "second", updated: "2024-01-01" });
  const same = madeArticle({ id: "a", title: "third", updated: "2024-01-01" });
  for (const versions of [
    [first, second],
    [second, first],
  ]) {
    const { ordered, repeated } = inOrder(await Promise.all(versions.map(readyArticle)));
    expect([ordered.map(({ article }) => article.title), repeated]).toEqual([["second"], ["a"]]);
  }
  const one = await ready([second, same]);
  expect(one).toEqual(await ready([same, second]));
});

for (const name of ["drcd", "k-rust"]) {
  const path = sharedPath(`data/search/${name}/articles.jsonl`);
  test.skipIf(path === undefined)(
    `${name}, whose articles have few different dates, is divided whole`,
    async () => {
      const lines = readFileSync(path ?? "", "utf8")
        .trim()
        .split("\n");
      const articles = await ready(
        lines.map((line) => madeArticle(JSON.parse(line) as Record<string, unknown>)),
      );
      const { archived, newest } = divide(articles);
      expect(ids([...archived.flat(), ...newest])).toEqual(ids(articles));
      expect([...articles].sort(byAge)).toEqual(articles);
      expect(newest.length).toBeGreaterThanOrEqual(20);
      expect(span(newest)).toBeGreaterThanOrEqual(0);
    },
  );
}
