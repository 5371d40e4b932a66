import { expect, test } from "vitest";
import { siteIn } from "#ingest/page/breadcrumb.ts";
import { isRejection } from "#model/rejection.ts";
import { readHtmlPage } from "#ingest/page/html-page.ts";
import { PORTAL_RULES } from "#ingest/page/portal-rules.ts";

test.each(["资讯", "资讯首页", "新闻中心", "國際", "财经频道", "首页", "News", "当前"])(
  "%s is a channel of every portal, and no site's name",
  (crumb) => {
    expect(siteIn([crumb, "国内"], PORTAL_RULES)).toBeUndefined();
  },
);

test.each(["凤凰网", "澜川新闻网", "新闻晨报", "国际在线", "Lanchuan News"])(
  "%s names a site",
  (crumb) => {
    expect(siteIn([crumb, "国内"], PORTAL_RULES)).toBe(crumb);
  },
);

test("a site whose breadcrumb names a channel first is called as its titles end", () => {
  const text = "这是一个很长的段落，讲述了州里的道路、桥梁与学校，字数足够多。".repeat(4);
  const page = readHtmlPage(
    `<html><head><title>戊篇文章的标题在这里_资讯_凤凰网</title></head><body><div><a href="/">资讯</a> &gt; <a href="/gn">国内</a> &gt; 正文</div><h1>戊篇文章的标题在这里</h1><p>2023年04月14日 08:05 来源：新华网</p><div><p>${text}</p><p>${text}</p></div></body></html>`,
    { place: {}, address: "/a.html" },
  );
  if (isRejection(page)) throw new TypeError("rejected");
  expect(page.site).toBe("凤凰网");
  expect(page.fields["title"]).toBe("戊篇文章的标题在这里");
});

test("a page that leaves out the tags of its head has no line of its title", () => {
  const text = "这是一个很长的段落，讲述了州里的道路、桥梁与学校，字数足够多。".repeat(4);
  const page = readHtmlPage(
    `<title>戊篇文章的标题在这里_凤凰网</title><h1>戊篇文章的标题在这里</h1><p>2023年04月14日</p><div><p>${text}</p><p>${text}</p></div>`,
    { place: {}, address: "/a.html" },
  );
  if (isRejection(page)) throw new TypeError("rejected");
  expect(page.fields["title"]).toBe("戊篇文章的标题在这里");
});
