import type { Article } from "#model/article.ts";
import type { ArticleId } from "#model/name.ts";
import type { BlobName } from "#model/release.ts";
import type { Related } from "#model/related.ts";
import { relatedOver } from "#store/related.ts";
import { leadingTo } from "#store/recent/related-links.ts";
import { memoizeObjects } from "#model/memoize.ts";
import type { Workshop } from "#search/build/workshop.ts";
import { foldTag } from "#text/fold/fold.ts";
import type { BlobSet } from "#publish/build/blob-set.ts";
import type { ReadyArticle } from "#publish/build/ready-article.ts";
import { neighboursOf, relatedBy } from "#publish/build/related-part.ts";
import { type Base, type Difference, numberOf } from "./difference.ts";

/** Older articles that a new one is led to by its tags, at most. */
const MOST_BY_TAG = 3;

/** What pages of articles lead to until all is published anew: articles of the base to what they
 *  led to, as far as readers see it; new ones to older articles that share most tags with them, for
 *  to compare all texts would cost as much as a full publication. What those lead to that stay as
 *  they were, and whose neighbours do, is not encoded. O(articles).
 *  @param articles  those that readers see, oldest first
 *  @param own  those of them that the base has not, or not so
 *  @param removed  numbers of the base's that are withdrawn or replaced */
export async function recentRelated(
  base: Pick<Base, "manifest" | "directory" | "related">,
  articles: readonly ReadyArticle[],
  {
    own,
    removed,
    set,
    workshop,
  }: Pick<Difference, "own" | "removed"> & {
    readonly set: BlobSet;
    readonly workshop?: Workshop | undefined;
  },
): Promise<readonly BlobName[]> {
  const { related } = base;
  const seen = articles.map(({ article }) => article);
  const byId = new Map(seen.map((article) => [article.id, article]));
  const replaced = replacedIds(base, removed);
  const isNew = ({ article: { id } }: ReadyArticle): boolean => related.similarTo(id) === undefined;
  const tagged = nearestByTags(seen, new Set(own.filter(isNew).map(({ article }) => article)));
  const similarTo = (article: Article): readonly Article[] =>
    tagged.get(article) ??
    (related.similarTo(article.id) ?? []).flatMap((id) => byId.get(id) ?? []);
  const isLeading = replaced.length === 0 ? () => false : leadingTo(related.links(), replaced);
  const changed = new Set(own.map(({ article }) => article));
  const changes = new Map<ArticleId, Related | undefined>([
    ...replaced.flatMap((id): [ArticleId, undefined][] => (byId.has(id) ? [] : [[id, undefined]])),
    ...relatedBy(seen, similarTo, affectedBy(seen, changed, isLeading)),
  ]);
  return set.addAll(relatedOver(related.blobs, changes, workshop?.remake));
}

/** Which articles, by their place, may lead elsewhere than in the base: those that differ, those
 *  that led to one that does, and those beside one in their section. */
function affectedBy(
  seen: readonly Article[],
  changed: ReadonlySet<Article>,
  isLeading: (id: ArticleId) => boolean,
): (place: number) => boolean {
  const { previous, next } = neighboursOf(seen);
  const isChanged = (place: number): boolean => place >= 0 && changed.has(seen[place]!);
  return (place) =>
    isChanged(place) ||
    isChanged(previous[place]!) ||
    isChanged(next[place]!) ||
    isLeading(seen[place]!.id);
}

function replacedIds(
  base: Pick<Base, "manifest" | "directory">,
  removed: readonly number[],
): readonly ArticleId[] {
  if (removed.length === 0) return [];
  const numbers = new Set(removed);
  return [...base.directory.entries.values()]
    .filter((entry) => numbers.has(numberOf(base, entry)))
    .map(({ id }) => id);
}

/** What new articles are led to by their tags.
 *  @param articles  oldest first */
function nearestByTags(
  articles: readonly Article[],
  asked: ReadonlySet<Article>,
): ReadonlyMap<Article, readonly Article[]> {
  const nearest = new Map<Article, readonly Article[]>();
  if (asked.size === 0) return nearest;
  const tagged = createTagNeighbours([...asked]);
  for (const article of articles) {
    if (asked.has(article)) nearest.set(article, tagged.nearest(article));
    tagged.add(article);
  }
  return nearest;
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
