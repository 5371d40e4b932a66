import { expect, test } from "vitest";
import { isRejection } from "#model/rejection.ts";
import type { Manifest } from "#model/release.ts";
import { manifestFromText, textFromManifest } from "#store/manifest-text.ts";
import { madeSite } from "./made-articles.ts";

/** A manifest of so many articles as the budget's site has: 60 sections, 27 articles to a pack, and an index root as search/ makes it. */
function madeManifest(count: number): Manifest {
  const name = (kind: string, index: number): string => `${kind}${index}`.padEnd(20, "_");
  const names = (kind: string, length: number): string[] =>
    Array.from({ length }, (_, index) => name(kind, index));
  const shards = Math.ceil(count / 66);
  return {
    format: 1,
    release: "20260101T000000Z-12345678",
    created: "2026-01-01T00:00:00Z" as Manifest["created"],
    previous: "20250101T000000Z-12345678",
    content: "0123456789abcdef",
    site: madeSite("Site"),
    count,
    fronts: names("front", 60).map((blob, index) => ({
      path: `section-${index % 8}/subsection-${index}`,
      blob,
      count: 10_000,
      own: 10_000,
      modified: "2026-01-01T00:00:00Z" as Manifest["created"],
      archive: { newest: "an-id-of-thirty-characters-xxx~0123456789", chunks: names("arch", 4) },
    })),
    packs: names("pack", Math.ceil(count / 27)).map((blob, index) => ({ blob, first: 27 * index })),
    cards: names("card", Math.ceil(count / 64)),
    cardsPerBlob: 64,
    directory: names("dir", 2 ** Math.ceil(Math.log2((2 * count) / 900))),
    index: {
      root: {
        firstTerms: names("term", shards).map((term) => term.slice(0, 12)),
        checksums: Array.from({ length: shards }, () => 4_294_967_295),
      },
      shards: names("shard", shards),
      lengths: name("lengths", 0),
      columns: name("columns", 0),
    },
    media: null,
    upcoming: [],
  };
}

test("a manifest comes back from its text as it was", () => {
  for (const count of [0, 1, 27, 28, 5_000]) {
    const manifest = madeManifest(Math.max(count, 1));
    expect(manifestFromText(textFromManifest(manifest), "current")).toEqual(manifest);
  }
});

test("feeds of a front come back as they were, whether they changed together or apart", () => {
  const bytes = { rss: "r".repeat(16), atom: "a".repeat(16), json: "j".repeat(16) };
  const [one, other] = ["2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"] as Manifest["created"][];
  const dates = [one!, other!].flatMap((rss) =>
    [one!, other!].flatMap((atom) => [one!, other!].map((json) => ({ rss, atom, json }))),
  );
  const { fronts, ...manifest } = madeManifest(27);
  const whole = {
    ...manifest,
    fronts: dates.map((modified, at) => ({
      ...fronts[at]!,
      feeds: { revision: 6, bytes, modified },
    })),
  };
  expect(manifestFromText(textFromManifest(whole), "current")).toEqual(whole);
});

test("a manifest has at most 256 KB at 10,000 articles, and at 100,000", () => {
  const small = textFromManifest(madeManifest(10_000)).length;
  const large = textFromManifest(madeManifest(100_000)).length;
  expect(small).toBeLessThan(64 * 1024);
  expect(large).toBeLessThan(256 * 1024);
});

test("a text cut short anywhere is refused, and says where it was read", () => {
  const text = textFromManifest(madeManifest(100));
  for (let length = 0; length < text.length; length += 7) {
    const found = manifestFromText(text.slice(0, length), "release/x");
    expect(isRejection(found) && found.place.file).toBe("release/x");
  }
});

test.each([["[]"], ["null"], ['"current"'], ["{}"], ['{"format":3}'], ["<html>"], [""]])(
  "%s is no manifest",
  (text) => {
    expect(isRejection(manifestFromText(text, "current"))).toBe(true);
  },
);

test("a manifest of which one character is another is refused, wherever it is", () => {
  const text = textFromManifest(madeManifest(500));
  for (let at = 1; at < text.length - 20; at += 97) {
    const changed = String.fromCharCode(text.charCodeAt(at) ^ 4);
    const found = manifestFromText(text.slice(0, at) + changed + text.slice(at + 1), "current");
    expect([at, isRejection(found)]).toEqual([at, true]);
  }
});

test("a manifest of a version that wrote no sum is read as it is", () => {
  const text = textFromManifest(madeManifest(500));
  const older = text.replace(/,"sum":"\w+"\}$/, "}");
  expect(older).not.toBe(text);
  expect(manifestFromText(older, "current")).toEqual(manifestFromText(text, "current"));
});
