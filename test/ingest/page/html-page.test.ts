import { expect, test } from "vitest";
import { readHtmlPage } from "#ingest/page/html-page.ts";
import type { PortalPage } from "#ingest/page/portal-page.ts";
import { describeRejection, isRejection } from "#model/rejection.ts";
import { textFromHtml } from "#text/html/html-text.ts";
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
  const page = read(PORTAL, "http://mirror.example/html/xw/xsdt/90001.html");
  expect(String(page.fields["body"])).toContain('<img src="../pic/1.jpg">');
  expect(textFromHtml(String(page.fields["body"]))).toBe(`${LONG}\n1\n${LONG}`);
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
  });
  expect(textFromHtml(String(page.fields["body"]))).toBe(`${words.trim()}\n${words.trim()}`);
});

test("a page without a text is rejected with all that it lacks", () => {
  const page = readHtmlPage("<p>short</p>", { place: { file: "a.html" }, address: "/" });
  expect(isRejection(page) && describeRejection(page)).toMatch(
    /text: was not found .*\na\.html: published: /,
  );
});

test("no page makes it throw or hang", () => {
  const started = cpuNow();
  for (const payload of PAYLOADS) readHtmlPage(payload, { place: {}, address: payload });
  readHtmlPage("<div>".repeat(100_000) + LONG, { place: {}, address: "/" });
  readHtmlPage(`您所在的位置:${" > ".repeat(100_000)}`, { place: {}, address: "/" });
  expect(cpuNow() - started).toBeLessThan(5_000);
});

/** Sentences of a text, none like another. */
const SENTENCES = Array.from(
  { length: 12 },
  (_, index) =>
    `第${index + 1}段写的是渡口的钟声，船工把缆绳抛上岸，对岸第${index + 1}盏灯还没有熄灭。`,
);
const ENGLISH = Array.from(
  { length: 12 },
  (_, index) =>
    `Paragraph ${index + 1} tells of the ferry bell, of the boatman with his rope, and of lamp ${index + 1}.`,
);

/** A page with a menu, a footer, and this text. */
function pageOf(text: string, head = ""): string {
  return `<html><head><title>渡口的钟_澜川网</title>${head}</head><body><div class="nav">
    <a href="/">首页</a><a href="/xw">新闻</a></div><h1>渡口的钟</h1><div class="info">2024-05-06 08:30</div>
    ${text}<div class="footer"><a href="/about">关于我们</a> 版权所有</div></body></html>`;
}

const wrapped = (before: string, after: string, sentences = SENTENCES): string =>
  sentences.map((sentence) => before + sentence + after).join("\n");

test.each([
  ["a div for each paragraph", `<div class="article">${wrapped("<div>", "</div>")}</div>`],
  ["a div in a div for each", `<div id="c">${wrapped("<div><div>", "</div></div>")}</div>`],
  ["line breaks", `<div class="content">${wrapped("　　", "<br><br>")}</div>`],
  [
    "WeChat's sections and spans",
    `<div class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0;">${wrapped("<section><span style='font-size:15px'>", "</span></section>")}</div>`,
  ],
  [
    "sections in sections",
    `<div>${wrapped("<section><section><p><span>", "</span></p></section></section>")}</div>`,
  ],
  [
    "a class that contains relat",
    `<div class="relative-box"><div class="relative">${wrapped('<p class="relative">', "</p>")}</div></div>`,
  ],
  [
    "a class that contains share",
    `<div class="shareholder-news">${wrapped('<p class="shared-style">', "</p>")}</div>`,
  ],
  [
    "a class that contains header",
    `<div class="header-article">${wrapped('<p class="subheader">', "</p>")}</div>`,
  ],
  [
    "a class that contains comment",
    `<div class="commentary">${wrapped('<p class="commented">', "</p>")}</div>`,
  ],
  ["spans alone", `<div class="TRS_Editor">${wrapped("<span>", "</span><br>")}</div>`],
  [
    "tables of old portals",
    `<table><tr><td><table><tr><td class="t">${wrapped("<p>", "</p>")}</td></tr></table></td></tr></table>`,
  ],
  ["list items", `<article><ul>${wrapped("<li>", "</li>")}</ul></article>`],
  [
    "a quotation amid",
    `<article>${wrapped("<p>", "</p>", SENTENCES.slice(0, 6))}<blockquote>${wrapped("<p>", "</p>", SENTENCES.slice(6))}</blockquote></article>`,
  ],
])("no sentence of a text in %s is lost", (_title, html) => {
  const text = textFromHtml(String(read(pageOf(html)).fields["body"]));
  expect(SENTENCES.filter((sentence) => !text.includes(sentence))).toEqual([]);
  expect(text).not.toMatch(/首页|关于我们|版权/);
});

test.each([
  ["a div for each paragraph", `<div>${wrapped("<div>", "</div>", ENGLISH)}</div>`],
  [
    "classes of utilities",
    `<main class="relative flex">${wrapped('<p class="relative mb-4">', "</p>", ENGLISH)}</main>`,
  ],
  ["sections", `<article>${wrapped("<section><p>", "</p></section>", ENGLISH)}</article>`],
])("no sentence of an English text in %s is lost", (_title, html) => {
  const text = textFromHtml(String(read(pageOf(html)).fields["body"]));
  expect(ENGLISH.filter((sentence) => !text.includes(sentence))).toEqual([]);
});

