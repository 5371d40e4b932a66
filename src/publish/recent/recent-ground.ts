import type { ArticleId } from "#model/name.ts";
import type { BlobName, Manifest } from "#model/release.ts";
import type { Site } from "#model/site.ts";
import { memoizeLast, memoizeObjects } from "#model/memoize.ts";
import { buildIndex } from "#search/build/build.ts";
import type { TermRun } from "#search/build/term-run.ts";
import { documentFromArticle, type SearchDocument } from "#search/format/document.ts";
import { buildSuggestions } from "#search/suggest/build.ts";
import { collectSuggestions } from "#search/suggest/collection.ts";
import type { Suggestable } from "#search/suggest/source.ts";
import { cardLayout } from "#store/cards.ts";
import type { PublishedEntry } from "#store/directory.ts";
import type { Member } from "#store/pack-place.ts";
import { packedArticle } from "#store/pack.ts";
import { encodeRecentSearch, type RecentSearch } from "#store/search/recent-search.ts";
import {
  buildCards,
  buildPacks,
  type GroundBuilder,
  type GroundOptions,
} from "#publish/build/base-part.ts";
import type { BlobSet } from "#publish/build/blob-set.ts";
import { remade } from "#search/build/workshop.ts";
import { createTermTable } from "#search/build/term-table.ts";
import { keptWords } from "#publish/build/suggestion-part.ts";
import type { ReadyArticle } from "#publish/build/ready-article.ts";
import { recentRelated } from "./recent-related.ts";

/** A release that was published in full, as what changed is compared with it. */
export type Base = {
  readonly manifest: Manifest;
  /** Where its articles lie, and which version of each. */
  readonly entries: ReadonlyMap<ArticleId, PublishedEntry>;
  /** What it suggests, by number. */
  readonly suggested: readonly string[];
  /** Ids of the articles that each of its own is similar to, the nearest first. */
  readonly similar: ReadonlyMap<ArticleId, readonly ArticleId[]>;
  /** One of its blobs. */
  readonly blob: (name: BlobName) => Promise<Uint8Array>;
};

/** What changed since a base was published. */
export type Difference = {
  /** Articles that it has not, or not so, oldest first. */
  readonly own: readonly ReadyArticle[];
  /** For each of them, how many of the base's are older. */
  readonly places: readonly number[];
  /** Numbers of the base's that are withdrawn or replaced, ascending. */
  readonly removed: readonly number[];
};

/** Compares articles with those of a base. O(articles).
 *  @param articles  those that readers see, oldest first */
export function differenceFrom(base: Base, articles: readonly ReadyArticle[]): Difference {
  const { packs, count } = base.manifest;
  const kept = new Uint8Array(count);
  const own: ReadyArticle[] = [];
  const places: number[] = [];
  let after = 0;
  for (const ready of articles) {
    const entry = base.entries.get(ready.article.id);
    if (entry?.etag === ready.etag) {
      const number = packs[entry.pack]!.first + entry.slot;
      kept[number] = 1;
      after = number + 1;
    } else {
      own.push(ready);
      places.push(after);
    }
  }
  const removed = Array.from(kept.keys()).filter((number) => kept[number] === 0);
  return { own, places, removed };
}

/** Leaves the articles of a base where they lie, and lays what changed behind them. The first
 *  release that is built so is for now, those after it for moments to come: they give no index as
 *  JSON. */
