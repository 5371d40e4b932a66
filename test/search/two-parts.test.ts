import * as fc from "fast-check";
import { expect, test } from "vitest";
import { epochMs, instantFromEpoch } from "#model/instant.ts";
import type { ArticleId } from "#model/name.ts";
import { buildIndex } from "#search/build/build.ts";
import type { SearchDocument } from "#search/format/document.ts";
import { indexTerms } from "#search/format/options.ts";
import { allOf, anyOf, type TermQuery } from "#search/query/term-query.ts";
import { isWrittenForm } from "#text/analysis/written-form.ts";
import { recentOf, searchBuilt } from "./oracle.ts";
import { sampleDocuments, sampleQueries } from "./sample.ts";

const pool = [
  ...sampleDocuments("en", 60, { sentences: 3 }),
  ...sampleDocuments("zh", 60, { sentences: 3 }),
].sort(byTime);

function byTime(a: SearchDocument, b: SearchDocument): number {
  return epochMs(a.published) - epochMs(b.published) || (a.id < b.id ? -1 : 1);
}

/** One thing that a publisher does: adds an article, replaces one, or withdraws one. Numbers choose among what is there. */
type Change =
  | { readonly kind: "add"; readonly from: number; readonly second: number }
  | {
      readonly kind: "replace";
      readonly which: number;
      readonly from: number;
      readonly moves: boolean;
    }
  | { readonly kind: "withdraw"; readonly which: number };

const changes: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    kind: fc.constant("add" as const),
    from: fc.nat(),
    second: fc.integer({ min: 1_499_000_000, max: 1_505_000_000 }),
  }),
  fc.record({
    kind: fc.constant("replace" as const),
    which: fc.nat(),
    from: fc.nat(),
    moves: fc.boolean(),
  }),
  fc.record({ kind: fc.constant("withdraw" as const), which: fc.nat() }),
);

/** The articles after the changes, by id. */
function changed(
  base: readonly SearchDocument[],
  sequence: readonly Change[],
): ReadonlyMap<string, SearchDocument> {
  const now = new Map<string, SearchDocument>(base.map((document) => [document.id, document]));
  for (const [step, change] of sequence.entries()) {
    const ids = [...now.keys()];
    if (change.kind === "add") {
      const id = `new-${step}` as ArticleId;
      const published = instantFromEpoch(change.second * 1000);
      now.set(id, { ...pool[change.from % pool.length]!, id, published });
    } else if (ids.length > 0) {
      const id = ids[change.which % ids.length]!;
      const before = now.get(id)!;
      now.delete(id);
      if (change.kind === "withdraw") continue;
      const other = pool[change.from % pool.length]!;
      const published = change.moves
        ? instantFromEpoch(epochMs(before.published) + 7_777_000)
        : before.published;
      now.set(id, { ...other, id: before.id, published, text: `${other.text} ${before.title}` });
    }
  }
  return now;
}

type Answer = ReturnType<typeof searchBuilt>;

function expectAlike(
  two: Answer,
  whole: Answer,
  idOf: (doc: number) => string,
  wholeIds: readonly string[],
): void {
  expect(two.total).toBe(whole.total);
  expect(two.facets).toEqual(whole.facets);
  const scores = new Map(whole.docs.map(({ doc, score }) => [wholeIds[doc], score]));
  for (const [place, { doc, score }] of two.docs.entries()) {
    const wanted = scores.get(idOf(doc)) ?? Number.NaN;
    expect(Math.abs(score - wanted)).toBeLessThanOrEqual(1e-9 * Math.abs(wanted));
    const { doc: wholeDoc, score: wholeScore } = whole.docs[place]!;
    // Only where a rebuild's scores differ by less than the tolerance may the order differ.
    if (wholeIds[wholeDoc] !== idOf(doc))
      expect(Math.abs(wanted - wholeScore)).toBeLessThan(1e-9 * wanted);
    if (wanted === wholeScore) expect(idOf(doc)).toBe(wholeIds[wholeDoc]);
  }
}

const QUERIES: readonly TermQuery[] = sampleQueries(pool, 14).flatMap((text) => {
  const terms = indexTerms(text, "en", "text")
    .filter((term) => !isWrittenForm(term))
    .map((term) => ({ term }));
  const last = terms.map((term, place) => ({ ...term, prefix: place === terms.length - 1 }));
  return [anyOf(terms), allOf(anyOf(terms)), anyOf(last)];
});
const REQUESTS: readonly Partial<TermQuery>[] = [
  { limit: 1_000, partial: true },
  { limit: 1_000, sort: "date" },
  { limit: 1_000, filters: [{ section: "news" }], halfLifeDays: 20 },
];

test("base and recent answer as a rebuild does, after any changes", () => {
  const base = fc.uniqueArray(fc.nat(pool.length - 1), { maxLength: 60 });
  fc.assert(
    fc.property(base, fc.array(changes, { maxLength: 30 }), (places, sequence) => {
      const before = places.sort((a, b) => a - b).map((place) => pool[place]!);
      const now = changed(before, sequence);
      const recent = [...now.values()]
        .filter((document) => !before.includes(document))
        .sort(byTime);
      const removed = [...before.keys()].filter((doc) => now.get(before[doc]!.id) !== before[doc]);
      const whole = [...now.values()].sort(byTime);
      const built = buildIndex(before);
      const part = recentOf(recent, removed);
      const rebuilt = buildIndex(whole);
      const idOf = (doc: number): string => (before[doc] ?? recent[doc - before.length]!).id;
      const wholeIds = whole.map(({ id }) => id);
      for (const [place, query] of QUERIES.entries()) {
        const request = REQUESTS[place % REQUESTS.length]!;
        expectAlike(
          searchBuilt(built, query, request, part),
          searchBuilt(rebuilt, query, request),
          idOf,
          wholeIds,
        );
      }
    }),
    { numRuns: 100 },
  );
});

test("a word that only the recent part knows is known, and one that neither knows finds what resembles it in both", () => {
  const [a, b, c] = [pool[0]!, pool[1]!, pool[2]!];
  const built = buildIndex([
    { ...a, text: "lantern", title: "x" },
    { ...b, text: "nothing", title: "y" },
  ]);
  const recent = recentOf([{ ...c, text: "lanterns lantorn", title: "z" }], []);
  const find = (term: string): readonly number[] => {
    const correction = { typed: term, forms: [term], isUnfinished: false };
    const query = {
      ...anyOf([{ term }]),
      terms: [{ term }, { term, correction }],
      sequence: [0, 1],
    };
    const { docs } = searchBuilt(built, query, {}, recent);
    return docs.map(({ doc }) => doc).toSorted((x, y) => x - y);
  };
  expect(find("lantorn")).toEqual([2]);
  expect(find("lantirn")).toEqual([0, 2]);
});

test("an article that replaces another can keep its place among those of the same moment", () => {
  const [a] = pool;
  const same = ["a", "b", "c"].map((id) => ({ ...a!, id: id as ArticleId }));
  const built = buildIndex(same);
  const changedOne = { ...same[0]!, title: "changed" };
  const order = (places?: readonly number[]): readonly number[] =>
    searchBuilt(built, anyOf([]), {}, recentOf([changedOne], [0], places)).docs.map(
      ({ doc }) => doc,
    );
  expect(order()).toEqual([3, 2, 1]);
  expect(order([0])).toEqual([2, 1, 3]);
});
