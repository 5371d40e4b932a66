import { describe, expect, test } from "vitest";
import { tagUri } from "#model/address.ts";
import type { ArticleId } from "#model/name.ts";
import type { Reappearance } from "#publish/build/comparison.ts";
import {
  authorityBefore,
  authorityFault,
  reappearanceText,
  refuseReappearing,
} from "#publish/write/reappearing-guard.ts";
import type { LedgerEntry } from "#store/history/ledger.ts";

const AUTHORITY = "old.example,2020";

/** An article that comes again, as one whose authority alone is another. */
function again(n: number, fields: Partial<Reappearance> = {}): Reappearance {
  // What is looked at of an entry.
  const entry = { id: `${n}` as ArticleId, title: `第${n}篇 "渡"` } as LedgerEntry;
  const [oldId, newId] = [AUTHORITY, "new.example,2026"].map((idAuthority) =>
    tagUri(entry.id, { idAuthority }),
  );
  return { before: entry, after: entry, oldId: oldId!, newId: newId!, by: "id", ...fields };
}

const many = (count: number, fields: Partial<Reappearance> = {}): readonly Reappearance[] =>
  Array.from({ length: count }, (_, n) => again(n, fields));

/** By the text: no authority explains it. */
const other: Partial<Reappearance> = { oldId: "urn:7", by: "text" };

test("a release in which nothing comes again is not refused", () => {
  expect(refuseReappearing({ reappearing: [] })).toBeNull();
});

test.each([
  [1, 1, "subscribers would see this article again"],
  [2, 2, "subscribers would see these 2 articles again"],
  [20, 20, "subscribers would see these 20 articles again"],
  [21, 20, "and 1 more: subscribers would see these 21 articles again"],
  [50, 20, "and 30 more: subscribers would see these 50 articles again"],
])("of %i articles that come again %i are named", (count, named, end) => {
  const reappearing = many(count, other);
  const faults = refuseReappearing({ reappearing })!.faults;
  expect(faults.map(({ what }) => what)).toEqual([
    ...reappearing.slice(0, named).map(reappearanceText),
    end,
  ]);
  expect(faults.at(-1)?.fix).toContain("--allow-reappearing");
});

test("one is told by what it has in common", () => {
  expect(reappearanceText(again(7, { oldId: "urn:7", newId: "urn:8", by: "title" }))).toBe(
    String.raw`7 "第7篇 \"渡\"" comes again as urn:8, not urn:7 (the same title and date)`,
  );
});

describe("where the authority alone is another, one line mends all", () => {
  test.each([1, 3, 1_200])("%i articles", (count) => {
    const reappearing = many(count);
    expect(authorityBefore(reappearing)).toBe(AUTHORITY);
    const [fault, ...others] = refuseReappearing({ reappearing })!.faults;
    expect(fault).toMatchObject(authorityFault(AUTHORITY, count));
    expect(others).toEqual([]);
    const whom = { 1: "1 article", 3: "all 3 of these", 1_200: "all 1,200 of these" }[count];
    expect(fault?.what).toContain(`was ${AUTHORITY} when ${whom}`);
    expect(fault?.fix).toContain(`id_authority = "${AUTHORITY}"`);
  });

  const entry = again(1).before;
  test.each<[string, Partial<Reappearance>]>([
    ["an id that is no tag", { oldId: "urn:1" }],
    ["another authority than the others", { oldId: "tag:third.example,2021:1" }],
    ["another id of the article", { after: { ...entry, id: "9" as ArticleId } }],
    ["a guid before", { before: { ...entry, guid: "g" } }],
    ["a guid now", { after: { ...entry, guid: "g" } }],
    ["the same id of the feed item", { newId: again(1).oldId }],
  ])("not with one that has %s", (_, fields) => {
    for (const reappearing of [
      [again(1, fields), again(2)],
      [again(2), again(1, fields)],
    ])
      expect(authorityBefore(reappearing)).toBeUndefined();
    expect(refuseReappearing({ reappearing: [again(1, fields), again(2)] })?.faults.length).toBe(3);
  });

  test("nor with none", () => {
    expect(authorityBefore([])).toBeUndefined();
  });
});
