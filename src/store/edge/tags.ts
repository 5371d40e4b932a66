import { articlePath, sectionFolder } from "#model/address.ts";
import type { ArticleId, SectionPath } from "#model/name.ts";
import type { Manifest } from "#model/release.ts";

/** The tag of every answer. */
export const SITE_TAG = "site";

/** The tag of what shows something of all articles, and of what is not there: it goes with every
 *  release. */
export const LISTS_TAG = "lists";

/** The tag of pictures and sound, which go when an article goes. */
export const MEDIA_TAG = "media";

/** The tag of the answer by which the timer sees whether a purge works. */
export const CANARY_TAG = "canary";

/** Tags that one purge may name.
 *  @see https://developers.cloudflare.com/workers/cache/purge/ */
export const MAX_TAGS = 100;

/** Names what readers see: a release, and since when, for a rollback shows one again with other
 *  dates. */
export function editionOf({ release, created }: Pick<Manifest, "release" | "created">): string {
  return `${release}/${created}`;
}

/** The tag of an article, in all its forms. */
export function articleTag(id: ArticleId): string {
  return articlePath(id).replace("/articles/", "article-");
}

/** The tag of a section's pages and feeds. */
export function sectionTag(path: SectionPath): string {
  return sectionFolder(path).replace("/sections/", "section-");
}

/** The tags of all that differs since an edition; the whole site's where nobody knows, or where
 *  there are too many for one purge that lets go of the canary too. */
export function tagsSince(
  { edge = [] }: Pick<Manifest, "edge">,
  edition: string | undefined,
): readonly string[] {
  const end = edge.findIndex(([since]) => since === edition);
  const tags = new Set(edge.slice(0, end + 1).flatMap(([, ...some]) => some));
  return tags.size === 0 || tags.size >= MAX_TAGS || tags.has(SITE_TAG) ? [SITE_TAG] : [...tags];
}

/** The tags of what changed with a release; the whole site's where nobody knows. */
export function tagsOf({ edge }: Pick<Manifest, "edge">): readonly string[] {
  return tagsSince({ edge: edge ?? [] }, edge?.[0]?.[0]);
}
