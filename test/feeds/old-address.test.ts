import { expect, test } from "vitest";
import { toSections } from "#model/section.ts";
import { createRedirects } from "#model/redirect.ts";
import { SITE_DEFAULTS } from "#model/site.ts";
import { meantBy, readOldAddress } from "#feeds/old-address.ts";

const site = {
  ...SITE_DEFAULTS,
  sections: toSections([{ slug: "x", was: ["w"] }, { slug: "新闻" }]).sections,
};
/** What an import writes as aliases: the old folder of a section, of any system. */
const known = new Map([
  ["/category/x/", "/sections/x"],
  ["/categories/x/", "/sections/x"],
  ["/posts/", "/"],
  ["/search/label/x", "/sections/x"],
  ["/tag/x/", "/sections/x"],
  ["/author/x/", "/sections/x"],
  ["/html/xw/", "/sections/新闻"],
  ["/xwzx/index.html", "/sections/新闻"],
  ["/rss/xw.xml", "/sections/新闻/feed.xml"],
]);

/** What an import fills in with --migrate. */
const more = createRedirects({
  "/tag/*": "/tags/*",
  "/tag/rd/": "/tags/R%26D",
  "/author/*": "/authors/*",
  "/?cat=2": "/sections/x",
  "/?tag=*": "/tags/*",
  "/?author=1": "/authors/%E9%99%86%E9%9D%92%E7%A6%BE",
  "/2024/01/": "/search?q=after%3A2024-01-01",
});

function meant(address: string): string | undefined {
  const { pathname, search } = new URL(`https://x${address}`);
  return meantBy(
    readOldAddress(pathname, search),
    site,
    (spellings) => spellings.map((path) => known.get(path)).find(Boolean) ?? more(spellings),
  );
}

