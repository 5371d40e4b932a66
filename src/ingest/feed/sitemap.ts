import { type Place, rejection, type Rejection } from "#model/rejection.ts";
import { absolute } from "./feed-head.ts";
import { createXmlReader } from "./xml-reader.ts";
import { childText } from "./xml-tree.ts";

/** What a sitemap names. */
export type Sitemap = {
  /** Pages, absolute, in its order. */
  readonly pages: readonly string[];
  /** Further sitemaps, of an index. */
  readonly sitemaps: readonly string[];
  /** When pages changed, as it is written, by address. */
  readonly changes: ReadonlyMap<string, string>;
};

/** A sitemap has at most so many addresses.
 *  @see https://www.sitemaps.org/protocol.html */
const MAX_PAGES = 50_000;

/** Reads a sitemap or an index of sitemaps. O(length).
 *  @param url  its own address, against which relative ones are resolved; "about:blank" for a file
 *  @returns a Rejection when it names nothing, declares entities or nests too deep */
export function readSitemap(text: string, place: Place, url: string): Sitemap | Rejection {
  const pages: string[] = [];
  const sitemaps: string[] = [];
  const changes = new Map<string, string>();
  const reader = createXmlReader({
    wants: (name) => /^(?:\w+:)?(?:url|sitemap)$/.test(name),
    take(node) {
      const address = absolute(childText(node, "loc", "sm:loc", "sitemap:loc"), url);
      const list = node.name.endsWith("sitemap") ? sitemaps : pages;
      if (!address || list.length >= MAX_PAGES) return;
      list.push(address);
      const changed = childText(node, "lastmod", "sm:lastmod", "sitemap:lastmod");
      if (list === pages && changed) changes.set(address, changed);
    },
  });
  reader.write(text);
  const fault = reader.end();
  if (fault !== undefined) return rejection(place, fault);
  if (pages.length + sitemaps.length === 0)
    return rejection(place, { what: "is a sitemap that names no address" });
  return { pages, sitemaps, changes };
}
