import { env } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import type { Card } from "#model/card.ts";
import { isRejection } from "#model/rejection.ts";
import { type Query, toQuery } from "#search/query/query.ts";
import type { SearchResult } from "#search/run/run.ts";
import { cardsThatShow, type ReadSearch, readShown } from "#searcher/shown-texts.ts";
import { readCards } from "#store/card-reading.ts";
import type { Reader } from "#store/reader.ts";
import { NOW, published } from "../serve/published.ts";
import { article } from "../serve/sample-site.ts";
import { coldReader } from "../store/published.ts";

const BODIES = ["The ferry left at night.", "A lantern hung on the quay.", "Nothing to see."];

beforeAll(() =>
  published(
    BODIES.map((body, index) =>
      article({
        id: `a${index}`,
        title: `Note ${index}`,
        lang: "en",
        published: `2020-01-0${index + 1}`,
        body: `<p>${body}</p>`,
      }),
    ),
  ),
);

function queryOf(q: string): Query {
  const query = toQuery({ q }, { site: { synonyms: [], timeZone: "UTC" } });
  if (isRejection(query)) throw new TypeError(`${q} is no search`);
  return query;
}

const found = (docs: readonly number[]): SearchResult =>
  // What reads texts asks for nothing else of what was found.
  ({
    docs: docs.map((doc) => ({ doc, score: 1, partial: false })),
    corrections: [],
  }) as unknown as SearchResult;

/** Hits whose cards were read. */
const read = (docs: readonly number[], cards: readonly Card[]): ReadSearch => ({
  found: found(docs),
  cards,
  whole: new Map(),
  hasReadMore: false,
});

/** A release of so many articles, as far as its manifest says. */
function large(reader: Reader, count: number): Reader {
  return { ...reader, manifest: { ...reader.manifest, count } };
}

async function cutCards(reader: Reader, docs: readonly number[]): Promise<readonly Card[]> {
  const cards = await readCards(reader, docs);
  return cards.map((card) => ({ ...card, text: "The beginning …", summary: "" }));
}

test("a card that shows nothing of the search gets its article's text, the others stay", async () => {
  const reader = await coldReader(env.KV, NOW);
  const docs = [0, 1, 2];
  const [first, ...others] = await cutCards(reader, docs);
  const cards = [{ ...first!, title: "Of a lantern" }, ...others];
  const outcome = read(docs, cards);
  const before = reader.meter.rounds;
  const shown = await cardsThatShow(large(reader, 10_000), outcome, queryOf("lantern "));
  expect(shown[0]).toBe(cards[0]);
  expect(shown[1]?.text).toContain("A lantern hung on the quay.");
  expect(shown.map(({ id }) => id)).toEqual(cards.map(({ id }) => id));
  expect(reader.meter.rounds - before).toBe(1);
});

test("nothing is read where slips in titles have cost a round", async () => {
  const reader = await coldReader(env.KV, NOW);
  const cards = await cutCards(reader, [1]);
  const before = reader.meter.rounds;
  const outcome = { ...read([1], cards), hasReadMore: true };
  expect(await cardsThatShow(large(reader, 10_000), outcome, queryOf("lantern "))).toBe(cards);
  expect(reader.meter.rounds).toBe(before);
});

test("nothing is read where cards hold whole articles, where all cards show it, or where nothing was typed", async () => {
  const reader = await coldReader(env.KV, NOW);
  const cards = await cutCards(reader, [1]);
  const outcome = read([1], cards);
  const { reads } = reader.meter;
  expect(await cardsThatShow(reader, outcome, queryOf("lantern "))).toBe(cards);
  expect(await cardsThatShow(large(reader, 10_000), outcome, queryOf("note "))).toBe(cards);
  expect(await cardsThatShow(large(reader, 10_000), outcome, queryOf(""))).toBe(cards);
  expect(reader.meter.reads).toBe(reads);
});

test("where cards are cut, the first hits are read whole in place of their cards, in the same round", async () => {
  const reader = await coldReader(env.KV, NOW);
  const { marks } = queryOf("lantern ");
  const before = { ...reader.meter };
  const shown = await readShown(large(reader, 10_000), [2, 0, 1], marks);
  expect(reader.meter.rounds - before.rounds).toBe(1);
  expect(shown.cards.map(({ id, text }) => [id, text])).toEqual([
    ["a2", "Nothing to see."],
    ["a0", "The ferry left at night."],
    ["a1", "A lantern hung on the quay."],
  ]);
  expect([...shown.whole.keys()]).toEqual([2, 0, 1]);
  // All of them lie in one pack.
  expect(reader.meter.reads - before.reads).toBe(1);
  const cards = await readCards(reader, [2, 0, 1]);
  const fields = (all: readonly Card[]) => all.map((card) => ({ ...card, text: "" }));
  expect(fields(shown.cards)).toEqual(fields(cards));
});

test("a search for nothing, and a site whose cards hold all, read cards alone", async () => {
  const reader = await coldReader(env.KV, NOW);
  const of = async (count: number, q: string) =>
    readShown(large(reader, count), [1], queryOf(q).marks);
  expect((await of(10_000, "")).whole.size).toBe(0);
  expect((await of(3, "lantern ")).whole.size).toBe(0);
  expect((await of(10_000, "lantern ")).whole.size).toBe(1);
});
