import type { Article } from "#model/article.ts";
import { memoizeObjects } from "#model/memoize.ts";
import { epochMs, type Instant, instantFromEpoch, laterOf } from "#model/instant.ts";

/** From when readers may see an article, if its status lets them: its date, or the end of its
 *  embargo if that is later. */
export function visibleFrom({ published, embargo }: Article): Instant {
  return embargo === undefined ? published : laterOf(published, embargo);
}

/** The same in milliseconds since 1970: every release asks it of every article. */
const visibleFromMs = memoizeObjects((article: Article) => epochMs(visibleFrom(article)));

/** Whether readers see an article at `now`.
 *  @param now  milliseconds since 1970 */
export function isPublic(article: Article, now: number): boolean {
  return article.status === "published" && visibleFromMs(article) <= now;
}

/** Whether an article has been withdrawn from readers who may have seen it: its address answers
 *  410. */
export function isGone(article: Article, now: number): boolean {
  return article.status === "withdrawn" && visibleFromMs(article) <= now;
}

/** The moments after `now` at which an article appears, to the second, each once, earliest
 *  first. */
export function comingMoments(articles: readonly Article[], now: number): readonly Instant[] {
  const moments = new Set<number>();
  for (const article of articles) {
    // A release takes effect at a whole second: the one at or after the moment, so that nothing
    // appears too early.
    if (article.status !== "published") continue;
    for (const each of [visibleFromMs(article), ...changesOf(article)])
      if (each > now) moments.add(Math.ceil(each / 1000) * 1000);
  }
  return [...moments].sort((a, b) => a - b).map(instantFromEpoch);
}

/** The article without what it says of changes that are still to come: their moments, and the notes
 *  of corrections. The same article when there is none such.
 *  @param now  milliseconds since 1970 */
export function withoutComing(article: Article, now: number): Article {
  if (changesOf(article).every((ms) => ms <= now)) return article;
  const { updated, corrections, ...rest } = article;
  return {
    ...rest,
    ...(updated !== undefined && epochMs(updated) <= now && { updated }),
    corrections: corrections.filter(({ at }) => epochMs(at) <= now),
  };
}

/** The moments at which an article says that it was changed, milliseconds since 1970. */
const changesOf = memoizeObjects(({ updated, corrections }: Article): readonly number[] =>
  [...(updated === undefined ? [] : [updated]), ...corrections.map(({ at }) => at)].map(epochMs),
);

/** The articles of which readers are told a change only later. */
export function comingChanges(articles: readonly Article[], now: number): readonly Article[] {
  return articles.filter(
    (article) => isPublic(article, now) && withoutComing(article, now) !== article,
  );
}
