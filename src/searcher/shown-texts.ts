import type { Article } from "#model/article.ts";
import type { Card } from "#model/card.ts";
import { wholeCard } from "#search/hits/card.ts";
import { showsMatch } from "#search/hits/hits.ts";
import type { Query } from "#search/query/query.ts";
import type { SearchResult } from "#search/run/run.ts";
import { countInPacks, readFirstArticles } from "#store/pack-reading.ts";
import { readCards } from "#store/card-reading.ts";
import { areCardsCut, cardLayout } from "#store/cards.ts";
import type { Reader } from "#store/reader.ts";

/** Packs that are read for the texts of a page of hits, at most. */
const MAX_PACKS = 10;
/** What those texts may weigh together, as packs hold them. Bytes. */
const MAX_TEXT_BYTES = 256 << 10;
const LIMITS = { packs: MAX_PACKS, bytes: MAX_TEXT_BYTES, together: true };

/** A search whose page of hits was read. */
export type ReadSearch = ShownHits & { readonly found: SearchResult };

/** What was read of hits. */
export type ShownHits = {
  /** One for each of the hits, in their order. */
  readonly cards: readonly Card[];
  /** Those that were read whole, by their numbers: the first of the hits. */
  readonly whole: ReadonlyMap<number, Article>;
  /** Whether a round was spent on them that no other search takes. */
  readonly hasReadMore: boolean;
};

/** The cards of hits, so that each shows why it was found: where cards hold only the beginning of
 *  an article, the texts of the first of them are read in place of their cards, which takes no
 *  longer. One round: MAX_PACKS in one bulk read, beside one for each 100 blobs of cards.
 *  @param docs  numbers of articles, in the order in which they are shown */
export async function readShown(
  reader: Reader,
  docs: readonly number[],
  marks: Query["marks"],
): Promise<ShownHits> {
  const { manifest } = reader;
  const isWanted = areCardsCut(manifest.count) && marks.length > 0;
  const count = isWanted ? countInPacks(manifest, docs, MAX_PACKS) : 0;
  const [articles, cards] = await Promise.all([
    readFirstArticles(reader, docs.slice(0, count), LIMITS),
    readCards(reader, docs.slice(count)),
  ]);
  const heavy = docs.slice(articles.length, count);
  const others = await readCards(reader, heavy);
  return {
    whole: new Map(articles.map((article, place) => [docs[place]!, article])),
    cards: [...articles.map((article) => cardOf(reader, article)), ...others, ...cards],
    hasReadMore: heavy.length > 0,
  };
}

/** What was found, with the cards of its page. */
export async function withCards(
  reader: Reader,
  found: SearchResult,
  marks: Query["marks"],
): Promise<ReadSearch> {
  const docs = found.docs.map(({ doc }) => doc);
  return { found, ...(await readShown(reader, docs, marks)) };
}

/** The cards of a page of which some are known already. One round for the others, or none. */
export async function withKnownCards(
  reader: Reader,
  { docs }: SearchResult,
  known: ReadonlyMap<number, Card>,
): Promise<Pick<ShownHits, "cards" | "hasReadMore">> {
  const others = docs.map(({ doc }) => doc).filter((doc) => !known.has(doc));
  const read = await readCards(reader, others);
  const cards = docs.map(({ doc }) => known.get(doc) ?? read[others.indexOf(doc)]!);
  return { cards, hasReadMore: others.length > 0 };
}

/** The card of an article that was read, with its whole text. O(length of the article). */
export function cardOf({ manifest: { site, count } }: Reader, article: Article): Card {
  return wholeCard(article, site, cardLayout(count).textColumns);
}

/** The cards of a page of hits, so that each shows why it was found: where neither the title nor
 *  what a card has of the text has anything of the search, it has the whole text instead. One
 *  round, of MAX_PACKS keys at most, and none in a site whose cards hold whole articles. */
export async function cardsThatShow(
  reader: Reader,
  { found, cards, whole, hasReadMore }: ReadSearch,
  { marks }: Pick<Query, "marks">,
): Promise<readonly Card[]> {
  if (!areCardsCut(reader.manifest.count) || marks.length === 0) return cards;
  // Words that were taken for others cost rounds of their own, and so do slips in titles.
  if (found.corrections.length > 0 || hasReadMore) return cards;
  const unclear = found.docs.flatMap(({ doc, publishedThen }, place) => {
    const isClear = publishedThen || whole.has(doc) || showsMatch(cards[place]!, marks);
    return isClear ? [] : [{ doc, place }];
  });
  if (unclear.length === 0) return cards;
  const docs = unclear.map(({ doc }) => doc);
  const shown = [...cards];
  for (const [index, article] of (await readFirstArticles(reader, docs, LIMITS)).entries())
    shown[unclear[index]!.place] = cardOf(reader, article);
  return shown;
}
