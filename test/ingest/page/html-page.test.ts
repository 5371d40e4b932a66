import { expect, test } from "vitest";
import { readHtmlPage } from "#ingest/page/html-page.ts";
import type { PortalPage } from "#ingest/page/portal-page.ts";
import { describeRejection, isRejection } from "#model/rejection.ts";
import { PAYLOADS } from "../../text/payloads.ts";
import { cpuNow } from "../../setup/cpu-time.ts";

function read(html: string, address = "/x/1.html"): PortalPage {
  const page = readHtmlPage(html, { place: { file: "a.html" }, address });
  if (isRejection(page)) throw new TypeError(describeRejection(page));
  return page;
}

const LONG = "清晨六点，渡口的钟响了三下，船工把缆绳抛上岸，对岸的灯还没有熄。".repeat(3);

const PORTAL = `<html><head><title>渡口的钟_澜川新闻网_免费在线播放</title><meta charset="gb2312"><meta name="keywords" content="渡口,船工"></head><body>
<div class="nav"><a href="/">首页</a> <a href="/xw">新闻</a></div>
<div class="crumb">您所在的位置：<a href="/">澜川新闻网</a> >> <a href="/html/xw/">新闻</a> >> <a href="/html/xw/xsdt/">县市动态</a> >> 浏览文章</div>
<h1>渡口的钟</h1><div class="info">澜川日报　2024年05月06日</div>
<div id="zoom"><p>${LONG}</p><table><tr><td>1</td></tr></table><p><img src="../pic/1.jpg"></p><script>x()</script><div class="share">分享</div><p>${LONG}</p></div>
<div class="pager"><p>上一篇：<a href="90000.html">昨天的雨</a></p><p>下一篇：没有了</p></div>
<div class="footer">版权所有 澜川新闻网 ${LONG}</div></body></html>`;

test("a portal's page gives its fields and its text without furniture", () => {
  expect(read(PORTAL, "http://mirror.example/html/xw/xsdt/90001.html")).toMatchObject({
    fields: {
      id: "90001",
      title: "渡口的钟",
      section: "xw/xsdt",
      published: "2024-05-06",
      source: "澜川日报",
      previous: "昨天的雨",
      aliases: ["/html/xw/xsdt/90001.html"],
      sequence: 90001,
      tags: ["渡口", "船工"],
      body: `<p>${LONG}</p><table><tbody><tr><td>1</td></tr></tbody></table><p><img src="../pic/1.jpg"></p><p>${LONG}</p>`,
    },
    sections: [
      { path: "xw", title: "新闻" },
      { path: "xw/xsdt", title: "县市动态" },
    ],
  });
});

test("a page of another kind gives what its meta says", () => {
  const words =
    "The ferry bell rang three times over the water, and nobody on the landing looked up. ".repeat(
      3,
    );
  const page =
    read(`<html><head><title>Bell - Lan News</title><link rel=canonical href="https://lan.example/2024/bell/?p=1">
    <meta property="og:title" content="The bell"><meta property="article:published_time" content="2024-05-06T08:00:00+08:00"><meta name=author content="Anna">
    <meta property="og:image" content="https://lan.example/b.jpg"></head>
    <body><nav>Home</nav><article><p>${words}</p><p>${words}</p></article><aside><p>${words}</p></aside></body></html>`);
  expect(page.fields).toMatchObject({
    title: "The bell",
    published: "2024-05-06T08:00:00+08:00",
    authors: ["Anna"],
    image: { url: "https://lan.example/b.jpg" },
    aliases: ["/2024/bell/?p=1"],
    section: "news",
    body: `<p>${words}</p><p>${words}</p>`,
  });
});

test("a page without a text is rejected with all that it lacks", () => {
  const page = readHtmlPage("<p>short</p>", { place: { file: "a.html" }, address: "/" });
  expect(isRejection(page) && describeRejection(page)).toMatch(
    /text: was not found .*\na\.html: title: .*\na\.html: published: /,
  );
});

test("no page makes it throw or hang", () => {
  const started = cpuNow();
  for (const payload of PAYLOADS) readHtmlPage(payload, { place: {}, address: payload });
  readHtmlPage("<div>".repeat(100_000) + LONG, { place: {}, address: "/" });
  readHtmlPage(`您所在的位置:${" > ".repeat(100_000)}`, { place: {}, address: "/" });
  expect(cpuNow() - started).toBeLessThan(5_000);
});
