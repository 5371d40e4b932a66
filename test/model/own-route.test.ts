import { expect, test } from "vitest";
import { isOwnRoute } from "#model/own-route.ts";

test.each(
  (
    "/ /?cursor=x /feed.xml /feed/ /rss /rss.xml /index.xml /feed/atom/ /feed/rss2/ /atom/ /articles/7 /articles/7.json?x /%61rticles/7 /sections/news/feed.xml " +
    "/search?q=1 /search/feed.xml /search.js /api/search /admin /admin/articles/7 /media/x.png /tags/x /authors/x /languages/en " +
    "/corrections/feed.xml /sitemaps/1.xml /archive/x/feed.xml /problems/x /mcp /healthz /robots.txt"
  ).split(" "),
)("%s is ours", (path) => {
  expect(isOwnRoute(path)).toBe(true);
});

test.each(
  "/html/xw/87613.html /?p=123 /rss/xw.xml /rss.php /article.asp?id=7 /articles.html /searching /feeds.html /en/ /backend/feed.asp?type=all /%ff".split(
    " ",
  ),
)("%s may be claimed", (path) => {
  expect(isOwnRoute(path)).toBe(false);
});
