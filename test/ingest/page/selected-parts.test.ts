import { expect, test } from "vitest";
import { readHtmlPage } from "#ingest/page/html-page.ts";
import type { PortalPage } from "#ingest/page/portal-page.ts";
import { readPortalRules } from "#ingest/page/portal-rules.ts";
import { describeRejection, isRejection } from "#model/rejection.ts";

function read(html: string, toml: string): PortalPage {
  const { rules, rejections } = readPortalRules(toml, { file: "r.toml" });
  if (rejections.length > 0) throw new TypeError(rejections.map(describeRejection).join("\n"));
  const page = readHtmlPage(html, { place: { file: "a.html" }, address: "/x/1.html", rules });
  if (isRejection(page)) throw new TypeError(describeRejection(page));
  return page;
}

/**
 * A portal whose pages the generic reading gets wrong: two headings, a date of another order,
 * crumbs between bars, advice in the text.
 */
const CHINESE = `<html><head><title>澜川新闻网</title><link rel="canonical" href="http://m.lan.example/html/xw/xsdt/90007.html"></head><body>
<h1 class="logo">澜川新闻网</h1>
<div class="where">您的位置：澜川新闻网 | 新闻 | 县市动态 | 正文</div>
<div class="art"><p class="lead">渡口纪事</p><h2 class="tit">摆渡船换上了新缆绳_免费在线播放</h2>
<p class="meta"><span class="from">来源：澜川日报</span> <span class="when">06/05/2024 08:30</span> <span class="who">记者：罗丹枫 黄慕兰</span></p>
<div class="text"><p>船工早晨把旧缆绳收上岸，晒了三天。</p><div class="ad">买三送一</div><p>新绳是镇上的老人编的。</p></div></div>
<ul class="near"><li class="p">上一条：昨夜的雨</li><li class="n">下一条：没有了</li></ul></body></html>`;

const RULES = `breadcrumb_labels = ["您的位置"]
breadcrumb_separator = "|"
date_formats = ["DD/MM/YYYY HH:mm"]
[selectors]
title = "h2.tit"
breadcrumb = ".where"
kicker = ".lead"
byline = ".who"
source = ".from"
date = ".when"
body = ".text"
previous = ".near .p"
next = ".near .n"
permalink = "link[rel=canonical]"
drop = [".ad"]
`;

test("every part of a page is found by its selector", () => {
  expect(read(CHINESE, RULES)).toMatchObject({
    fields: {
      id: "90007",
      title: "摆渡船换上了新缆绳",
      section: "xw/xsdt",
      published: "2024-05-06T08:30:00",
      kicker: "渡口纪事",
      source: "澜川日报",
      authors: ["罗丹枫", "黄慕兰"],
      previous: "昨夜的雨",
      aliases: ["/html/xw/xsdt/90007.html"],
      body: "<p>船工早晨把旧缆绳收上岸，晒了三天。</p><p>新绳是镇上的老人编的。</p>",
    },
    site: "澜川新闻网",
    sections: [
      { path: "xw", title: "新闻" },
      { path: "xw/xsdt", title: "县市动态" },
    ],
  });
  expect(read(CHINESE, RULES).repairs).toMatchObject([
    { name: "title-spam", line: 4, before: "_免费在线播放" },
  ]);
  expect(read(CHINESE, RULES).fields).not.toHaveProperty("next");
  expect(read(CHINESE, RULES)).not.toHaveProperty("notices");
});

const ENGLISH = `<body><nav><a href="/">Home</a><a href="/harbour/">Harbour</a><a href="/harbour/boats/">Boats</a></nav>
<main><h1>New rope for the ferry</h1><div class="by">By Anna Smith, Ben Jones and Cleo Ray</div><time datetime="2024-05-06T08:30:00+01:00">last Monday</time>
<p>The crew dried the old rope for three days.</p><blockquote>It was older than I am.</blockquote><p>Two old men made the new one.</p></main></body>`;

test("several elements make a breadcrumb, or a body; a time is read from its machine's form", () => {
  const { fields, sections, site } = read(
    ENGLISH,
    `[selectors]
breadcrumb = "nav a"
byline = ".by"
date = "time"
body = "main > p, main > blockquote"
[slugs]
"Harbour" = "harbour"
"Boats" = "boats"`,
  );
  expect(fields).toMatchObject({
    title: "New rope for the ferry",
    authors: ["Anna Smith", "Ben Jones", "Cleo Ray"],
    published: "2024-05-06T08:30:00+01:00",
    section: "harbour/boats",
    body: "<p>The crew dried the old rope for three days.</p>\n<blockquote>It was older than I am.</blockquote>\n<p>Two old men made the new one.</p>",
  });
  expect(sections.map(({ title }) => title)).toEqual(["Harbour", "Boats"]);
  // The first crumb says only that it is the home page.
  expect(site).toBeUndefined();
});

test("what has a field of its own does not stand in the body as well", () => {
  const { fields } = read(
    ENGLISH,
    '[selectors]\ntitle = "h1"\nbyline = ".by"\ndate = "time"\nbody = "main"',
  );
  expect(fields["body"]).not.toMatch(/<h1>|Anna|<time/);
  expect(fields["body"]).toContain("<p>The crew");
});

test("a selector of a needed part that finds nothing is told, and the page read as without it", () => {
  const { fields, notices = [] } = read(
    CHINESE,
    `${RULES}\n`.replace("h2.tit", "h3").replace(".lead", ".nix"),
  );
  // Not the first heading, which is the site's name.
  expect(fields["title"]).toBe("摆渡船换上了新缆绳");
  expect(fields).not.toHaveProperty("kicker");
  expect(notices.map(({ field, what }) => `${field}: ${what}`)).toEqual([
    "title: h3 finds nothing on this page, which is read as without that rule",
  ]);
});

test("a page with too many elements beside each other is rejected where there are selectors", () => {
  const { rules } = readPortalRules('[selectors]\ntitle = "h1"', {});
  const html = "<p>x</p>".repeat(100_000);
  const page = readHtmlPage(html, { place: { file: "a.html" }, address: "/", rules });
  expect(isRejection(page) && describeRejection(page)).toBe(
    "a.html: has too many elements beside each other for selectors",
  );
});

test("spam in a title that was mended too is reported where it stood", () => {
  const glossed = CHINESE.replace("摆渡船换上了", "擺(bǎi)渡船換(huàn)上了").replace(
    "新缆绳_",
    "新纜(lǎn)繩(shéng)，見(jiàn)證(zhèng)_",
  );
  const { fields, repairs } = read(glossed, RULES);
  expect(fields["title"]).toBe("擺渡船換上了新纜繩，見證");
  expect(repairs.filter(({ name }) => name === "title-spam")).toMatchObject([{ line: 4 }]);
});
