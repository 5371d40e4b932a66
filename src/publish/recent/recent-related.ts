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
  const tagged = createTagNeighbours();
  const related = relatedBy(seen, (article) => {
    const known = similar.get(article.id)?.flatMap((id) => byId.get(id) ?? []);
    const found = known ?? tagged.nearest(article);
    tagged.add(article);
    return found;
  });
  return set.addAll(encodeRelated(related));
}

/** Finds, among articles that were added oldest first, those of the language of one that share
 *  most tags with it, the newest of those first. */
function createTagNeighbours() {
  const byTag = new Map<string, Article[]>();
  const tagsOf = ({ tags }: Article): ReadonlySet<string> => new Set(tags.map(foldTag));
  return {
    add(article: Article): void {
      for (const tag of tagsOf(article)) {
        const having = byTag.get(tag);
        if (having === undefined) byTag.set(tag, [article]);
        else having.push(article);
      }
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
