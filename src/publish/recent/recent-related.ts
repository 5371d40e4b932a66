import type { Article } from "#model/article.ts";
import type { ArticleId } from "#model/name.ts";
import type { BlobName } from "#model/release.ts";
import { encodeRelated } from "#store/related.ts";
import { memoizeObjects } from "#model/memoize.ts";
import type { Workshop } from "#search/build/workshop.ts";
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
  { set, workshop }: { readonly set: BlobSet; readonly workshop?: Workshop | undefined },
): Promise<readonly BlobName[]> {
  const seen = articles.map(({ article }) => article);
  const byId = new Map(seen.map((article) => [article.id, article]));
  const isOwn = (article: Article): boolean => !similar.has(article.id);
  const tagged = createTagNeighbours(seen.filter(isOwn));
  const related = relatedBy(seen, (article) => {
    const known = similar.get(article.id);
    const found =
      known === undefined
        ? tagged.nearest(article)
        : known.map((id) => byId.get(id)).filter((one) => one !== undefined);
    tagged.add(article);
    return found;
  });
  return set.addAll(encodeRelated(related, workshop?.remake));
}

const tagsOf = memoizeObjects(({ tags }: Article): readonly string[] => [
  ...new Set(tags.map(foldTag)),
]);

/** Finds, among articles that were added oldest first, those of the language of one that share
 *  most tags with it, the newest of those first.
 *  @param asked  the articles of which it will be asked */
function createTagNeighbours(asked: readonly Article[]) {
  const byTag = new Map<string, Article[]>(asked.flatMap(tagsOf).map((tag) => [tag, []]));
  return {
    add(article: Article): void {
      for (const tag of tagsOf(article)) byTag.get(tag)?.push(article);
    },
    nearest(article: Article): readonly Article[] {
      const shared = new Map<Article, number>();
      for (const tag of tagsOf(article))
        for (const other of byTag.get(tag) ?? [])
          if (isOfLanguage(article, other)) shared.set(other, (shared.get(other) ?? 0) + 1);
      // Sorting keeps the order of what shares as many.
      return [...shared]
        .toReversed()
        .sort(([, one], [, other]) => other - one)
        .slice(0, MOST_BY_TAG)
        .map(([other]) => other);
    },
  };
}

function isOfLanguage({ lang, translations }: Article, other: Article): boolean {
  const languageOf = (tag = "und"): string => tag.split("-", 1)[0] ?? tag;
  const isTranslation = Object.values(translations).includes(other.id);
  return languageOf(lang) === languageOf(other.lang) && !isTranslation;
}
