import type { Article } from "#model/article.ts";
import { epochMs, type Instant, instantFromEpoch, laterOf } from "#model/instant.ts";

/** From when readers may see an article, if its status lets them: its date, or the end of its
 *  embargo if that is later. */
function visibleFrom({ published, embargo }: Article): Instant {
  return embargo === undefined ? published : laterOf(published, embargo);
}

/** Whether readers see an article at `now`.
 *  @param now  milliseconds since 1970 */
export function isPublic(article: Article, now: number): boolean {
  return article.status === "published" && epochMs(visibleFrom(article)) <= now;
}

/** Whether an article has been withdrawn from readers who may have seen it: its address answers
 *  410. */
export function isGone(article: Article, now: number): boolean {
  return article.status === "withdrawn" && epochMs(visibleFrom(article)) <= now;
}

/** The moments after `now` at which an article appears, to the second, each once, earliest
 *  first. */
export function comingMoments(articles: readonly Article[], now: number): readonly Instant[] {
  const moments = new Set<number>();
  for (const article of articles) {
    const ms = epochMs(visibleFrom(article));
    // A release takes effect at a whole second: the one at or after the moment, so that nothing
    // appears too early.
    if (article.status === "published" && ms > now) moments.add(Math.ceil(ms / 1000) * 1000);
  }
  return [...moments].sort((a, b) => a - b).map(instantFromEpoch);
}