test.each([
  // WordPress
  ["/feed", "/feed.xml"],
  ["/feed/", "/feed.xml"],
  ["/feed/rss2", "/feed.xml"],
  ["/feed/rss2/", "/feed.xml"],
  ["/feed/rss/", "/feed.xml"],
  ["/feed/rdf/", "/feed.xml"],
  ["/feed/atom/", "/atom.xml"],
  ["/feed/json/", "/feed.json"],
  ["/?feed=rss2", "/feed.xml"],
  ["/?feed=rss", "/feed.xml"],
  ["/?feed=rdf", "/feed.xml"],
  ["/?feed=atom", "/atom.xml"],
  ["/index.php?feed=atom", "/atom.xml"],
  ["/category/x/feed/", "/sections/x/feed.xml"],
  ["/category/x/feed", "/sections/x/feed.xml"],
  ["/category/x/feed/atom/", "/sections/x/atom.xml"],
  ["/category/x/feed/atom", "/sections/x/atom.xml"],
  ["/category/x/?feed=atom", "/sections/x/atom.xml"],
  ["/category/x?feed=rss2", "/sections/x/feed.xml"],
  ["/category/x", "/sections/x"],
  ["/category/x/", "/sections/x"],
  ["//category//x//feed/", "/sections/x/feed.xml"],
  ["/tag/x/feed/", "/sections/x/feed.xml"],
  ["/tag/x/feed/atom/", "/sections/x/atom.xml"],
  ["/author/x/feed/", "/sections/x/feed.xml"],
  ["/author/x", "/sections/x"],
  ["/tag/rust/", "/tags/rust"],
  ["/tag/rust/feed/", "/tags/rust/feed.xml"],
  ["/tag/rd/feed/atom/", "/tags/r%26d/atom.xml"],
  ["/tag/%E7%94%98%E5%AD%9C/", "/tags/%E7%94%98%E5%AD%9C"],
  ["/author/Ada/feed/", "/authors/ada/feed.xml"],
  ["/?cat=2", "/sections/x"],
  ["/?cat=2&feed=rss2", "/sections/x/feed.xml"],
  ["/?feed=atom&cat=2", "/sections/x/atom.xml"],
  ["/index.php?cat=2", "/sections/x"],
  ["/?tag=rust&feed=rss2", "/tags/rust/feed.xml"],
  ["/?author=1", "/authors/%E9%99%86%E9%9D%92%E7%A6%BE"],
  ["/2024/01/", "/search?q=after%3A2024-01-01"],
  ["/2024/01", "/search?q=after%3A2024-01-01"],
  ["/category/x/page/3/", "/sections/x"],
  ["/page/2/", "/"],
  ["/?paged=2", "/"],
  ["/wp-rss2.php", "/feed.xml"],
  ["/wp-rss.php", "/feed.xml"],
  ["/wp-rdf.php", "/feed.xml"],
  ["/wp-feed.php", "/feed.xml"],
  ["/wp-atom.php", "/atom.xml"],
  ["/index.php/feed/", "/feed.xml"],
  ["/index.php/category/x/feed/", "/sections/x/feed.xml"],
  ["/index.php/category/x/", "/sections/x"],
  ["/?feed=rss2&paged=3", "/feed.xml"],
  ["/?utm_source=x&feed=atom", "/atom.xml"],
  ["/category/x/?utm_source=x", "/sections/x"],
  // Hugo
  ["/index.xml", "/feed.xml"],
  ["/index.json", "/feed.json"],
  ["/posts/index.xml", "/feed.xml"],
  ["/posts", "/"],
  ["/posts/index.html", "/"],
  ["/categories/x/index.xml", "/sections/x/feed.xml"],
  ["/categories/x/", "/sections/x"],
  ["/categories/x/index.html", "/sections/x"],
  ["/tags/x/index.xml", "/tags/x/feed.xml"],
  ["/sections/x/index.xml", "/sections/x/feed.xml"],
  // Jekyll and Hexo
  ["/feed.xml/", "/feed.xml"],
  ["//feed.xml", "/feed.xml"],
  ["/atom.xml/", "/atom.xml"],
  ["/rss2.xml", "/feed.xml"],
  ["/categories/x/atom.xml", "/sections/x/atom.xml"],
  ["/tags/x/", "/tags/x"],
  // Ghost
  ["/rss/", "/feed.xml"],
  ["/rss", "/feed.xml"],
  ["/tag/x/rss/", "/sections/x/feed.xml"],
  ["/author/x/rss/", "/sections/x/feed.xml"],
  // Blogger
  ["/search/label/x", "/sections/x"],
  ["/search/label/x/", "/sections/x"],
  ["/atom", "/atom.xml"],
  ["/feeds/posts/default", "/atom.xml"],
  ["/feeds/posts/default?alt=rss", "/feed.xml"],
  ["/feeds/posts/default/-/x", "/sections/x/atom.xml"],
  ["/feeds/posts/summary/-/x?alt=json", "/sections/x/feed.json"],
  // A Chinese portal
  ["/html/xw/", "/sections/%E6%96%B0%E9%97%BB"],
  ["/html/xw", "/sections/%E6%96%B0%E9%97%BB"],
  ["/html/xw/index.html", "/sections/%E6%96%B0%E9%97%BB"],
  ["/html//xw/index.htm", "/sections/%E6%96%B0%E9%97%BB"],
  ["/html/xw/index.shtml", "/sections/%E6%96%B0%E9%97%BB"],
  ["/html/xw/index.asp", "/sections/%E6%96%B0%E9%97%BB"],
  ["/html/xw/default.aspx", "/sections/%E6%96%B0%E9%97%BB"],
  ["/html/xw/index.jsp", "/sections/%E6%96%B0%E9%97%BB"],
  ["/index.shtml", "/"],
  ["/default.aspx", "/"],
  ["/html/xw/rss.xml", "/sections/%E6%96%B0%E9%97%BB/feed.xml"],
  ["/xwzx", "/sections/%E6%96%B0%E9%97%BB"],
  ["/xwzx/", "/sections/%E6%96%B0%E9%97%BB"],
  ["/xwzx/feed/", "/sections/%E6%96%B0%E9%97%BB/feed.xml"],
  // Our own, as others would write them
  ["/sections/x/feed", "/sections/x/feed.xml"],
  ["/sections/x/feed/", "/sections/x/feed.xml"],
  ["/sections/x/rss.xml", "/sections/x/feed.xml"],
  ["/sections/x/atom", "/sections/x/atom.xml"],
  ["/sections/x/index.html", "/sections/x"],
  ["/sections/w/feed", "/sections/x/feed.xml"],
  ["/sections/%E6%96%B0%E9%97%BB/rss", "/sections/%E6%96%B0%E9%97%BB/feed.xml"],
  ["/tags/R%26D/feed", "/tags/r%26d/feed.xml"],
  ["/authors/x/rss.xml", "/authors/x/feed.xml"],
])("%s meant %s", (address, target) => {
  expect(meant(address)).toBe(target);
});

test.each([
  "/category/y/feed/",
  "/category/y",
  "/sections/y/feed",
  "/tags/x/y/feed",
  "/feeds/x",
  "/feed/x",
  "/wp-sitemap.xml",
  "/about",
  "/2023/01/",
  "/2024/",
  "/?cat=3&feed=rss2x",
  "/?cat=3&feed=rss2",
  "/?p=12&feed=rss2",
  "/?author=9&feed=atom",
  "/?m=202301&feed=rss2",
  "/?s=word&feed=rss2",
  "/?page_id=7&feed=rss2",
  "/index.php?p=12&feed=rss2",
  "/wp-commentsrss2.php",
  "/wp-login.php",
  "/indexes/",
  "/default/",
  "/index.phpx/feed/",
  "/comments/feed/",
  "/feeds/comments/default",
  "/author/x/y/",
])("%s means nothing that is known", (address) => {
  expect(meant(address)).toBeUndefined();
});
