import { memoizeLast, memoizeObjects } from "#model/memoize.ts";
import type { Article } from "#model/article.ts";
import type { Neighbour } from "#model/article-part.ts";
import type { ArticleId } from "#model/name.ts";
import type { Manifest } from "#model/release.ts";
import type { LedgerEntry } from "#store/history/ledger.ts";
import {
  encodeTakedowns,
  purgeMark,
  type Takedowns,
  titleMark,
  withdrawalMark,
} from "#store/history/takedown.ts";
import { foldTag } from "#text/fold/fold.ts";
import type { BlobSet } from "./blob-set.ts";
import { type ReadyArticle, readyArticle } from "./ready-article.ts";

/** What is taken down once these articles are published: what was before, with those that they
 *  withdraw; what they publish is the publisher's word against it.
 *  @param seen  what subscribers see before: an article may be withdrawn under another title */
export function takedownsWith(
  before: Takedowns,
  articles: readonly Article[],
  seen: readonly LedgerEntry[],
): Takedowns {
  const withdrawn = new Map(before.withdrawn);
  const titles = new Map<ArticleId, string>();
  if (articles.some(({ status }) => status === "withdrawn"))
    for (const { id, title } of seen) titles.set(id, title);
  for (const { id, title, status } of articles) {
    if (status !== "withdrawn" && withdrawn.size === 0) continue;
    const mark = withdrawalMark(id);
    if (status === "published") withdrawn.delete(mark);
    if (status !== "withdrawn") continue;
    const all = [title, titles.get(id) ?? title].map(markOfTitle);
    withdrawn.set(mark, [...new Set([...(withdrawn.get(mark) ?? []), ...all])]);
  }
  return { ...before, withdrawn };
}

/** Takedowns without those of articles that may be seen again. */
export async function withoutRevived(
  { withdrawn, purged }: Takedowns,
  revived: readonly ArticleId[],
): Promise<Takedowns> {
  if (revived.length === 0) return { withdrawn, purged };
  const marks = new Set(await Promise.all(revived.map(purgeMark)));
  const seen = new Set(revived.map(withdrawalMark));
  return {
    withdrawn: new Map([...withdrawn].filter(([mark]) => !seen.has(mark))),
    purged: purged.filter(({ id }) => !marks.has(id)),
  };
}

/** The mark of a title in any of its spellings. */
export function markOfTitle(title: string): string {
  return titleMark(foldTag(title));
}

const markOfArticle = memoizeObjects(({ title }: Article) => markOfTitle(title));

/** Puts takedowns into a blob, and gives what the manifest says of it: nothing when nothing was
 *  taken down. */
export async function takedownPart(
  takedowns: Takedowns,
  set: BlobSet,
): Promise<Pick<Manifest, "takedowns">> {
  const isEmpty = takedowns.withdrawn.size + takedowns.purged.length === 0;
  return isEmpty ? {} : { takedowns: await set.add(encodeTakedowns(takedowns)) };
}

/** Tells what the words of an article betray of those that were taken down. */
export type TakenWords = {
  /** Whether an id is that of an article that was taken down. */
  readonly isTakenId: (id: ArticleId) => boolean;
  /** Whether a title is that of an article that was taken down, and of none that readers see. */
  readonly isTakenTitle: (title: string) => boolean;
};

/** Which of the words that articles say of others are those of what was taken down. O(articles),
 *  with a hash for each id that they name once anything was purged.
 *  @param articles  those that readers see */
export async function takenWordsIn(
  articles: readonly Article[],
  { withdrawn, purged }: Takedowns,
): Promise<TakenWords> {
  const isPurged = await purgedAmong(articles, new Set(purged.map(({ id }) => id)));
  const isTakenId: TakenWords["isTakenId"] = (id) =>
    withdrawn.has(withdrawalMark(id)) || isPurged(id);
  const marks = new Set([
    ...[...withdrawn.values()].flat(),
    ...purged.flatMap(({ titles }) => titles),
  ]);
  if (marks.size === 0) return { isTakenId, isTakenTitle: () => false };
  for (const article of articles) marks.delete(markOfArticle(article));
  return { isTakenId, isTakenTitle: (title) => marks.has(markOfTitle(title)) };
}

async function purgedAmong(
  articles: readonly Article[],
  marks: ReadonlySet<string>,
): Promise<TakenWords["isTakenId"]> {
  if (marks.size === 0) return () => false;
  const named = new Set(
    articles.flatMap(({ previous, next, translations }) => [
      ...[previous?.id, next?.id].filter((id) => id !== undefined),
      ...Object.values(translations),
    ]),
  );
  const taken = new Set<ArticleId>();
  await Promise.all(
    [...named].map(async (id) => {
      if (marks.has(await purgeMark(id))) taken.add(id);
    }),
  );
  return (id) => taken.has(id);
}

/** What readers are not to meet in the words of other articles. */
type Hidden = {
  /** Whether an id is that of an article that readers do not see. */
  readonly isHidden: (id: ArticleId) => boolean;
  /** Whether a title is that of an article that was taken down. */
  readonly isTakenTitle: (title: string) => boolean;
};

/** Articles without what they say of articles that readers do not see: a neighbour's title or a
 *  translation's address would betray a draft, an embargo or a withdrawn article. Those that say
 *  nothing of them stay as they are. */
export async function withoutHidden(
  articles: readonly ReadyArticle[],
  hidden: Hidden,
): Promise<readonly ReadyArticle[]> {
  const speaks = ({ article: { previous, next, translations } }: ReadyArticle): boolean =>
    (previous !== undefined && isHiddenNeighbour(previous, hidden)) ||
    (next !== undefined && isHiddenNeighbour(next, hidden)) ||
    Object.values(translations).some(hidden.isHidden);
  const silent = new Map(
    await Promise.all(
      articles
        .filter(speaks)
        .map(async (ready) => [ready, await silencedOnce(ready.article, hidden)] as const),
    ),
  );
  return silent.size === 0 ? articles : articles.map((ready) => silent.get(ready) ?? ready);
}

const lastSilenced = memoizeLast<Article, Promise<ReadyArticle>>();

/** The same article as long as it says the same, so that it is known for the one it was. */
function silencedOnce(article: Article, hidden: Hidden): Promise<ReadyArticle> {
  const silent = silenced(article, hidden);
  const { previous, next, translations } = silent;
  const by = JSON.stringify([previous, next, translations]);
  return lastSilenced(article, by, () => readyArticle(silent));
}

function silenced(article: Article, hidden: Hidden): Article {
  const { previous, next, translations, ...rest } = article;
  return {
    ...rest,
    ...(previous && !isHiddenNeighbour(previous, hidden) && { previous }),
    ...(next && !isHiddenNeighbour(next, hidden) && { next }),
    translations: Object.fromEntries(
      Object.entries(translations).filter(([, id]) => !hidden.isHidden(id)),
    ),
  };
}

/** A neighbour may be known by its title alone, or by an id that nobody has. */
function isHiddenNeighbour({ id, title }: Neighbour, { isHidden, isTakenTitle }: Hidden): boolean {
  return (id !== undefined && isHidden(id)) || isTakenTitle(title);
}
