import type { Card } from "#model/card.ts";
import { documentFromArticle } from "#search/format/document.ts";
import type { PhraseMatcher } from "#search/query/phrase-match.ts";
import type { Query } from "#search/query/query.ts";
import type { SearchResult } from "#search/run/run.ts";
import type { TermQuery } from "#search/query/term-query.ts";
import { readFirstArticles } from "#store/article-reading.ts";
import { readCards } from "#store/card-reading.ts";
import type { Reader } from "#store/reader.ts";

/** Articles whose text is read for the phrases of one search, the best first: about as much as a
 *  request's 10 ms of CPU time allow. What lies behind them is not found, and the answer is
 *  `degraded`. */
export const MAX_TEXTS = 40;
/** What they may weigh together, as packs hold them. Bytes. */
const MAX_TEXT_BYTES = 256 << 10;

/** What asks for every article: only the texts tell which have a phrase of stop words. */
const ANYTHING = { sequence: [], required: [], requiredPairs: [] };

/** A search whose phrases were looked for in the texts. */
export type ReadSearch = {
  readonly found: SearchResult;
  readonly cards: readonly Card[];
  /** Whether slips in titles have cost a round already. */
  readonly hasReadMore?: boolean;
};

/** Runs a search that only the texts of articles can answer: the index gives those that may have
 *  the phrases, and those that have them remain. Total, pages and facets speak of what remains. One
 *  round: packs and cards together; at most MAX_TEXTS packs.
 *  @param run  runs a lookup over the index as it was read for the search */
export async function readPhrases(
  reader: Reader,
  { lookup }: Pick<Query, "lookup">,
  { isAsked, isUnindexed, phrases, matches }: PhraseMatcher,
  run: (query: TermQuery) => SearchResult,
): Promise<ReadSearch> {
  const asked = isUnindexed ? { ...lookup, ...ANYTHING } : lookup;
  const first = { texts: { isAsked }, partial: false, facets: false, offset: 0, limit: MAX_TEXTS };
  const unread = run({ ...asked, ...first });
  const titled = isUnindexed ? run({ ...lookup, ...first }).docs : [];
  // What does not even have the words of a phrase need not be read for it.
  const doubtful = unread.docs.filter(({ partial }) => !partial || !isAsked);
  const all = [...titled, ...doubtful].map(({ doc }) => doc);
  const docs = [...new Set(all)].slice(0, MAX_TEXTS);
  const cardDocs = isAsked ? docs : [...new Set([...docs, ...mayBeShown(docs.length)])];
  const limits = { packs: MAX_TEXTS, bytes: MAX_TEXT_BYTES };
  const [articles, cards] = await Promise.all([
    readFirstArticles(reader, docs, limits),
    readCards(reader, cardDocs),
  ]);
  const { site } = reader.manifest;
  const met = articles.map((article) => matches(documentFromArticle(article, site)));
  const confirmed = new Set(docs.filter((_, place) => met[place] === true));
  const found = run({ ...asked, texts: { isAsked, confirmed } });
  if (isAsked && found.total === 0) return withoutPhrases();
  const cardOf = new Map(cardDocs.map((doc, place) => [doc, cards[place]]));
  const isCut = articles.length < docs.length || unread.total > unread.docs.length;
  return {
    found: { ...found, degraded: found.degraded || isCut },
    cards: found.docs.flatMap(({ doc }) => cardOf.get(doc) ?? []),
  };

  /** What has the words of phrases that no article has, all of it in part. */
  async function withoutPhrases(): Promise<ReadSearch> {
    const found = run({ ...lookup, demoted: { has: () => true } });
    const cards = await readCards(
      reader,
      found.docs.map(({ doc }) => doc),
    );
    const degraded = found.degraded || unread.total > unread.docs.length;
    return { found: { ...found, degraded, ...(cards.length > 0 && { ignored: phrases }) }, cards };
  }

  /** What the page can show beside those that are read: each of them may push it on by one. */
  function mayBeShown(more: number): readonly number[] {
    const offset = Math.max(0, lookup.offset - more);
    const end = lookup.offset + lookup.limit;
    return run({ ...lookup, facets: false, offset, limit: end - offset }).docs.map(
      ({ doc }) => doc,
    );
  }
}
