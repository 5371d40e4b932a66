import type { Card } from "#model/card.ts";
import type { Query } from "#search/query/query.ts";
import type { IndexRoot } from "#search/format/root.ts";
import type { SearchResult } from "#search/run/run.ts";
import { readCards } from "#store/card-reading.ts";
import type { Reader } from "#store/reader.ts";
import { readIndex } from "./index-reading.ts";
import { readPhrases } from "./phrase-reading.ts";
import type { TermQuery } from "#search/query/term-query.ts";
import { readWord } from "./word-reading.ts";
import { correctionFor } from "./correction.ts";
import { cardsThatShow } from "./shown-texts.ts";

/** A search that was understood, and the index it is for. */
export type AskedSearch = { readonly query: Query; readonly root: IndexRoot };

/** What a search found, with the cards of the page that was asked for. */
export type SearchOutcome = {
  readonly found: SearchResult;
  /** One for each of `found.docs`. */
  readonly cards: readonly Card[];
};

/** Runs a search: the shards that it needs with lengths and columns in one round, the cards of its
 *  hits in another; a third for what may have been meant, when nothing is found, or for the texts
 *  of hits whose cards do not show why they were found.
 *  @throws {StoreFault} when a blob of the index is damaged */
export async function runAsked(
  reader: Reader,
  { query, root }: AskedSearch,
): Promise<SearchOutcome> {
  const { run, shards } = await readIndex(reader, root, query.lookup);
  const outcome = await foundBy(reader, query, run);
  const { found } = outcome;
  const cards = await cardsThatShow(reader, outcome, query);
  if (found.total > 0 && !found.partial) return { found, cards };
  const asked = { cards: outcome.cards, part: { root, shards } };
  const suggestion = await correctionFor(reader, query.text, asked);
  return { found: { ...found, suggestion }, cards };
}

/** What the index finds, and where it cannot tell all, what texts or cards tell beyond it. */
async function foundBy(
  reader: Reader,
  query: Query,
  run: (query: TermQuery) => SearchResult,
): Promise<SearchOutcome> {
  if (query.phrases) return readPhrases(reader, query, query.phrases, run);
  if (query.word !== undefined) return readWord(reader, query, query.word, run);
  return withCards(reader, run(query.lookup));
}

async function withCards(reader: Reader, found: SearchResult): Promise<SearchOutcome> {
  const docs = found.docs.map(({ doc }) => doc);
  return { found, cards: await readCards(reader, docs) };
}
