import type { Article } from "#model/article.ts";
import type { ArticleId } from "#model/name.ts";
import type { BlobName } from "#model/release.ts";
import { encodeRelated } from "#store/related.ts";
import { foldTag } from "#text/fold/fold.ts";
import type { BlobSet } from "#publish/build/blob-set.ts";
import type { ReadyArticle } from "#publish/build/ready-article.ts";
import { relatedBy } from "#publish/build/related-part.ts";

/** Older articles that a new one is led to by its tags, at most. */
const MOST_BY_TAG = 3;

/** What pages of articles lead to until all is published anew: articles of the base to what they
 *  led to, as far as readers see it; new ones to older articles that share most tags with them, for
 *  to compare all texts would cost as much as a full publication. O(articles).
 *  @param articles  those that readers see, oldest first */
export async function recentRelated(
  { similar }: { readonly similar: ReadonlyMap<ArticleId, readonly ArticleId[]> },
  articles: readonly ReadyArticle[],
  set: BlobSet,
): Promise<readonly BlobName[]> {
  const seen = articles.map(({ article }) => article);
  const byId = new Map(seen.map((article) => [article.id, article]));
  const byTags = createTagNeighbours(seen.some(({ id }) => !similar.has(id)));
  const related = relatedBy(seen, (article) => {
    const sharing = byTags(article);
    const known = similar.get(article.id);
    return known === undefined ? sharing() : known.flatMap((id) => byId.get(id) ?? []);
  });
  return set.addAll(encodeRelated(related));
}

/** Finds for articles that come one by one, oldest first, the earlier ones of their language that
 *  share most tags with them, the newest of those first.
 *  @param isAsked  whether anything will be asked for */
function createTagNeighbours(isAsked: boolean): (article: Article) => () => readonly Article[] {
  const byTag = new Map<string, Article[]>();
  if (!isAsked) return () => () => [];
  return (article) => {
    const tags = [...new Set(article.tags.map(foldTag))];
    const before = tags.map((tag) => byTag.get(tag) ?? []);
    const lengths = before.map(({ length }) => length);
    for (const tag of tags) {
      const having = byTag.get(tag);
      if (having === undefined) byTag.set(tag, [article]);
      else having.push(article);
    }
    return () => {
      const shared = new Map<Article, number>();
      for (const [index, having] of before.entries())
        for (const other of having.slice(0, lengths[index]))
          if (isOfLanguage(article, other)) shared.set(other, (shared.get(other) ?? 0) + 1);
      // Sorting keeps the order of what shares as many.
      return [...shared]
        .toReversed()
        .sort(([, one], [, other]) => other - one)
        .slice(0, MOST_BY_TAG)
        .map(([other]) => other);
    };
  };
}

function isOfLanguage({ lang, translations }: Article, other: Article): boolean {
  const languageOf = (tag = "und"): string => tag.split("-", 1)[0] ?? tag;
  const isTranslation = Object.values(translations).includes(other.id);
  return languageOf(lang) === languageOf(other.lang) && !isTranslation;
}
