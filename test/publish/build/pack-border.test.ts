import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Article } from "#model/article.ts";
import { hash32 } from "#model/hash.ts";
import { cutPacks, PACK_BYTES } from "#publish/build/pack-border.ts";
import type { ReadyArticle } from "#publish/build/ready-article.ts";
import { madeArticle } from "../../store/made-articles.ts";

const template = madeArticle({ id: "template" });

/** Articles of these sizes in bytes, each named by its place. */
const readyFrom = (sizes: readonly number[], name = "a"): readonly ReadyArticle[] =>
  sizes.map((bytes, at) => ({
    article: { ...template, id: `${name}${at}` as Article["id"] },
    ms: at,
    bytes,
    etag: "",
    media: [],
  }));
const bytesOf = (pack: readonly ReadyArticle[]): number =>
  pack.reduce((sum, { bytes }) => sum + bytes, 0);
const ends = ({ article }: ReadyArticle): boolean => hash32(article.id) % 32 === 0;

const sizes = fc.array(fc.oneof(fc.nat(4_000), fc.nat(PACK_BYTES), fc.constant(PACK_BYTES + 1)), {
  maxLength: 120,
});

test("packs have each article once, in order, and none is empty", () => {
  fc.assert(
    fc.property(sizes, (some) => {
      const articles = readyFrom(some);
      const packs = cutPacks(articles);
      expect(packs.flat()).toEqual(articles);
      expect(packs.every(({ length }) => length > 0)).toBe(true);
    }),
  );
});

test("a pack ends where an id says so, or before it would pass its size", () => {
  fc.assert(
    fc.property(sizes, (some) => {
      const packs = cutPacks(readyFrom(some));
      for (const [at, pack] of packs.entries()) {
        if (pack.length > 1) expect(bytesOf(pack)).toBeLessThanOrEqual(PACK_BYTES);
        expect(pack.slice(0, -1).some(ends)).toBe(false);
        const next = packs[at + 1]?.[0];
        if (next !== undefined && !ends(pack.at(-1)!))
          expect(bytesOf(pack) + next.bytes).toBeGreaterThan(PACK_BYTES);
      }
    }),
  );
});

test("a pack may have just its size, and not a byte more", () => {
  const [half, rest] = [PACK_BYTES / 2, PACK_BYTES / 2 + 1];
  const count = (...some: number[]): number => cutPacks(readyFrom(some, "like")).length;
  expect(readyFrom([1, 1], "like").some(ends)).toBe(false);
  expect([count(half, half), count(half, rest)]).toEqual([1, 2]);
});

test("an article more changes the packs beside it, and no others", () => {
  const articles = readyFrom(Array.from({ length: 900 }, () => 3_000));
  const before = cutPacks(articles).map((pack) => pack[0]!.article.id);
  const added = readyFrom([3_000], "new");
  const after = cutPacks([...articles.slice(0, 450), ...added, ...articles.slice(450)]);
  const same = after.filter(([first]) => before.includes(first!.article.id));
  expect(before.length).toBeGreaterThan(12);
  expect(after.length - same.length).toBeLessThanOrEqual(3);
});
