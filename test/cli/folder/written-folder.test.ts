import { expect, test } from "vitest";
import { createFilePaths, siteFile } from "#cli/folder/written-folder.ts";
import { readSiteSettings } from "#ingest/folder/site-settings.ts";
import type { WrittenArticle } from "#ingest/folder/written-article.ts";
import { toArticleId, toSectionPath } from "#model/name.ts";
import { isRejection } from "#model/rejection.ts";

function article(id: string): WrittenArticle {
  const [articleId, section] = [toArticleId(id), toSectionPath("news")];
  if (isRejection(articleId) || isRejection(section)) throw new TypeError(`${id} is no id`);
  return { id: articleId, section, format: "html", body: "" };
}

test("ids that differ in case alone get files of their own on every file system", () => {
  const pathOf = createFilePaths();
  expect(["a", "A", "ａ", "a~2"].map((id) => pathOf(article(id)))).toEqual([
    "articles/news/a.html",
    "articles/news/A~2.html",
    "articles/news/ａ.html",
    "articles/news/a~2~2.html",
  ]);
});

test("an id that is too long for a file's name is cut between characters, and stays one of its own", () => {
  const pathOf = createFilePaths();
  const [first, second] = ["一", "二"].map((end) => pathOf(article("澜".repeat(150) + end)));
  expect(first).toBe(`articles/news/${"澜".repeat(66)}.html`);
  expect(second).toBe(`articles/news/${"澜".repeat(66)}~2.html`);
});

test("a site's settings are read again as they were written, those of its look too", () => {
  const { site, rejections } = readSiteSettings(
    `title = "瀾川 “新聞”"
lang = "zh-Hant"
id_authority = "example.org,2026"
logo = "https://example.org/logo.svg"
colours = { accent = "#7b2418", accent_dark = "#f0c0b0" }
home = ["news", "culture"]
navigation = [{ title = "新聞", url = "/sections/news" }, "文化"]
footer = [{ title = "瀾ICP备1号", url = "https://beian.example.org/" }, { title = "言 \\"x\\"" }]
synonyms = [["澜河", "Lan"]]
link_posts = true
players = ["tv.example.org"]
aliases = ["/rss.php?id=1"]
recency_half_life_days = 30
[redirects]
"/tag/*" = "/tags/*"
[[sections]]
slug = "news"
title = "新聞"
was = ["xw"]
[[sections]]
slug = "culture"
`,
    "site.toml",
  );
  expect(rejections).toEqual([]);
  expect(site.footer).toHaveLength(2);
  expect(readSiteSettings(siteFile(site), "site.toml").site).toEqual(site);
});