export function recentGround(
  base: Base,
  { readingsOf, workshop, buildIndex: buildWhole }: GroundOptions,
): GroundBuilder {
  // The index as one JSON is too large for what lies in one blob with all moments to come.
  let isNow = true;
  return async (articles, site, set) => {
    const { manifest } = base;
    const { packs, cards, cardsPerBlob, index, suggest } = manifest;
    const { own, places, removed } = differenceFrom(base, articles);
    const documents = manifest.count;
    const packed = await buildPacks(own, set, packedOnce);
    const behind = ({ pack, slot }: Member): Member => ({ pack: packs.length + pack, slot });
    const ofBase = articles.flatMap(({ article: { id } }): [ArticleId, Member][] => {
      const entry = base.entries.get(id);
      return entry === undefined ? [] : [[id, entry]];
    });
    const ofOwn = [...packed.members].map(([id, member]) => [id, behind(member)] as const);
    const layout = cardLayout(documents);
    const owned = await buildCards(own, { site, workshop, layout, first: documents }, set);
    const search = {
      index: await indexOf(own, { site, workshop }, set),
      suggest: await suggestionsOf(base, { articles, site, readingsOf, workshop }, set),
    };
    const isGiven = isNow && Boolean(index.whole);
    isNow = false;
    const { whole } = isGiven ? buildWhole(articles, site, () => undefined, workshop) : {};
    const { whole: _before, ...kept } = index;
    return {
      packs: [
        ...packs,
        ...packed.packs.map(({ blob, first }) => ({ blob, first: documents + first })),
      ],
      members: new Map([...ofBase, ...ofOwn]),
      cards: [...cards, ...owned],
      cardsPerBlob,
      index: {
        ...kept,
        ...(index.whole === null && { whole: null }),
        ...(whole !== undefined && { whole: whole && (await set.add(whole)) }),
      },
      ...(suggest !== undefined && { suggest }),
      related: await recentRelated(base, articles, { set, workshop }),
      recent: {
        blob: "",
        bytes: 0,
        base: manifest.release,
        documents,
        removed,
        places,
        search: await set.add(encodeRecentSearch(search)),
        written: new Map(),
        upcoming: {},
      },
    };
  };
}

/** What the index has of an article of the recent part. */
type Indexed = { readonly document: SearchDocument; run?: TermRun };

/** The same bytes as before, of which a delta knows what it wrote. */
const packedOnce = memoizeObjects(packedArticle);

const lastIndexed = memoizeLast<ReadyArticle, Indexed>();

function ownOf(ready: ReadyArticle, site: Site): Indexed {
  const make = (): Indexed => ({ document: documentFromArticle(ready.article, site) });
  return lastIndexed(ready, site.lang, make);
}

async function indexOf(
  own: readonly ReadyArticle[],
  { site, workshop }: Pick<GroundOptions, "workshop"> & { readonly site: Site },
  set: BlobSet,
): Promise<RecentSearch["index"]> {
  const documents = own.map((ready) => ownOf(ready, site));
  const made = new Map(documents.map((one) => [one.document, one]));
  const built = buildIndex(
    documents.map(({ document }) => document),
    {
      // Each has a run of its own, so that of those that are there already none is made anew.
      chunkArticles: 1,
      runOf: ([document], build) => {
        const one = document && made.get(document);
        if (one === undefined) return build();
        return (one.run ??= build());
      },
      table: remade(workshop, "terms of the recent part", [], createTermTable),
    },
  );
  return {
    root: built.root,
    shards: await set.addAll(built.shards),
    columns: await set.add(built.columns),
  };
}

/** What is suggested that the base did not suggest, and which of its texts no longer are. */
async function suggestionsOf(
  base: Base,
  {
    articles,
    site,
    readingsOf,
    workshop,
  }: Pick<GroundOptions, "readingsOf" | "workshop"> & {
    readonly articles: readonly ReadyArticle[];
    readonly site: Site;
  },
  set: BlobSet,
): Promise<RecentSearch["suggest"]> {
  const all = collectSuggestions(
    articles.map(({ article }) => article),
    site,
    keptWords(articles, { site, readingsOf, workshop }),
  );
  const there = suggestedSet(base.suggested);
  const isNew = ({ text }: Suggestable): boolean => !there.has(text);
  const { root, shards, texts } = buildSuggestions(
    {
      names: all.names.filter(isNew),
      terms: all.terms.filter(isNew),
      titles: all.titles.filter(isNew),
    },
    { readingsOf },
  );
  const kept = new Set<string>();
  for (const some of [all.names, all.terms, all.titles])
    for (const { text } of some) kept.add(text);
  return {
    root,
    shards: await set.addAll(shards),
    texts: await set.addAll(texts),
    removed: base.suggested.flatMap((text, number) => (kept.has(text) ? [] : [number])),
  };
}

const suggestedSet = memoizeObjects((texts: readonly string[]) => new Set(texts));
