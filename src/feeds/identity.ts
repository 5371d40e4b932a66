import { tagUri } from "#model/address.ts";
import type { Article } from "#model/article.ts";
import type { Site } from "#model/site.ts";
import { asciiPath } from "./folder.ts";

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

/** The id of a feed, which all documents of it share (newest page and archives).
 *  @param folder  path of the feed's folder; "" for the whole site
 *  @param query  canonical query with its `?`, or "" */
export function feedId(folder: string, query: string, site: Pick<Site, "idAuthority">): string {
  // An article's id has no slash, so that no article can have the id of a feed.
  return `tag:${site.idAuthority}:feeds${asciiPath(folder)}/${query}`;
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
