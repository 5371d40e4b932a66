import type { IndexRef } from "#model/release.ts";
import type { Site } from "#model/site.ts";
import { buildIndex, type BuiltIndex, type IndexOptions } from "#search/build/build.ts";
import { documentFromArticle } from "#search/format/document.ts";
import { bytesFromRun, RUN_REVISION, runFromBytes } from "#search/build/term-run-bytes.ts";
import type { Workshop } from "#search/build/workshop.ts";
import type { BlobSet } from "./blob-set.ts";
import type { ReadyArticle } from "./ready-article.ts";
import { buildWholeIndex } from "./index-export.ts";

/** Builds the index of articles, oldest first.
 *  @param progress  called with how many articles are indexed
 *  @param workshop  keeps what was made of articles, by their content */
export type IndexBuilder = (
  articles: readonly ReadyArticle[],
  site: Site,
  progress: (done: number, total: number) => void,
  workshop?: Workshop,
) => BuiltIndex & {
  /** What `buildWholeIndex` makes of it; absent in tests of other things. */
  readonly whole?: Uint8Array | null;
};

/** The index of search/: the builder unless a test counts something else. About a second for 2,000
 *  articles. */
export const buildSearchIndex: IndexBuilder = (articles, site, progress, workshop) => {
  const built = buildIndex(documentsOf(articles, site), {
    progress,
    total: articles.length,
    ...(workshop !== undefined && { runOf: keptRuns(articles, site, workshop) }),
    ...(workshop?.remake !== undefined && { chunkArticles: LIVE_CHUNK }),
  });
  return { ...built, whole: buildWholeIndex(built, articles) };
};

/** Articles whose run is kept together where one article after another is published: of a chunk in
 *  which one changes all are indexed anew. */
const LIVE_CHUNK = 16;

/** Takes the runs of articles that were made before from a workshop, by what the articles are. */
function keptRuns(
  articles: readonly ReadyArticle[],
  site: Site,
  workshop: Workshop,
): NonNullable<IndexOptions["runOf"]> {
  const etags = new Map(articles.map(({ article: { id }, etag }) => [id, etag]));
  return (documents, build) => {
    const of = documents.map(({ id }) => etags.get(id)).join(" ");
    const key = `run ${RUN_REVISION} ${site.lang} ${of}`;
    const found = workshop.recall(key);
    const run = found && runFromBytes(found, documents.length);
    if (run !== undefined) return run;
    const made = build();
    workshop.keep(key, bytesFromRun(made));
    return made;
  };
}

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
