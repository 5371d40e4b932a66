import type { Article } from "#model/article.ts";
import { withoutUndefined } from "#model/defined.ts";
import type { ArticleId, SectionPath } from "#model/name.ts";
import type { ArticleLink, Related } from "#model/related.ts";
import type { BlobName } from "#model/release.ts";
import { encodeRelated } from "#store/related.ts";
import type { BlobSet } from "./blob-set.ts";
import { createSimilarity, type TermCounts, termCounts } from "./similarity.ts";
import type { Workshop } from "#search/build/workshop.ts";
import { ANALYSIS } from "#search/format/options.ts";
import { keptOf, type ReadyArticle } from "./ready-article.ts";

/** Puts what the pages of articles lead to into blobs, apart from the packs: an article that comes
 *  changes no pack of its neighbours.
 *  @param articles  those that readers see, oldest first */
export async function relatedPart(
  { articles, workshop }: RelatedInput,
  set: BlobSet,
): Promise<readonly BlobName[]> {
  const seen = articles.map(({ article }) => article);
  const counts = keptOf(articles, {
    workshop,
    key: `terms ${COUNTS_REVISION}`,
    make: ({ article }) => termCounts(article),
    encode: bytesFromCounts,
    decode: countsFrom,
  });
  return set.addAll(encodeRelated(buildRelated(seen, counts)));
}

type RelatedInput = {
  readonly articles: readonly ReadyArticle[];
  readonly workshop: Workshop | undefined;
};

/** What counted terms hang on beside their articles: raised when an article is counted
 *  otherwise. */
const COUNTS_REVISION = `2 ${ANALYSIS}`;

/** Counted terms as numbers of four bytes: how many articles, how many terms each has, then the
 *  hashes and the counts of each. */
function bytesFromCounts(some: readonly TermCounts[]): Uint8Array {
  const length = some.reduce((sum, { counts }) => sum + 3 * counts.length, 1 + some.length);
  const numbers = new Uint32Array(length);
  numbers[0] = some.length;
  let at = 1 + some.length;
  for (const [index, { terms, counts }] of some.entries()) {
    numbers[1 + index] = counts.length;
    numbers.set(terms, at);
    numbers.set(counts, at + terms.length);
    at += 3 * counts.length;
  }
  return new Uint8Array(numbers.buffer);
}

function countsFrom(bytes: Uint8Array): readonly TermCounts[] {
  const numbers = new Uint32Array(new Uint8Array(bytes).buffer);
  const [articles = 0] = numbers;
  let at = 1 + articles;
  return Array.from({ length: articles }, (_, index) => {
    const length = numbers[1 + index] ?? 0;
    const terms = numbers.subarray(at, at + 2 * length);
    const counts = numbers.subarray(at + 2 * length, at + 3 * length);
    at += 3 * length;
    return { terms, counts };
  });
}

/** What the page of each article leads to: older articles about the same, and its neighbours in
 *  its section. O(articles × keywords).
 *  @param articles  oldest first
 *  @param counts  what `termCounts` says of each */
export function buildRelated(
  articles: readonly Article[],
  counts: Iterable<TermCounts> = articles.map(termCounts),
): ReadonlyMap<ArticleId, Related> {
  const counted = counts[Symbol.iterator]();
  const similarity = createSimilarity();
  return relatedBy(articles, (article) => similarity.add(article, countsAt(counted)));
}

/** What the pages of articles lead to, where somebody knows what each is similar to. O(articles).
 *  @param articles  oldest first
 *  @param similarTo  asked for each, in their order
 *  @param isWanted  whether that of an article is asked for, by its place; absent: of all */
export function relatedBy(
  articles: readonly Article[],
  similarTo: (article: Article) => readonly Article[],
  isWanted?: (place: number) => boolean,
): ReadonlyMap<ArticleId, Related> {
  const { previous, next } = neighboursOf(articles);
  const related = new Map<ArticleId, Related>();
  for (const [at, article] of articles.entries()) {
    if (isWanted?.(at) === false) continue;
    const from = [articles[previous[at]!], articles[next[at]!], ...similarTo(article)] as const;
    related.set(article.id, relatedOnce(article, from));
  }
  return related;
}

/** For each article the place of the one before it in its section, and of the one after it; -1 for
 *  none. O(articles).
 *  @param articles  oldest first */
export function neighboursOf(articles: readonly Article[]): {
  readonly previous: Int32Array;
  readonly next: Int32Array;
} {
  const last = new Map<SectionPath, number>();
  const previous = new Int32Array(articles.length);
  const next = new Int32Array(articles.length).fill(-1);
  for (const [at, { section }] of articles.entries()) {
    const before = last.get(section) ?? -1;
    previous[at] = before;
    if (before >= 0) next[before] = at;
    last.set(section, at);
  }
  return { previous, next };
}

/** The article before one, the one after it, and those that it is similar to. */
type Ways = readonly [Article | undefined, Article | undefined, ...Article[]];

/** What an article leads to; the same as before where it leads to the very same articles. */
function relatedOnce(article: Article, from: Ways): Related {
  const found = knownRelated.get(article);
  if (found?.from.length === from.length && from.every((one, at) => one === found.from[at]))
    return found.related;
  const [before, after, ...similar] = from;
  const related = {
    similar: similar.map(linkTo),
    ...(before && { previous: linkTo(before) }),
    ...(after && { next: linkTo(after) }),
  };
  knownRelated.set(article, { from, related });
  return related;
}

/** What articles led to last, and what it was made from. */
const knownRelated = new WeakMap<Article, { readonly from: Ways; readonly related: Related }>();

function countsAt(counted: Iterator<TermCounts>): TermCounts {
  const { value, done } = counted.next();
  if (done === true) throw new TypeError("an article's terms were not counted");
  return value;
}

function linkTo({ id, title, published, precision, lang, url }: Article): ArticleLink {
  return withoutUndefined({ id, title, published, precision, lang, url });
}
