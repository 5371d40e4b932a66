import type { Card } from "#model/card.ts";
import { documentFromArticle } from "#search/format/document.ts";
import { showsMatch } from "#search/hits/hits.ts";
import type { Query } from "#search/query/query.ts";
import { readFirstArticles } from "#store/article-reading.ts";
import { areCardsCut } from "#store/cards.ts";
import type { Reader } from "#store/reader.ts";
import type { ReadSearch } from "./phrase-reading.ts";

/** Packs that are read for the texts of a page of hits, at most. */
const MAX_PACKS = 10;
/** What those texts may weigh together, as packs hold them. Bytes. */
const MAX_TEXT_BYTES = 256 << 10;

/** The cards of a page of hits, so that each shows why it was found: where neither the title nor
 *  the beginning of a text has anything of the search, the card has the whole text instead. One
 *  round, of MAX_PACKS reads at most, and none in a site whose cards hold whole articles. */
export async function cardsThatShow(
  reader: Reader,
  { found, cards, hasReadMore }: ReadSearch,
  { marks }: Pick<Query, "marks">,
): Promise<readonly Card[]> {
  if (!areCardsCut(reader.manifest.count) || marks.length === 0) return cards;
  // Words that were taken for others cost rounds of their own, and so do slips in titles.
  if (found.corrections.length > 0 || hasReadMore) return cards;
  const unclear = [...cards.entries()].filter(
    ([place, card]) => !found.docs[place]?.publishedThen && !showsMatch(card, marks),
  );
  if (unclear.length === 0) return cards;
  const docs = unclear.flatMap(([place]) => found.docs[place]?.doc ?? []);
  const limits = { packs: MAX_PACKS, bytes: MAX_TEXT_BYTES };
  const articles = await readFirstArticles(reader, docs, limits);
  const shown = [...cards];
  for (const [index, article] of articles.entries()) {
    const [place, card] = unclear[index]!;
    shown[place] = { ...card, text: documentFromArticle(article, reader.manifest.site).text };
  }
  return shown;
}
