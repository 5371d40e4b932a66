import type { Article } from "#model/article.ts";
import { withoutUndefined } from "#model/defined.ts";
import type { ArticleId, SectionPath } from "#model/name.ts";
import type { ArticleLink, Related } from "#model/related.ts";
import type { BlobName } from "#model/release.ts";
import { encodeRelated } from "#store/related.ts";
import type { BlobSet } from "./blob-set.ts";
import { createSimilarity } from "./similarity.ts";
import type { ReadyArticle } from "./ready-article.ts";

/** Puts what the pages of articles lead to into blobs, apart from the packs: an article that comes
 *  changes no pack of its neighbours.
 *  @param articles  those that readers see, oldest first */
export async function relatedPart(
  articles: readonly ReadyArticle[],
  set: BlobSet,
): Promise<readonly BlobName[]> {
  return set.addAll(encodeRelated(buildRelated(articles.map(({ article }) => article))));
}

/** What the page of each article leads to: older articles about the same, and its neighbours in
 *  its section. O(articles × keywords).
 *  @param articles  oldest first */
export function buildRelated(articles: readonly Article[]): ReadonlyMap<ArticleId, Related> {
  const related = new Map<ArticleId, Related>();
  const last = new Map<SectionPath, Article>();
  const similarity = createSimilarity();
  for (const article of articles) {
    const previous = last.get(article.section);
    const similar = similarity.add(article).map(linkTo);
    related.set(article.id, { similar, ...(previous && { previous: linkTo(previous) }) });
    const before = previous && related.get(previous.id);
    if (before) related.set(previous.id, { ...before, next: linkTo(article) });
    last.set(article.section, article);
  }
  return related;
}

function linkTo({ id, title, published, precision, lang, url }: Article): ArticleLink {
  return withoutUndefined({ id, title, published, precision, lang, url });
}
