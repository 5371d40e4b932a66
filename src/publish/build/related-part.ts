import type { Article } from "#model/article.ts";
import { withoutUndefined } from "#model/defined.ts";
import type { ArticleId, SectionPath } from "#model/name.ts";
import type { ArticleLink, Related } from "#model/related.ts";
import type { BlobName } from "#model/release.ts";
import { encodeRelated } from "#store/related.ts";
import type { BlobSet } from "./blob-set.ts";
import { createSimilarity, type TermCounts, termCounts } from "./similarity.ts";
import { kept, type Workshop } from "#search/build/workshop.ts";
import { ANALYSIS } from "#search/format/options.ts";
import { hash32 } from "#model/hash.ts";
import { jsonBytes } from "#store/block.ts";
import type { ReadyArticle } from "./ready-article.ts";

/** Puts what the pages of articles lead to into blobs, apart from the packs: an article that comes
 *  changes no pack of its neighbours.
 *  @param articles  those that readers see, oldest first */
export async function relatedPart(
  { articles, workshop }: RelatedInput,
  set: BlobSet,
): Promise<readonly BlobName[]> {
  const seen = articles.map(({ article }) => article);
  const related = buildRelated(seen, keptCounts(articles, workshop));
  return set.addAll(encodeRelated(related));
}

type RelatedInput = {
  readonly articles: readonly ReadyArticle[];
  readonly workshop: Workshop | undefined;
};

/** Articles whose terms are kept together, about. */
const KEPT_TOGETHER = 128;
/** What counted terms hang on beside their articles: raised when an article is counted
 *  otherwise. */
const COUNTS_REVISION = `1 ${ANALYSIS}`;

/** The counted terms of articles, in their order: those of a few at a time lie in memory. */
function* keptCounts(
  articles: readonly ReadyArticle[],
  workshop: Workshop | undefined,
): Generator<TermCounts> {
  for (const some of together(articles)) {
    const key = `terms ${COUNTS_REVISION} ${some.map(({ etag }) => etag).join(" ")}`;
    const bytes = kept(workshop, key, () =>
      jsonBytes(some.map(({ article }) => termCounts(article))),
    );
    // `kept` gives what was made here, or the same as it was kept under this key.
    yield* JSON.parse(new TextDecoder().decode(bytes)) as readonly TermCounts[];
  }
}

/** Articles that are kept together: what comes between two changes those it comes into alone. */
function* together(articles: readonly ReadyArticle[]): Generator<readonly ReadyArticle[]> {
  let some: ReadyArticle[] = [];
  for (const ready of articles) {
    some.push(ready);
    if (hash32(ready.article.id) % KEPT_TOGETHER !== 0 && some.length < 4 * KEPT_TOGETHER) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
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
  const related = new Map<ArticleId, Related>();
  const last = new Map<SectionPath, Article>();
  const similarity = createSimilarity();
  for (const article of articles) {
    const previous = last.get(article.section);
    const similar = similarity.add(article, countsAt(counted)).map(linkTo);
    related.set(article.id, { similar, ...(previous && { previous: linkTo(previous) }) });
    const before = previous && related.get(previous.id);
    if (before) related.set(previous.id, { ...before, next: linkTo(article) });
    last.set(article.section, article);
  }
  return related;
}

function countsAt(counted: Iterator<TermCounts>): TermCounts {
  const { value, done } = counted.next();
  if (done === true) throw new TypeError("an article's terms were not counted");
  return value;
}

function linkTo({ id, title, published, precision, lang, url }: Article): ArticleLink {
  return withoutUndefined({ id, title, published, precision, lang, url });
}
