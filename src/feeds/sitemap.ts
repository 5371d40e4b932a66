import type { Instant } from "#model/instant.ts";
import { element, XML_DECLARATION } from "./xml.ts";

/** URLs in one sitemap at most.
 *  @see sitemaps.org protocol: 50,000 URLs and 50 MB */
export const SITEMAP_MAX_URLS = 50_000;

/** A page for search engines: its absolute URL and when it last changed. */
export type SitemapPage = { readonly url: string; readonly modified?: Instant };

/** A sitemap of at most SITEMAP_MAX_URLS pages.
 *  @throws {RangeError} when there are more: the caller parts them and names the parts in an
 *  index */
export function renderSitemap(pages: readonly SitemapPage[]): string {
  return list("urlset", "url", pages);
}

/** A sitemap of sitemaps. @throws {RangeError} when there are more than SITEMAP_MAX_URLS */
export function renderSitemapIndex(sitemaps: readonly SitemapPage[]): string {
  return list("sitemapindex", "sitemap", sitemaps);
}

function list(root: string, name: string, pages: readonly SitemapPage[]): string {
  if (pages.length > SITEMAP_MAX_URLS) throw new RangeError(`${pages.length} URLs in one sitemap`);
  const written = pages
    .map(
      ({ url, modified }) =>
        `<${name}>\n${element("loc", url)}${element("lastmod", modified)}</${name}>\n`,
    )
    .join("");
  return `${XML_DECLARATION}<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${written}</${root}>\n`;
}
