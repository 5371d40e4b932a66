import type { Article } from "#model/article.ts";
import { type Instant, instantFromEpoch } from "#model/instant.ts";
import type { SectionPath } from "#model/name.ts";
import type { Feed } from "#feeds/feed.ts";
import type { FeedFormat } from "#model/release.ts";
import type { Heading } from "#feeds/heading.ts";
import { NEWEST_PAGE } from "#model/newest-page.ts";
import { type Columns, publishedSeconds } from "#search/format/columns.ts";
import type { Filter } from "#search/query/search-filter.ts";
import { filterDocs } from "#search/run/filter.ts";
import { readFirstArticles } from "#store/pack-reading.ts";
import type { Reader } from "#store/reader.ts";
import { readColumns } from "#searcher/recent-index.ts";
import { formAsked, formTag } from "./feed-form.ts";
import { answerFound, lastChange } from "./found-feed.ts";
import type { RequestScope } from "#serve/http/release-route.ts";
import { etagOf, siteTag } from "#serve/http/validator.ts";

/** A feed that no front holds: its articles are found in the columns of the index. */
type QueryFeed = {
  /** Its one address. */
  readonly address: Pick<Feed, "path" | "query">;
  /** Finds its articles. */
  readonly find: () => Promise<QueryDocs>;
  /** Whether an article that was found is meant: what only its text can tell. */
  readonly isMeant?: (article: Article) => boolean;
  /** The section that it is a part of. */
  readonly section?: SectionPath;
  /** What it says of itself, given what it shows. */
  readonly heading: (articles: readonly Article[]) => Heading;
};

/** What was found, and how much may be spent on it. */
export type QueryDocs = {
  readonly columns: Columns;
  /** Numbers of articles, newest first: one more than a page shows, so that it is known whether the
   *  page shows all. */
  readonly docs: readonly number[];
  /** Packs that may be read. */
  readonly packs: number;
  /** The articles that are meant instead, if their texts show that they are; read beside the
   *  others, for half of the packs, unless they are the same. */
  readonly closer?: CloserDocs;
};

/** Articles that are meant instead of all that were found, as far as their texts tell. */
type CloserDocs = {
  /** As those of `QueryDocs`. */
  readonly docs: readonly number[];
  /** Those of them that are meant, or undefined when all that were found are.
   *  @param read  the first of `docs`, as they were read */
  readonly meant: (read: readonly ReadDoc[]) => readonly ReadDoc[] | undefined;
};

/** An article that was read, and its number. */
export type ReadDoc = { readonly doc: number; readonly article: Article };

/** Articles that `find` need find: the page that follows could not show more. */
export const ENOUGH_DOCS = NEWEST_PAGE.maxArticles + 1;
/** KV reads of one such feed on a cold isolate, `current` and columns among them.
 *  @see design.md §3: 20 reads, 3 rounds */
export const QUERY_FEED_READS = 20;

/** A feed of a tag, an author, a language, a search, or a part of a section. At most 20 KV reads in
 *  3 rounds: of articles that lie scattered over many years, each in a pack of its own, the page
 *  shows as many as that pays for. A 304 costs the reading of `current` alone, or after a
 *  publication that of the feed.
 *  @throws {Problem} what `find` throws */
export async function answerQueryFeed(
  scope: RequestScope,
  found: QueryFeed,
  format: FeedFormat,
): Promise<Response> {
  const { c, reader, site, baseUrl } = scope;
  const form = formAsked(c, format);
  const { address, section } = found;
  const madeOf = await etagOf(
    reader.manifest.content,
    await siteTag(site),
    baseUrl,
    address.path,
    address.query ?? "",
    formTag(form),
  );
  const find = () => readQueryFeed(scope, found);
  return answerFound(scope, {
    form,
    address,
    madeOf,
    find,
    ...(section !== undefined && { section }),
  });
}

async function readQueryFeed(
  { reader, site, baseUrl }: RequestScope,
  { address, find, heading, isMeant }: QueryFeed,
): Promise<Feed> {
  const docs = await find();
  const { articles, complete } = await readMeant(reader, docs);
  const entries = isMeant === undefined ? articles : articles.filter(isMeant);
  return {
    ...heading(entries),
    ...address,
    site,
    baseUrl,
    modified: lastChange(entries) ?? beginningOf(docs.columns) ?? reader.manifest.created,
    entries,
    complete,
  };
}

/** The date of a feed that shows nothing, one that stays: that of the oldest article. Undefined
 *  where there is none. */
function beginningOf(columns: Columns): Instant | undefined {
  return columns.count === 0 ? undefined : instantFromEpoch(1_000 * publishedSeconds(columns, 0));
}

/** What a feed shows of the articles that were found, and whether that is all of them. One
 *  round. */
async function readMeant(
  reader: Reader,
  { columns, docs, packs, closer }: QueryDocs,
): Promise<{ readonly articles: readonly Article[]; readonly complete: boolean }> {
  const read = async (some: readonly number[], most: number): Promise<readonly ReadDoc[]> => {
    const page = newestOf(columns, some);
    const limits = { packs: most, bytes: NEWEST_PAGE.maxBytes };
    const articles = await readFirstArticles(reader, page, limits);
    return articles.map((article, place) => ({ doc: page[place]!, article }));
  };
  const own = closer === undefined || closer.docs === docs ? 0 : Math.ceil(packs / 2);
  const [all, close] = await Promise.all([
    read(docs, packs - own),
    read(own === 0 ? [] : (closer?.docs ?? []), own),
  ]);
  const near = own === 0 ? all : close;
  const meant = closer?.meant(near);
  const isClose = meant !== undefined;
  return {
    articles: (meant ?? all).map(({ article }) => article),
    complete: isClose ? near.length === closer?.docs.length : all.length === docs.length,
  };
}

/** Finds the articles that pass a filter, by the columns alone. 1 KV read. */
export async function findFiltered(reader: Reader, filter: Filter): Promise<QueryDocs> {
  const columns = await readColumns(reader);
  const docs = filterDocs(columns, filter, { limit: ENOUGH_DOCS });
  return { columns, docs, packs: QUERY_FEED_READS - 2 };
}

/** As on a section's newest page: at least 20 articles and all of the 48 hours before the newest,
 *  at most 100. */
function newestOf(columns: Columns, docs: readonly number[]): readonly number[] {
  const { minArticles, minSpanMs, maxArticles } = NEWEST_PAGE;
  const [newest] = docs;
  if (newest === undefined) return [];
  const since = publishedSeconds(columns, newest) - minSpanMs / 1000;
  return docs.filter(
    (doc, index) =>
      index < maxArticles && (index < minArticles || publishedSeconds(columns, doc) >= since),
  );
}
