import { expect, test } from "vitest";
import { isAnswered, isOwnRoute, isReserved } from "#model/own-route.ts";

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

const PRESENT = { ids: new Set(["7", "甲"]), sections: new Set(["news", "news/home"]) };

test.each(
  (
    "/feed.xml /api/x /media/x.png /search/feed.xml /articles/7 /articles/7.html /articles/%E7%94%B2 " +
    "/sections/news /sections/news/ /sections/news/home/atom.xml /sections/news/archive/7~3fK9a_Qz1b/feed.xml " +
    "/archive/7~3fK9a_Qz1b/feed.json"
  ).split(" "),
)("%s is answered by what is there", (path) => {
  expect(isAnswered(path, PRESENT)).toBe(true);
});

test.each(
  (
    "/archive/2019/one.html /articles/2019/one.html /articles/8 /search/label/one /tags/news/index.xml " +
    "/sections/old/feed.xml /sections/news/rss.xml /sections/news/feed /authors/x/feed/ /?p=7 /2024/01/"
  ).split(" "),
)("%s is free for an alias", (path) => {
  expect([isAnswered(path, PRESENT), isReserved(path)]).toEqual([false, false]);
});