test.each([
  ["<p>责任编辑：张三</p>", "责任编辑"],
  ["<div>【打印本页】 【关闭窗口】</div>", "打印"],
  ["<p>分享到： 微信 微博 QQ空间</p>", "分享"],
  ["<p>[責編：李四]</p>", "責編"],
  ["<p>上一篇：<a href='1.html'>昨天的雨</a> 下一篇：<a href='3.html'>明天</a></p>", "昨天的雨"],
  ["<p>免责声明：本文不代表本站观点。</p>", "免责"],
  ["<h4>相关阅读</h4><ul><li>另一条新闻的标题，很长很长很长很长很长</li></ul>", "另一条"],
])("%s behind a text is furniture", (html, word) => {
  const body = `<div class="article">${wrapped("<p>", "</p>")}${html}</div>`;
  expect(textFromHtml(String(read(pageOf(body)).fields["body"]))).not.toContain(word);
});

test.each([
  "<p>编辑们都很忙，责任编辑这个词是什么意思，他问了三遍。</p>",
  "<p>他把消息分享到群里，大家都知道了。</p>",
  "<p>上一篇文章里写过这件事，下一篇还会再写。</p>",
  "<p>（完）</p>",
])("%s in a text stays", (html) => {
  const body = `<div class="article">${wrapped("<p>", "</p>", SENTENCES.slice(0, 6))}${html}${wrapped("<p>", "</p>", SENTENCES.slice(6))}</div>`;
  expect(String(read(pageOf(body)).fields["body"])).toContain(html.slice(3, -4));
});

const NEWS = `<div class="article">${wrapped("<p>", "</p>")}</div>`;
const ld = (json: object): string =>
  `<script type="application/ld+json">${JSON.stringify(json)}</script>`;
const article = { "@context": "https://schema.org", "@type": "NewsArticle" };

test.each([
  [
    "json-ld",
    ld({ ...article, datePublished: "2024-05-06T08:31:00+08:00" }),
    "",
    "2024-05-06T08:31:00+08:00",
  ],
  [
    "json-ld",
    ld({ "@graph": [{ "@type": "WebSite" }, { ...article, datePublished: "2024-05-06" }] }),
    "",
    "2024-05-06T08:30:00",
  ],
  [
    "json-ld",
    ld({ ...article, datePublished: "2024-05-06T00:32:00Z" }),
    "",
    "2024-05-06T00:32:00Z",
  ],
  ["time", "", '<time datetime="2024-05-06T08:33:00">May</time>', "2024-05-06T08:33:00"],
  [
    "itemprop",
    "",
    '<span itemprop="datePublished" content="2024-05-06T08:34">x</span>',
    "2024-05-06T08:34:00",
  ],
  ["meta", '<meta name="pubdate" content="2024-05-06 08:35">', "", "2024-05-06T08:35:00"],
  [
    "meta",
    '<meta property="article:published_time" content="2024-05-06">',
    "",
    "2024-05-06T08:30:00",
  ],
  ["byline", "", "", "2024-05-06T08:30:00"],
])("a date is read from %s %#", (origin, head, body, published) => {
  const page = read(pageOf(body + NEWS, head));
  expect(page.fields["published"]).toBe(published);
  if (published !== "2024-05-06T08:30:00") expect(page.dateOrigin).toBe(origin);
  expect(page.notices).toBeUndefined();
});

test("dates that disagree are reported, the first origin counting", () => {
  const head = ld({ ...article, datePublished: "2024-05-01" });
  const page = read(pageOf(NEWS, head));
  expect(page.fields["published"]).toBe("2024-05-01");
  expect(page.notices?.[0]?.what).toBe(
    "JSON-LD says 2024-05-01, and its byline 2024-05-06T08:30:00",
  );
});

test("a page's address gives the day where nothing else does", () => {
  const html = pageOf(NEWS).replace("2024-05-06 08:30", "");
  expect(read(html, "/2024/05/07/7.html")).toMatchObject({
    fields: { published: "2024-05-07" },
    dateOrigin: "address",
  });
});

test("a page without a date is an article without one", () => {
  const page = read(pageOf(NEWS).replace("2024-05-06 08:30", ""));
  expect(page.fields).not.toHaveProperty("published");
  expect(page.fields["title"]).toBe("渡口的钟");
});

test("a page that goes on elsewhere says where", () => {
  const more = '<div class="pages"><a href="1_2.html">下一页</a></div>';
  expect(read(pageOf(NEWS + more), "/x/1.html").nextPage).toBe("1_2.html");
  const other = '<div class="pages"><a href="2.html">下一页</a></div>';
  expect(read(pageOf(NEWS + other), "/x/1.html").nextPage).toBeUndefined();
});

test("a body with less than a third of the page's paragraphs says so", () => {
  const other = Array.from(
    { length: 60 },
    (_, index) => `<p>评论者${index}说，这里的灯第${index}次亮起，真好看。</p>`,
  );
  const page = read(pageOf(`${NEWS}<div class="comments">${other.join("")}</div>`));
  expect(page.notices?.map(({ what }) => what).join()).toMatch(/has \d+ % of the text/);
});

test("what a page shows beside its text is counted", () => {
  const page = read(
    pageOf(`${NEWS}<form><input></form><iframe src="https://ads.example/"></iframe>`),
  );
  expect(page.dropped?.get("iframe")).toBe(1);
});

test.each(["大  中  小  ", "【打印本页】 ", "分享 ", "返回 ", "来源： ", "（记者 "])(
  "a line of many times %j costs little",
  (part) => {
    const line = `<p>${part.repeat(Math.floor(180 / part.length))}!</p>`;
    const html = pageOf(`<div>${wrapped("<p>", "</p>")}${line.repeat(20)}</div>`);
    const started = cpuNow();
    readHtmlPage(html, { place: {}, address: "/" });
    expect(cpuNow() - started).toBeLessThan(3_000);
  },
);
