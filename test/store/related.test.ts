import { expect, test } from "vitest";
import type { ArticleId } from "#model/name.ts";
import type { ArticleLink, Related } from "#model/related.ts";
import type { Manifest } from "#model/release.ts";
import type { Reader } from "#store/reader.ts";
import { encodeKeyed } from "#store/keyed-block.ts";
import { encodeRelated, readRelated } from "#store/related.ts";
import { article } from "../pages/sample.ts";

const link = (id: string, fields: Partial<ArticleLink> = {}): ArticleLink => {
  const { published, precision } = article({});
  // The ids of these tests are right ones.
  return { id: id as ArticleId, title: `第${id}篇`, published, precision, ...fields };
};

/** A reader whose release has these blobs. */
function readerOf(blobs: readonly Uint8Array[] | undefined): Reader {
  const names = blobs?.map((_, index) => `blob${index}`);
  // Of a manifest and a reader, what is read here.
  const manifest = { ...(names && { related: names }) } as unknown as Manifest;
  return {
    manifest,
    meter: { reads: 0, ops: 0, rounds: 0 },
    blobs: async (asked) =>
      asked.map((name) => blobs?.[names?.indexOf(name) ?? -1] ?? new Uint8Array()),
    packs: async () => [],
    texts: async () => [],
  };
}

test("what the pages of many articles lead to is read back as it was, each from one blob", async () => {
  const related = new Map<ArticleId, Related>(
    Array.from({ length: 3_000 }, (_, index) => {
      const { id } = link(`a${index}`);
      const similar = [link("x", { lang: "en" }), link("y", { url: "https://y.example/" })];
      return [id, { similar, ...(index % 2 && { previous: link("p"), next: link("n") }) }] as const;
    }),
  );
  const blobs = encodeRelated(related);
  expect(blobs.length).toBeGreaterThan(1);
  for (const blob of blobs) expect(blob.length).toBeLessThanOrEqual(256 * 1024);
  const reader = readerOf(blobs);
  for (const id of ["a0", "a1", "a2999"] as ArticleId[])
    expect(await readRelated(reader, id)).toEqual(related.get(id));
});

test("links keep their languages, days, offsets and addresses, whatever stands before them", async () => {
  const id = link("a").id;
  const own = [
    link("b", { lang: "zh-Hans" }),
    link("c", { lang: "zh-Hans", precision: "day" }),
    link("d"),
    link("e", { published: "2023-04-14T00:00:00+08:00" as ArticleLink["published"] }),
    link("f", { lang: "en", url: "https://f.example/", precision: "day" }),
  ];
  for (const similar of [own, own.toReversed()]) {
    const related = { similar, next: link("n", { lang: "en" }) };
    expect(await readRelated(readerOf(encodeRelated(new Map([[id, related]]))), id)).toEqual(
      related,
    );
  }
});

test("links of a version before are read", async () => {
  const id = link("a").id;
  const before = ["p", "早", "2023-04-14T00:00:00+08:00", 1, "", "https://p.example/"];
  const record = [id, [["b", "二", "2016-01-24T12:00:00Z", 0, "zh-Hans"]], before, null] as const;
  expect(await readRelated(readerOf(encodeKeyed("RLTD", [record])), id)).toEqual({
    similar: [
      {
        id: "b",
        title: "二",
        published: "2016-01-24T12:00:00Z",
        precision: "time",
        lang: "zh-Hans",
      },
    ],
    previous: {
      id: "p",
      title: "早",
      published: "2023-04-14T00:00:00+08:00",
      precision: "day",
      url: "https://p.example/",
    },
  });
});

test("an article of which nothing is known, and a release of a version that did not say, lead nowhere", async () => {
  const blobs = encodeRelated(new Map([[link("a").id, { similar: [link("b")] }]]));
  expect(await readRelated(readerOf(blobs), link("z").id)).toEqual({ similar: [] });
  expect(await readRelated(readerOf(undefined), link("a").id)).toEqual({ similar: [] });
});
