import { beforeAll, expect, test } from "vitest";
import { ask, published } from "../published.ts";
import { article, BASE_URL, SITE } from "../sample-site.ts";

const site = {
  ...SITE,
  redirects: {
    "/tag/*": "/tags/*",
    "/tag/rd/": "/tags/R%26D",
    "/?cat=2": "/sections/news",
    "/?tag=*": "/tags/*",
    "/author/*": "/authors/*",
    "/2024/01/": "/search?after=2024-01-01&before=2024-02-01&sort=date",
  },
};

beforeAll(async () => {
  await published(
    [
      article({ id: "tagged", tags: ["桥梁", "R&D"], authors: ["Ada"], published: "2024-01-05" }),
      article({
        id: "87613",
        aliases: ["/html/xw/dzyw/87613.html", "/show.asp?id=87613", "/?p=123"],
      }),
      article({
        id: "one",
        aliases: ["/2024/01/one/", "/archives/7", "/blog/one/index.html", "/index.php/2024/01/x/"],
      }),
      article({ id: "gbk", aliases: ["/%B8%CA/1.html", "/甘孜/2.html"] }),
      article({ id: "甘孜", aliases: ["/3.html"] }),
    ],
    { site },
  );
});

test("the page of the API has one address too, whether its text was deployed or not", async () => {
  const { status, headers } = await ask("/api/");
  expect([status, headers.get("Location")]).toEqual([301, `${BASE_URL}/api`]);
});

test.each([
  ["/html/xw/dzyw/87613.html", "/articles/87613"],
  ["/html/xw/dzyw/87613.html?from=timeline", "/articles/87613"],
  ["/show.asp?id=87613", "/articles/87613"],
  ["/?p=123", "/articles/87613"],
  ["/%B8%CA/1.html", "/articles/gbk"],
  ["/%E7%94%98%E5%AD%9C/2.html", "/articles/gbk"],
  ["/甘孜/2.html", "/articles/gbk"],
  ["/3.html", "/articles/%E7%94%98%E5%AD%9C"],
  // With and without the last slash, doubled ones, index.html, and what is put behind a link.
  ["/2024/01/one", "/articles/one"],
  ["/2024/01//one/", "/articles/one"],
  ["//2024/01/one", "/articles/one"],
  ["/2024/01/one/index.html", "/articles/one"],
  ["/2024/01/one/index.php", "/articles/one"],
  ["/2024/01/one?utm_source=rss", "/articles/one"],
  ["/2024/01/one/amp/", "/articles/one"],
  ["/2024/01/one/comment-page-2/", "/articles/one"],
  ["/index.php/2024/01/one/", "/articles/one"],
  ["/archives/7/", "/articles/one"],
  ["/blog/one/", "/articles/one"],
  ["/blog/one", "/articles/one"],
  ["/2024/01/x/", "/articles/one"],
  ["/html/xw/dzyw/87613.html/", "/articles/87613"],
  ["/html//xw/dzyw/87613.html", "/articles/87613"],
  ["/?p=123&utm_source=feedburner&utm_medium=feed", "/articles/87613"],
  ["/?fbclid=abc&p=123", "/articles/87613"],
  ["/show.asp?id=87613&from=timeline&isappinstalled=0", "/articles/87613"],
  ["/articles/one/", "/articles/one"],
  ["/articles/one/?x", "/articles/one?x"],
  ["/articles/one.md/", "/articles/one.md"],
  ["/articles/one.json//", "/articles/one.json"],
  ["/articles/one.html/", "/articles/one"],
  ["/sections/news.md/", "/sections/news.md"],
  ["/sections//news.md", "/sections/news.md"],
  ["/api//articles/?limit=2", "/api/articles?limit=2"],
  ["/api/sections/", "/api/sections"],
  ["/api/search/?q=bridge", "/api/search?q=bridge"],
  ["/api/suggest/?q=bri", "/api/suggest?q=bri"],
  ["/problems/article-not-found/", "/problems/article-not-found"],
  ["/feeds/", "/feeds"],
  ["/search/?q=bridge", "/search?q=bridge"],
  ["/search?q=bridge&feed=rss2", "/search/feed.xml?q=bridge"],
  ["/search?feed=Atom&q=桥", "/search/atom.xml?q=%E6%A1%A5"],
  ["/search?q=one+two&feed=json", "/search/feed.json?q=one+two"],
  ["/sitemap.xml/", "/sitemap.xml"],
  ["/robots.txt/", "/robots.txt"],
  ["/corrections/rss.xml", "/corrections/feed.xml"],
  ["/languages/zh/index.xml", "/languages/zh/feed.xml"],
  ["/feed/", "/feed.xml"],
  ["/feed", "/feed.xml"],
  ["/rss/", "/feed.xml"],
  ["/rss.xml", "/feed.xml"],
  ["/index.xml", "/feed.xml"],
  ["/feed/atom/", "/atom.xml"],
  ["/feed/?paged=2", "/feed.xml"],
  ["/rss/all.xml", "/feed.xml"],
  ["/backend/feed.asp?type=all", "/feed.xml"],
  ["/rss/xw.xml", "/sections/news/feed.xml"],
  ["/rss/xw.xml?null", "/sections/news/feed.xml"],
  ["/rss/xw_atom.xml", "/sections/news/politics/atom.xml"],
  ["/html/xw/", "/sections/news"],
  ["/sections/zhengzhi", "/sections/news/politics/feed.xml"],
  ["/sections/news/", "/sections/news"],
  ["/sections//news/feed.xml", "/sections/news/feed.xml"],
  ["/tag/桥梁/", "/tags/%E6%A1%A5%E6%A2%81"],
  ["/tag/桥梁/feed/", "/tags/%E6%A1%A5%E6%A2%81/feed.xml"],
  ["/tag/rd/feed/atom/", "/tags/r%26d/atom.xml"],
  ["/?tag=桥梁&feed=rss2", "/tags/%E6%A1%A5%E6%A2%81/feed.xml"],
  ["/author/Ada/feed/", "/authors/ada/feed.xml"],
  ["/?cat=2", "/sections/news"],
  ["/?cat=2&feed=rss2", "/sections/news/feed.xml"],
  ["/index.php?cat=2", "/sections/news"],
  ["/2024/01/", "/search?after=2024-01-01&before=2024-02-01&sort=date"],
  ["/wp-sitemap.xml", "/sitemap.xml"],
  ["/wp-sitemap-posts-post-1.xml", "/sitemap.xml"],
  ["/sitemap_index.xml", "/sitemap.xml"],
  ["/post-sitemap2.xml", "/sitemap.xml"],
  ["/post_tag-sitemap.xml", "/sitemap.xml"],
  ["/author-sitemap.xml", "/sitemap.xml"],
  ["/sitemap.xml.gz", "/sitemap.xml"],
  ["/sitemap-posts.xml", "/sitemap.xml"],
  ["/feeds/posts/default?alt=rss", "/feed.xml"],
])("%s lives at %s now", async (old, path) => {
  const moved = await ask(old);
  expect([moved.status, moved.headers.get("Location")]).toEqual([301, BASE_URL + path]);
  expect((await ask(path)).status).toBe(200);
});

