import type { ArticleId } from "#model/name.ts";
import type { BlobName, PackRef } from "#model/release.ts";
import type { Site } from "#model/site.ts";
import { cardLayout, encodeCards } from "#store/cards.ts";
import { encodeDirectory, type KeyedEntry } from "#store/directory.ts";
import type { Member } from "#store/pack-place.ts";
import { packOf } from "#store/pack.ts";
import type { BlobSet } from "./blob-set.ts";
import { cardFromArticle } from "./card.ts";
import { cutPacks } from "./pack-border.ts";
import type { ReadyArticle } from "./ready-article.ts";
import { kept, type Workshop } from "#search/build/workshop.ts";
import { ANALYSIS } from "#search/format/options.ts";

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

/** Puts the cards of all articles into blobs, as many in each as `cardLayout` says.
 *  @param articles  oldest first */
export async function buildCards(
  articles: readonly ReadyArticle[],
  { site, workshop }: { readonly site: Site; readonly workshop?: Workshop | undefined },
  set: BlobSet,
): Promise<readonly BlobName[]> {
  const names: BlobName[] = [];
  const { perBlob, textColumns } = cardLayout(articles.length);
  for (let from = 0; from < articles.length; from += perBlob) {
    const some = articles.slice(from, from + perBlob);
    const of = some.map(({ etag }) => etag).join(" ");
    const key = `cards ${CARDS_REVISION} ${from} ${site.lang} ${textColumns} ${of}`;
    const bytes = kept(workshop, key, () => {
      const cards = some.map(({ article }) => cardFromArticle(article, site, textColumns));
      return new TextEncoder().encode(encodeCards(cards, from));
    });
    names.push(await set.add(bytes));
  }
  return names;
}

/** What cards hang on beside their articles: raised when the same article gives another card. */
const CARDS_REVISION = `1 ${ANALYSIS}`;

/** What the directory is made from. */
type DirectoryInput = {
  /** Oldest first. */
  readonly articles: readonly ReadyArticle[];
  /** Withdrawn ones, oldest first. */
  readonly gone: readonly ReadyArticle[];
  readonly members: Packing["members"];
};

/** Builds the directory. Where articles claim the same alias, the newest has it, and a published
 *  one before a withdrawn one.
 *  @returns names of its blobs, and the aliases that were claimed twice */
export async function buildDirectory(
  { articles, gone, members }: DirectoryInput,
  set: BlobSet,
): Promise<{ readonly directory: readonly BlobName[]; readonly contested: readonly string[] }> {
  const entries = new Map<string, KeyedEntry["entry"]>();
  const contested = new Set<string>();
  for (const { article } of gone) {
    for (const key of [article.id, ...article.aliases])
      entries.set(key, { withdrawn: true, id: article.id });
  }
  for (const { article, etag } of articles) {
    const member = members.get(article.id);
    if (member === undefined) throw new TypeError(`article ${article.id} lies in no pack`);
    const { id } = article;
    entries.set(id, { withdrawn: false, id, ...member, etag });
    for (const alias of new Set(article.aliases)) {
      if (entries.get(alias)?.withdrawn === false) contested.add(alias);
      entries.set(alias, { withdrawn: false, id });
    }
  }
  const keyed = [...entries].map(([key, entry]) => ({ key, entry }));
  const directory = await set.addAll(encodeDirectory(keyed));
  return { directory, contested: [...contested].sort() };
}
