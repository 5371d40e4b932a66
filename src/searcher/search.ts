import type { Card } from "#model/card.ts";
import type { Query } from "#search/query/query.ts";
import type { IndexRoot } from "#search/format/root.ts";
import type { SearchResult } from "#search/run/run.ts";
import type { Reader } from "#store/reader.ts";
import { type IndexAtHand, readIndex } from "./index-reading.ts";
import { readPhrases } from "./phrase-reading.ts";
import { readWord } from "./word-reading.ts";
import { correctionFor } from "./correction.ts";
import { cardsThatShow, type ReadSearch, withCards } from "./shown-texts.ts";

/** A search that was understood, and the index it is for. */
export type AskedSearch = { readonly query: Query; readonly root: IndexRoot };

/** What a search found, with the cards of the page that was asked for. */
export type SearchOutcome = {
  readonly found: SearchResult;
  /** One for each of `found.docs`. */
  readonly cards: readonly Card[];
  /** What highlights mark. */
  readonly marks: Query["marks"];
};

/** Runs a search: the shards that it needs with lengths and columns in one round, the cards of its
 *  hits in another; one more for titles of which it is a misspelling in Chinese, when no article
 *  matches fully; else one for the texts of hits whose cards do not show why they were found; and
 *  one for what may have been meant, when nothing is found.
 *  @throws {StoreFault} when a blob of the index is damaged */
export async function runAsked(
  reader: Reader,
  { query, root }: AskedSearch,
): Promise<SearchOutcome> {
  const index = await readIndex(reader, root, query.lookup);
  const outcome = await foundBy(reader, query, index);
  const { found, marks } = outcome;
  const { parts } = index;
  const cards = await cardsThatShow(reader, outcome, outcome);
  if (found.total > 0 && !found.partial) return { found, cards, marks };
  const asked = { cards: outcome.cards, parts };
  const suggestion = await correctionFor(reader, query.text, asked);
  return { found: { ...found, suggestion }, cards, marks };
}

/** What the index finds, and where it cannot tell all, what texts or cards tell beyond it. */
async function foundBy(
  reader: Reader,
  query: Query,
  { run, readMore }: IndexAtHand,
): Promise<SearchOutcome & ReadSearch> {
  const { lookup, marks } = query;
  if (query.phrases) return { ...(await readPhrases(reader, query, query.phrases, run)), marks };
  const slips = query.slips && run(lookup).full === 0 ? query.slips() : undefined;
  if (slips) {
    const more = await readMore(slips.lookup);
    const read = await withCards(reader, more.run(slips.lookup), slips.marks);
    const hasReadMore = read.hasReadMore || more.hasReadMore;
    return { ...read, hasReadMore, marks: slips.marks };
  }
  if (query.word !== undefined)
    return { ...(await readWord(reader, query, query.word, run)), marks };
  return { ...(await withCards(reader, run(lookup), marks)), marks };
}
