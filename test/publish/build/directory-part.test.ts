import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createBlobSet } from "#publish/build/blob-set.ts";
import { buildDirectory } from "#publish/build/directory-part.ts";
import { byAge, readyArticle, type ReadyArticle } from "#publish/build/ready-article.ts";
import type { ArticleId } from "#model/name.ts";
import { hash32 } from "#model/hash.ts";
import { openDirectory } from "#store/directory.ts";
import { allKeyed, encodeKeyed, type KeyedRecord } from "#store/keyed-block.ts";
import { type Member, placesOf } from "#store/pack-place.ts";
import { madeArticle } from "../../store/made-articles.ts";

const BLOBS = 4;
const PLACES = placesOf({ packs: [0, 1].map((at) => ({ blob: `p${at}`, first: 100 * at })) });

function inFour(records: readonly KeyedRecord[]): readonly Uint8Array[] {
  return Array.from({ length: BLOBS }, (_, at) => {
    const some = records.filter(([key]) => hash32(key) % BLOBS === at);
    return encodeKeyed("DIRY", some, { maxChunkBytes: Infinity })[0]!;
  });
}

type Site = {
  readonly articles: readonly ReadyArticle[];
  readonly gone: readonly ReadyArticle[];
  readonly members: ReadonlyMap<ArticleId, Member>;
};

/** The records of a directory that is encoded whole, and what is contested in it. */
async function whole(site: Site) {
  const set = createBlobSet();
  const { directory, contested } = await buildDirectory(site, set);
  const records = directory.flatMap((name) => allKeyed("DIRY", set.blobs.get(name)!, name));
  return { records, contested };
}

type Given = {
  readonly id: string;
  readonly text: number;
  readonly isGone: boolean;
  readonly aliases: readonly string[];
};

const given: fc.Arbitrary<Given> = fc.record({
  id: fc.nat(12).map((at) => `a${at}`),
  text: fc.nat(2),
  isGone: fc.boolean(),
  aliases: fc.array(fc.constantFrom("/1", "/2", "/3", "/4", "/5"), { maxLength: 3 }),
});
const some = fc.uniqueArray(given, { maxLength: 10, selector: ({ id }) => id });

async function ready(all: readonly Given[]): Promise<readonly ReadyArticle[]> {
  const made = all.map(({ id, text, isGone, aliases }) =>
    madeArticle({
      id,
      aliases,
      title: `Text ${text}`,
      published: new Date(Date.UTC(2024, 0, 1 + (hash32(id) % 30))).toISOString(),
      status: isGone ? "withdrawn" : "published",
    }),
  );
  return (await Promise.all(made.map(readyArticle))).toSorted(byAge);
}

const isPublished = ({ article: { status } }: ReadyArticle): boolean => status === "published";

function siteOf(all: readonly ReadyArticle[], placeOf: (ready: ReadyArticle) => Member): Site {
  const articles = all.filter(isPublished);
  const members = new Map(articles.map((one) => [one.article.id, placeOf(one)]));
  return { articles, gone: all.filter((one) => !isPublished(one)), members };
}

test("a directory that is laid over a stored one is, byte for byte, all of it encoded anew in as many blobs, and the same aliases are contested", async () => {
  await fc.assert(
    fc.asyncProperty(some, some, async (before, changes) => {
      const old = await ready(before);
      const oldSite = siteOf(old, (one) => ({ pack: 0, slot: old.indexOf(one) }));
      const blobs = inFour((await whole(oldSite)).records);
      const stored = openDirectory(
        blobs.map((bytes, at) => ({ bytes, name: `blob ${at}` })),
        PLACES,
      );
      const byId = new Map([...before, ...changes].map((one) => [one.id, one]));
      // Of those that are not named again the first go.
      for (const { id } of before.slice(0, 3))
        if (!changes.some((one) => one.id === id)) byId.delete(id);
      const now = await ready([...byId.values()]);
      const site = siteOf(now, ({ article: { id }, etag }) => {
        const slot = old.findIndex((one) => one.article.id === id && one.etag === etag);
        return slot >= 0 && isPublished(old[slot]!)
          ? { pack: 0, slot }
          : { pack: 1, slot: hash32(id) % 99 };
      });
      const set = createBlobSet();
      const laid = await buildDirectory({ ...site, over: { directory: stored } }, set);
      const { records, contested } = await whole(site);
      const anew = inFour(records);
      expect(laid.contested).toEqual(contested);
      for (const [at, name] of laid.directory.entries()) {
        const isSame = Buffer.compare(blobs[at]!, anew[at]!) === 0;
        expect(name.startsWith("blob")).toBe(isSame);
        expect(set.blobs.get(name) ?? blobs[at]).toEqual(anew[at]);
      }
    }),
    { numRuns: 300 },
  );
});
