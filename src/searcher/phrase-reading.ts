import { documentFromArticle } from "#search/format/document.ts";
import type { PhraseMatcher } from "#search/query/phrase-match.ts";
import type { Query } from "#search/query/query.ts";
import type { SearchResult } from "#search/run/run.ts";
import type { TermQuery } from "#search/query/term-query.ts";
import { readFirstArticles } from "#store/pack-reading.ts";
import { readCards } from "#store/card-reading.ts";
import type { Reader } from "#store/reader.ts";
import { cardOf, type ReadSearch, withCards, withKnownCards } from "./shown-texts.ts";

/** Articles whose text is read for the phrases of one search, the best first: about as much as a
 *  request's 10 ms of CPU time allow. What lies behind them is not found, and the answer is
 *  `degraded`. */
export const MAX_TEXTS = 40;
/** What they may weigh together, as packs hold them. Bytes. */
const MAX_TEXT_BYTES = 256 << 10;

/** What asks for every article: only the texts tell which have a phrase of stop words. */
const ANYTHING = { sequence: [], required: [], requiredPairs: [] };

/** Runs a search that only the texts of articles can answer: the index gives those that may have
 *  the phrases, and those that have them remain. Total, pages and facets speak of what remains. One
 *  round: at most MAX_TEXTS packs, and cards of what else the page may show.
 *  @param run  runs a lookup over the index as it was read for the search */
export async function readPhrases(
  reader: Reader,
  { lookup, marks }: Pick<Query, "lookup" | "marks">,
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
  const others = isAsked ? [] : mayBeShown(docs.length).filter((doc) => !docs.includes(doc));
  const limits = { packs: MAX_TEXTS, bytes: MAX_TEXT_BYTES };
  const [articles, cards] = await Promise.all([
    readFirstArticles(reader, docs, limits),
    readCards(reader, others),
  ]);
  const { site } = reader.manifest;
  const met = articles.map((article) => matches(documentFromArticle(article, site)));
  const confirmed = new Set(docs.filter((_, place) => met[place] === true));
  const found = run({ ...asked, texts: { isAsked, confirmed } });
  if (isAsked && found.total === 0) return withoutPhrases();
  const whole = new Map(articles.map((article, place) => [docs[place]!, article]));
  const known = new Map(others.map((doc, place) => [doc, cards[place]!]));
  for (const { doc } of found.docs) {
    const article = whole.get(doc);
    if (article) known.set(doc, cardOf(reader, article));
  }
  const isCut = articles.length < docs.length || unread.total > unread.docs.length;
  return {
    // Texts that weigh too much were not read.
    ...(await withKnownCards(reader, found, known)),
    found: { ...found, degraded: found.degraded || isCut },
    whole,
  };

  /** What has the words of phrases that no article has, all of it in part. */
  async function withoutPhrases(): Promise<ReadSearch> {
    const found = run({ ...lookup, demoted: { has: () => true } });
    const read = await withCards(reader, found, marks);
    const degraded = found.degraded || unread.total > unread.docs.length;
    const ignored = read.cards.length > 0 && { ignored: phrases };
    return { ...read, found: { ...found, degraded, ...ignored } };
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
