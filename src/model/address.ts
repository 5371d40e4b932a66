import { hash32 } from "./hash.ts";
import type { Article } from "./article.ts";
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

/** What an article's identity is made of: neither its URL nor its section nor its words. */
type Identified = Pick<Article, "id" | "guid">;

/** A feed item's id in RSS and JSON Feed: the old system's guid verbatim, else a tag URI of the
 *  site's authority and the article's id. It never changes: not by rename, move, re-import or a new
 *  domain.
 *  @see RFC 4151
 *  @example entryId({ id: "甲" }, site) // "tag:example.org,2026:%E7%94%B2" */
export function entryId({ id, guid }: Identified, site: Pick<Site, "idAuthority">): string {
  return guid ?? tagUri(id, site);
}

/** An entry's id in Atom: the guid where Atom takes it, else the tag URI. As lasting as `entryId`.
 *  @see RFC 4287 section 4.2.6 */
export function atomId({ id, guid }: Identified, site: Pick<Site, "idAuthority">): string {
  return entryId(guid !== undefined && isIri(guid) ? { id, guid } : { id }, site);
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

/** Matches `urn:uuid:1`, `http://a/甲?b#c`; refuses `87613`, `a b`, `http://a/%zz`, and anything
 *  with `<`, `>`, `"`, `\`, `^`, `` ` ``, `{`, `|`, `}`. */
const IRI =
  /^[a-z][a-z0-9+.-]*:(?:[\w\-.~:/?#[\]@!$&'()*+,;=\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\u{10000}-\u{1fffd}\u{20000}-\u{2fffd}\u{30000}-\u{3fffd}]|%[0-9a-f]{2})+$/iu;
/** Schemes whose URIs have a form of their own, which validators check. */
const FORMS: Readonly<Record<string, RegExp>> = {
  http: /^https?:\/\/[^/?#]+/i,
  https: /^https?:\/\/[^/?#]+/i,
  urn: /^urn:[a-z0-9][a-z0-9-]{0,31}:./i,
  tag: /^tag:(?:[\w.+-]+@)?[a-z0-9][a-z0-9.-]*,\d{4}(?:-\d\d(?:-\d\d)?)?:/i,
};

/** Whether `text` is an absolute IRI that an Atom id may be. Never change what it answers: ids hang
 *  on it.
 *  @see RFC 3987 section 2.2; RFC 4151; RFC 8141 */
export function isIri(text: string): boolean {
  const scheme = text.slice(0, Math.max(0, text.indexOf(":"))).toLowerCase();
  return IRI.test(text) && (FORMS[scheme]?.test(text) ?? true);
}
