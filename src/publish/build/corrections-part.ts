import type { Article } from "#model/article.ts";
import { epochMs, type Instant, instantFromEpoch } from "#model/instant.ts";
import type { CorrectionsRef, Manifest } from "#model/release.ts";
import { correctionsHeading } from "#feeds/heading.ts";
import { shownSettings } from "#feeds/shown-settings.ts";
import { baseUrlOf, type Site } from "#model/site.ts";
import { correctionsFeed } from "#feeds/correction.ts";
import type { Feed } from "#feeds/feed.ts";
import { contentHash } from "#store/blob-name.ts";
import { encodePack } from "#store/pack.ts";
import type { BlobSet } from "./blob-set.ts";
import { datedAfter, datedFirst, hashedFeeds } from "./modified.ts";
import type { ReadyArticle } from "./ready-article.ts";

/** The feed of corrections is made of this many articles at most. */
const MAX_CORRECTED = 50;

/** Puts the articles with corrections into a blob, those corrected last, without their bodies: all
 *  that the feed of corrections is made of.
 *  @returns undefined when nothing was ever corrected */
export async function correctionsPart(
  {
    site,
    articles,
    previous,
    at,
  }: {
    readonly site: Site;
    readonly articles: readonly ReadyArticle[];
    readonly previous: Manifest | null;
    readonly at: Instant;
  },
  set: BlobSet,
): Promise<CorrectionsRef | undefined> {
  const corrected = articles
    .filter(({ article }) => article.corrections.length > 0)
    .map(({ article }) => told(article, epochMs(at)))
    .filter(({ corrections }) => corrections.length > 0);
  if (corrected.length === 0) return undefined;
  // Articles come oldest first, and sorting keeps the order of those corrected at once.
  const newest = corrected.sort((a, b) => lastMs(a) - lastMs(b)).slice(-MAX_CORRECTED);
  const blob = await set.add(encodePack(newest));
  const settings = await contentHash(shownSettings(site, correctionsHeading(site), newest));
  const last = instantFromEpoch(Math.max(...newest.map(lastMs)));
  const before = previous?.corrections;
  const feed = (): Feed =>
    correctionsFeed({ site, articles: newest, baseUrl: baseUrlOf(site), modified: last });
  const now = { blob, settings, feeds: await hashedFeeds(feed, { blob, settings }, before) };
  const dates = before === undefined ? datedFirst(now, last) : datedAfter(before, now, last);
  return { blob, settings, ...dates };
}

/** The article as the feed of corrections speaks of it. */
function told(article: Article, now: number): Article {
  const { html: _html, excerpt: _excerpt, image: _image, ...rest } = article;
  const corrections = article.corrections.filter(({ at }) => epochMs(at) <= now);
  return { ...rest, body: "", format: "text", attachments: [], corrections };
}

function lastMs({ corrections }: Article): number {
  return Math.max(...corrections.map(({ at }) => epochMs(at)));
}
