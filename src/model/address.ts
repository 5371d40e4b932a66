import { hash32 } from "./hash.ts";
import type { ArticleId, SectionPath } from "./name.ts";
import type { Site } from "./site.ts";

/** The path of an article's page below the site's base URL, percent-encoded.
 *  @example articlePath(id) // "/articles/87613", "/articles/%E7%94%98%E5%AD%9C-2023" */
export function articlePath(id: ArticleId): string {
  return `/articles/${encodeURIComponent(id)}`;
}

/** The name that an article has everywhere and for ever, of the site's authority and its id.
 *  @see RFC 4151
 *  @example tagUri(id, site) // "tag:example.org,2026:%E7%94%B2" */
export function tagUri(id: ArticleId, { idAuthority }: Pick<Site, "idAuthority">): string {
  return `tag:${idAuthority}:${encodeURIComponent(id)}`;
}

/** The path of a section's page below the site's base URL, percent-encoded; "" for the whole site.
 *  It is also the folder in which the section's feeds lie.
 *  @example sectionFolder("news/politics") // "/sections/news/politics" */
export function sectionFolder(section: SectionPath | ""): string {
  return section === "" ? "" : `/sections/${section.split("/").map(encodeURIComponent).join("/")}`;
}

/** The path of all articles with a tag, by an author or in a language, percent-encoded; their
 *  feeds lie below it.
 *  @example topicPath("tags", "R&D/新") // "/tags/R%26D%2F%E6%96%B0" */
export function topicPath(kind: "tags" | "authors" | "languages", value: string): string {
  return `/${kind}/${encodeURIComponent(value.toWellFormed())}`;
}

/** The path of the folder in which the formats of one archive document lie, percent-encoded.
 *  @param name  the archive document's name, such as `87613~3fK9a_Qz1b` */
export function archiveFolder(section: SectionPath | "", name: string): string {
  return `${sectionFolder(section)}/archive/${encodeURIComponent(name)}`;
}

/** A path with its percent-encoding undone; as it is where that gives no UTF-8. */
export function percentDecoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return path;
    throw error;
  }
}

/** Where just these bytes of the search element lie, for pages that pin them.
 *  @param script  the built element
 *  @example widgetPath(script) // "/search-1k3fzq.js" */
export function widgetPath(script: string): string {
  return `/search-${hash32(script).toString(36)}.js`;
}
