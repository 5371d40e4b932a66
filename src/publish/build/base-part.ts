import type { Article } from "#model/article.ts";
import type { Card } from "#model/card.ts";
import { memoizeLast } from "#model/memoize.ts";
import type { ArticleId } from "#model/name.ts";
import type { BlobName, Manifest, PackRef } from "#model/release.ts";
import type { Site } from "#model/site.ts";
import { cardLayout, encodeCards } from "#store/cards.ts";
import type { StoredDirectory } from "#store/directory.ts";
import type { Member } from "#store/pack-place.ts";
import { packedArticle, packOf } from "#store/pack.ts";
import type { BlobSet } from "./blob-set.ts";
import { cutPacks } from "./pack-border.ts";
import { type IndexBuilder, indexPart } from "./index-part.ts";
import type { ReadyArticle } from "./ready-article.ts";
import { relatedPart } from "./related-part.ts";
import { type SuggestionInput, suggestionPart } from "./suggestion-part.ts";
import { kept, type Workshop } from "#search/build/workshop.ts";
import { ANALYSIS } from "#search/format/options.ts";
import { cardFromArticle } from "#search/hits/card.ts";

/** The packs of a release, and where each article lies. */
type Packing = {
  readonly packs: readonly PackRef[];
  readonly members: ReadonlyMap<ArticleId, Member>;
};

/** Puts all articles into packs.
 *  @param articles  oldest first
 *  @param record  an article as a pack keeps it, always the same bytes for the same one; made anew
 *    when absent */
export async function buildPacks(
  articles: readonly ReadyArticle[],
  set: BlobSet,
  record?: (article: Article) => Uint8Array,
): Promise<Packing> {
  const packs: PackRef[] = [];
  const members = new Map<ArticleId, Member>();
  for (const pack of cutPacks(articles)) {
    const records = pack.map(({ article }) => (record ?? packedArticle)(article));
    const blob = await set.add(packOf(records, record !== undefined));
    const place = packs.push({ blob, first: members.size }) - 1;
    for (const [slot, { article }] of pack.entries())
      members.set(article.id, { pack: place, slot });
  }
  return { packs, members };
}

/** Puts the cards of articles into blobs, as many in each as the layout says.
 *  @param articles  oldest first
 *  @param first  where the first of them lies among all that have cards */
export async function buildCards(
  articles: readonly ReadyArticle[],
  {
    site,
    workshop,
    layout: { perBlob, textColumns } = cardLayout(articles.length),
    first = 0,
  }: {
    readonly site: Site;
    readonly workshop?: Workshop | undefined;
    readonly layout?: ReturnType<typeof cardLayout>;
    readonly first?: number;
  },
  set: BlobSet,
): Promise<readonly BlobName[]> {
  const names: BlobName[] = [];
  for (let from = 0; from < articles.length; from += perBlob) {
    const some = articles.slice(from, from + perBlob);
    const of = some.map(({ etag }) => etag).join(" ");
    const key = `cards ${CARDS_REVISION} ${first + from} ${site.lang} ${textColumns} ${of}`;
    const make = () => {
      const cards = some.map(({ article }) => cardOf(article, site, textColumns));
      return new TextEncoder().encode(encodeCards(cards, first + from));
    };
    names.push(await set.add(kept(workshop, key, make)));
  }
  return names;
}

const lastCard = memoizeLast<Article, Card>();

function cardOf(article: Article, site: Site, textColumns: number): Card {
  const by = `${site.lang} ${textColumns}`;
  return lastCard(article, by, () => cardFromArticle(article, site, textColumns));
}

/** What cards hang on beside their articles: raised when the same article gives another card. */
const CARDS_REVISION = `2 ${ANALYSIS}`;

/** A release that is stored. */
export type StoredRelease = {
  readonly manifest: Manifest;
  readonly directory: StoredDirectory;
};

/** A stored release that another is laid over: what is in it as it was keeps its blobs, and is not
 *  encoded. */
export type LaidOver = StoredRelease & {
  /** Articles that it has not, or not so. */
  readonly own: ReadonlySet<ArticleId>;
};

/** What the ground of a release is made with. */
export type GroundOptions = {
  readonly buildIndex: IndexBuilder;
  /** Keeps what is made of articles for the next publication. */
  readonly workshop?: Workshop | undefined;
  /** Reads Chinese, for suggestions by pinyin. */
  readonly readingsOf?: SuggestionInput["readingsOf"];
  /** Called with how many articles are indexed, of how many. */
  readonly progress: (done: number, total: number) => void;
};

/** What all else in a release stands on: where its articles lie, and what finds them. */
type Ground = Pick<
  Manifest,
  "packs" | "cards" | "cardsPerBlob" | "index" | "suggest" | "related" | "recent"
> & {
  readonly members: ReadonlyMap<ArticleId, Member>;
  /** The release that it is laid over; absent where all is laid out anew. */
  readonly over?: LaidOver;
};

/** Lays out the articles of a release, and puts what is new of it into `set`.
 *  @param articles  those that readers see, oldest first */
export type GroundBuilder = (
  articles: readonly ReadyArticle[],
  site: Site,
  set: BlobSet,
) => Promise<Ground>;

/** Lays out all articles anew: the same content gives the same ground. */
export function wholeGround({
  workshop,
  buildIndex,
  progress,
  readingsOf,
}: GroundOptions): GroundBuilder {
  return async (articles, site, set) => {
    const { packs, members } = await buildPacks(articles, set);
    const cards = await buildCards(articles, { site, workshop }, set);
    const { perBlob: cardsPerBlob } = cardLayout(articles.length);
    const index = await indexPart(buildIndex(articles, site, progress, workshop), set);
    const suggest = await suggestionPart({ articles, site, readingsOf, workshop }, set);
    const related = await relatedPart({ articles, workshop }, set);
    return { packs, members, cards, cardsPerBlob, index, suggest, related };
  };
}
