import type { Article } from "#model/article.ts";
import { epochMs, type Instant } from "#model/instant.ts";
import type { ArticleId } from "#model/name.ts";
import { isRejection, type Rejection } from "#model/rejection.ts";
import type { Manifest } from "#model/release.ts";
import { isPublic, visibleFrom, withoutComing } from "#publish/build/visible.ts";
import { readStock } from "#publish/write/stock.ts";
import { knownTakedowns } from "#publish/write/takedowns-before.ts";
import { NO_TAKEDOWNS, type Takedowns } from "#store/history/takedown.ts";
import { readStanding } from "#store/write/listing.ts";
import type { Tables } from "./tables.ts";
import type { Change } from "./waiting.ts";

/** The mark of the object in KV: who owns the site. */
export const OWNER = "press";

/** Articles of a site that is published live: an object has 128 MB, and 2,000 articles of 4 KB took
 *  up to 100 of them.
 *  @see docs/decisions.md */
export const MOST_ARTICLES = 1_500;
/** What is there already is loaded although it is a little more: withdrawn articles count too. */
const MOST_LOADED = 1.1 * MOST_ARTICLES;

/** All that the site has, in memory. */
export type SiteStock = {
  /** What `current` holds. */
  readonly current: Manifest;
  /** The release that readers see. */
  readonly inEffect: Manifest;
  readonly articles: ReadonlyMap<ArticleId, Article>;
  readonly takedowns: Takedowns;
};

/** Reads all that a site has: out of KV, and of what the object keeps where it owns the site. 1 KV
 *  read for each pack and blob of the directory.
 *  @returns null when nothing was published; a Rejection when `current` is damaged; `too-large`
 *  when it would not fit
 *  @throws {StoreDown} when KV fails */
export async function loadStock(
  kv: KVNamespace,
  {
    tables,
    isOwner,
    now,
  }: { readonly tables: Tables; readonly isOwner: boolean; readonly now: number },
): Promise<SiteStock | Rejection | "too-large" | null> {
  const standing = await readStanding(kv, now);
  if (standing === null || isRejection(standing)) return standing;
  if (standing.inEffect.count > MOST_LOADED) return "too-large";
  const articles = new Map(
    (await readStock(kv, standing.inEffect, now)).map((article) => [article.id, article]),
  );
  if (isOwner) for (const article of tables.kept.all()) articles.set(article.id, article);
  const takedowns = (await knownTakedowns(kv, standing, now)) ?? NO_TAKEDOWNS;
  return { ...standing, articles, takedowns };
}

/** The articles once changes are made. */
export function changed(
  articles: ReadonlyMap<ArticleId, Article>,
  changes: readonly Change[],
): ReadonlyMap<ArticleId, Article> {
  const all = new Map(articles);
  for (const change of changes) {
    if (change.kind === "put") all.set(change.article.id, change.article);
    else {
      const article = all.get(change.id);
      if (article !== undefined) all.set(change.id, { ...article, status: "withdrawn" });
    }
  }
  return all;
}

/** An article as a release gives it back: of a withdrawn one its addresses alone. */
export function asStored(article: Article): Article {
  const { id, section, published, precision, aliases, status } = article;
  if (status !== "withdrawn") return article;
  return {
    id,
    section,
    published,
    precision,
    aliases,
    status,
    title: id,
    body: "",
    format: "text",
    authors: [],
    also: [],
    tags: [],
    attachments: [],
    translations: {},
    corrections: [],
  };
}

/** Whether no release shows an article whole: a draft, and what is to come. */
export function isToCome(article: Article, now: number): boolean {
  if (article.status !== "published") return article.status === "draft";
  return !isPublic(article, now) || withoutComing(article, now) !== article;
}

/** When an article is seen, where that is to come. */
export function seenFrom(article: Article, now: number): Instant | undefined {
  const at = visibleFrom(article);
  return epochMs(at) > now ? at : undefined;
}