test.each([
  "/tag/never/",
  "/tag/never/feed/",
  "/2023/01/",
  "/comments/feed/",
  "/show.asp?id=1",
  "/show.asp",
  "/feed/x",
  "/search?q=bridge&feed=x",
  "/search?q=bridge&feed=toString",
  "/search?q=bridge&feed=",
  "/?p=9",
  "/?p=9&utm_source=x",
  "/2024/01/one/feed/",
  "/2024/01/two",
  "/2024/01/on",
  "/one",
  "/html/xw/dzyw/87613",
  "/show.asp?id=87614&from=timeline",
  "/articles/never/",
  "/nosuch//",
  "/HTML/xw/dzyw/87613.html",
])("%s leads nowhere else", async (path) => {
  expect((await ask(path)).headers.get("Location")).toBeNull();
});

test.each([
  "/?p=9",
  "/?p=9&utm_source=x",
  "/?cat=77",
  "/?page_id=7",
  "/?author_name=nobody",
  "/?m=202401",
  "/?author=3",
  "/?category_name=news",
  "/index.php?p=9",
])("%s asks for a page that is not here", async (path) => {
  expect((await ask(path)).status).toBe(404);
});

test.each([
  "/?utm_source=x",
  "/?fbclid=p=9",
  "/?m=1",
  "/?s=20",
  "/?s=",
  "/?ref=tag",
  "/?p=",
  "/?x",
])("%s asks for the home page", async (path) => {
  expect((await ask(path)).status).toBe(200);
});

test.each([
  ["/?s=bridge", "/search?q=bridge"],
  ["/?s=old+bridge&submit=Search", "/search?q=old%20bridge"],
  ["/?s=%E6%B8%A1%E8%88%B9", "/search?q=%E6%B8%A1%E8%88%B9"],
])("%s is a search of WordPress", async (path, to) => {
  const { status, headers } = await ask(path);
  expect([status, headers.get("Location")]).toEqual([301, `https://news.example.org${to}`]);
});

test.each(["/articles/one", "/", "/tags/nosuch", "/sections/nosuch"])(
  "%s with ?feed= is never a page",
  async (path) => {
    const { status, headers } = await ask(`${path}?feed=rss2`);
    if (status === 301) expect(headers.get("Location")).toMatch(/(?:feed|atom)\.xml|feed\.json/);
    else expect(status).toBe(404);
  },
);

test.each([
  ["/sections/news?feed=rss2", "/sections/news/feed.xml"],
  ["/sections/news/?feed=atom", "/sections/news/atom.xml"],
  ["/tags/桥梁?feed=rss2", "/tags/%E6%A1%A5%E6%A2%81/feed.xml"],
  ["/tags/桥梁/?feed=atom", "/tags/%E6%A1%A5%E6%A2%81/atom.xml"],
])("%s leads to the feed %s", async (asked, feed) => {
  const { status, headers } = await ask(asked);
  expect([status, headers.get("Location")]).toEqual([301, BASE_URL + feed]);
});

test.each([
  "//evil.example/",
  "//evil.example/feed/",
  "/%2F%2Fevil.example/",
  "/\\evil.example/",
  "/sections///evil.example/",
  "/articles/https:%2F%2Fevil.example.html",
  "/rss.xml?url=https://evil.example",
  "/javascript:alert(1)",
])("%s never leads away from the site", async (path) => {
  const { status, headers } = await ask(`https://any.host.invalid${path}`);
  expect(status).toBeLessThan(500);
  const location = headers.get("Location");
  if (location !== null) expect(new URL(location).origin).toBe(BASE_URL);
});
