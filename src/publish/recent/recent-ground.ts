import type { ArticleId } from "#model/name.ts";
import type { Site } from "#model/site.ts";
import { memoizeLast, memoizeObjects } from "#model/memoize.ts";
import { buildIndex } from "#search/build/build.ts";
import type { TermRun } from "#search/build/term-run.ts";
import { documentFromArticle, type SearchDocument } from "#search/format/document.ts";
import { buildSuggestions } from "#search/suggest/build.ts";
import { collectSuggestions } from "#search/suggest/collection.ts";
import type { Suggestable } from "#search/suggest/source.ts";
import { cardLayout } from "#store/cards.ts";
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
import { type Base, differenceFrom } from "./difference.ts";
import { recentRelated } from "./recent-related.ts";

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
      const entry = base.directory.entries.get(id);
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
      related: await recentRelated(base, articles, { own, removed, set, workshop }),
      over: { ...base, own: new Set(own.map(({ article }) => article.id)) },
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
