import type { Site } from "#model/site.ts";
import { asciiPath } from "./folder.ts";

/** The id of a feed, which all documents of it share (newest page and archives).
 *  @param folder  path of the feed's folder; "" for the whole site
 *  @param query  canonical query with its `?`, or "" */
export function feedId(folder: string, query: string, site: Pick<Site, "idAuthority">): string {
  // An article's id has no slash, so that no article can have the id of a feed.
  return `tag:${site.idAuthority}:feeds${asciiPath(folder)}/${query}`;
}
