import type { IndexRef } from "#model/release.ts";
import type { Site } from "#model/site.ts";
import { buildIndex, type BuiltIndex } from "#search/build/build.ts";
import { documentFromArticle } from "#search/format/document.ts";
import type { BlobSet } from "./blob-set.ts";
import type { ReadyArticle } from "./ready-article.ts";
import { buildWholeIndex } from "./index-export.ts";

/** Builds the index of articles, oldest first.
 *  @param progress  called with how many articles are indexed */
export type IndexBuilder = (
  articles: readonly ReadyArticle[],
  site: Site,
  progress: (done: number, total: number) => void,
) => BuiltIndex & {
  /** What `buildWholeIndex` makes of it; absent in tests of other things. */
  readonly whole?: Uint8Array | null;
};

/** The index of search/: the builder unless a test counts something else. About a second for 2,000
 *  articles. */
export const buildSearchIndex: IndexBuilder = (articles, site, progress) => {
  const built = buildIndex(documentsOf(articles, site), { progress, total: articles.length });
  return { ...built, whole: buildWholeIndex(built, articles) };
};

/** Puts an index into blobs. */
export async function indexPart(built: ReturnType<IndexBuilder>, set: BlobSet): Promise<IndexRef> {
  const { whole } = built;
  return {
    root: built.root,
    shards: await set.addAll(built.shards),
    lengths: await set.add(built.lengths),
    columns: await set.add(built.columns),
    ...(whole !== undefined && { whole: whole && (await set.add(whole)) }),
  };
}

/** One after another, so that the texts of all articles never lie in memory together. */
function* documentsOf(articles: readonly ReadyArticle[], site: Site) {
  for (const { article } of articles) yield documentFromArticle(article, site);
}
