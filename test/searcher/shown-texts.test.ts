import { env } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import type { Card } from "#model/card.ts";
import { isRejection } from "#model/rejection.ts";
import { type Query, toQuery } from "#search/query/query.ts";
import type { SearchResult } from "#search/run/run.ts";
import { cardsThatShow } from "#searcher/shown-texts.ts";
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
  const outcome = { found: found(docs), cards };
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
  const outcome = { found: found([1]), cards, hasReadMore: true };
  expect(await cardsThatShow(large(reader, 10_000), outcome, queryOf("lantern "))).toBe(cards);
  expect(reader.meter.rounds).toBe(before);
});

test("nothing is read where cards hold whole articles, where all cards show it, or where nothing was typed", async () => {
  const reader = await coldReader(env.KV, NOW);
  const cards = await cutCards(reader, [1]);
  const outcome = { found: found([1]), cards };
  const { reads } = reader.meter;
  expect(await cardsThatShow(reader, outcome, queryOf("lantern "))).toBe(cards);
  expect(await cardsThatShow(large(reader, 10_000), outcome, queryOf("note "))).toBe(cards);
  expect(await cardsThatShow(large(reader, 10_000), outcome, queryOf(""))).toBe(cards);
  expect(reader.meter.reads).toBe(reads);
});
