import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { ArticleId } from "#model/name.ts";
import type { ArticleLink, Related } from "#model/related.ts";
import { leadingTo, relatedLinks } from "#store/recent/related-links.ts";
import { encodeRelated } from "#store/related.ts";
import { madeArticle, madeId } from "../made-articles.ts";

const IDS = ["a", "b", "c0", "甘孜-2023", "𠮷.x", "q_r~s", "z-9"].map(madeId);
const hostile = ['["a",', '["b",[', "x[", '],["c0","', "\\", "甘", "plain"];

const link: fc.Arbitrary<ArticleLink> = fc
  .record({
    id: fc.constantFrom(...IDS),
    title: fc.constantFrom(...hostile),
    lang: fc.constantFrom("en", "zh-Hans"),
  })
  .map(({ id, title, lang }) => {
    const { published } = madeArticle({ id });
    return { id, title, published, precision: "day", lang, url: `https://a.example/["a",[` };
  });
const related: fc.Arbitrary<Related> = fc.record(
  { similar: fc.array(link, { maxLength: 3 }), previous: link, next: link },
  { requiredKeys: ["similar"] },
);

test("an article is found to lead to others by any of its links, whatever titles say", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...IDS), related)),
      fc.subarray(IDS),
      (entries, wanted) => {
        const all = new Map<ArticleId, Related>(entries);
        const blobs = encodeRelated(all).map((bytes) => ({ bytes, name: "n" }));
        const isLeading = leadingTo(relatedLinks(blobs), wanted);
        const ways = ({ similar, previous, next }: Related) =>
          [...similar, previous, next].flatMap((one) => one?.id ?? []);
        for (const id of IDS)
          expect([id, isLeading(id)]).toEqual([
            id,
            ways(all.get(id) ?? { similar: [] }).some((other) => wanted.includes(other)),
          ]);
      },
    ),
    { numRuns: 300 },
  );
});

test("links of articles in a second blob are not those of the last one in the first", () => {
  const [id, other] = [IDS[0]!, IDS[1]!];
  const one = { ...madeArticle({ id: other }), id: other };
  const blobs = [new Map([[id, { similar: [] }]]), new Map([[other, { similar: [one] }]])]
    .flatMap((some) => encodeRelated(some))
    .map((bytes) => ({ bytes, name: "n" }));
  const isLeading = leadingTo(relatedLinks(blobs), [other]);
  expect([isLeading(id), isLeading(other)]).toEqual([false, true]);
});
