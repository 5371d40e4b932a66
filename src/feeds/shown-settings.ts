import type { ArticleHead } from "#model/entry.ts";
import type { Site } from "#model/site.ts";
import { categorizer, type Category } from "./entry.ts";
import type { Heading } from "./heading.ts";

/** The settings of a site that a feed with this heading and these entries shows, in every format;
 *  while they stay as they are, no other setting changes its bytes. JSON. */
export function shownSettings(
  site: Site,
  heading: Heading,
  entries: readonly ArticleHead[],
): string {
  const { title, url, idAuthority, license, icon, hub, linkPosts, rsl, contentSignal, ownSources } =
    site;
  const categoriesOf = categorizer(site);
  const categories = new Map<string, Category>();
  for (const entry of entries)
    for (const category of categoriesOf(entry)) categories.set(category.path, category);
  const named = [...categories.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  return JSON.stringify([
    heading,
    title,
    url,
    idAuthority,
    license,
    icon,
    hub,
    named,
    ...(linkPosts ? [linkPosts] : []),
    ...(rsl || (license && ownSources) ? [{ rsl, contentSignal, ownSources }] : []),
  ]);
}
