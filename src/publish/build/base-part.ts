import type { Article } from "#model/article.ts";
import type { Card } from "#model/card.ts";
import { memoizeLast, memoizeObjects } from "#model/memoize.ts";
import type { ArticleId } from "#model/name.ts";
import type { BlobName, Manifest, PackRef } from "#model/release.ts";
import type { Site } from "#model/site.ts";
import { cardLayout, encodeCards } from "#store/cards.ts";
import { encodeDirectory, type KeyedEntry } from "#store/directory.ts";
import type { Member } from "#store/pack-place.ts";
import { packOf } from "#store/pack.ts";
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
 *  @param articles  oldest first */
export async function buildPacks(
  articles: readonly ReadyArticle[],
  set: BlobSet,
): Promise<Packing> {
  const packs: PackRef[] = [];
  const members = new Map<ArticleId, Member>();
  for (const pack of cutPacks(articles)) {
    const blob = await set.add(packOf(pack.map(({ record }) => record)));
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

/** What the directory is made from. */
type DirectoryInput = {
  /** Oldest first. */
  readonly articles: readonly ReadyArticle[];
  /** Withdrawn ones, oldest first. */
  readonly gone: readonly ReadyArticle[];
  readonly members: Packing["members"];
  readonly workshop?: Workshop | undefined;
};

/** Builds the directory. Where articles claim the same alias, the newest has it, and a published
 *  one before a withdrawn one.
 *  @returns names of its blobs, and the aliases that were claimed twice */
export async function buildDirectory(
  { articles, gone, members, workshop }: DirectoryInput,
  set: BlobSet,
): Promise<{ readonly directory: readonly BlobName[]; readonly contested: readonly string[] }> {
  const entries = new Map<string, KeyedEntry>();
  const contested = new Set<string>();
  for (const ready of gone) for (const one of withdrawnEntries(ready)) entries.set(one.key, one);
  for (const ready of articles) {
    const member = members.get(ready.article.id);
    if (member === undefined) throw new TypeError(`article ${ready.article.id} lies in no pack`);
    const by = `${member.pack} ${member.slot}`;
    for (const one of lastEntries(ready, by, () => entriesOf(ready, member))) {
      if ("pack" in one.entry) entries.set(one.key, one);
      else {
        if (entries.get(one.key)?.entry.withdrawn === false) contested.add(one.key);
        entries.set(one.key, one);
      }
    }
  }
  const directory = await set.addAll(encodeDirectory([...entries.values()], workshop?.remake));
  return { directory, contested: [...contested].sort() };
}

const lastEntries = memoizeLast<ReadyArticle, readonly KeyedEntry[]>();

/** The entry of an article, then those of its aliases. */
function entriesOf(
  { article: { id, aliases }, etag }: ReadyArticle,
  { pack, slot }: Member,
): readonly KeyedEntry[] {
  return [
    { key: id, entry: { withdrawn: false, id, pack, slot, etag } },
    ...[...new Set(aliases)].map((key) => ({ key, entry: { withdrawn: false, id } as const })),
  ];
}

const withdrawnEntries = memoizeObjects(
  ({ article: { id, aliases } }: ReadyArticle): readonly KeyedEntry[] =>
    [id, ...aliases].map((key) => ({ key, entry: { withdrawn: true, id } as const })),
);

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
