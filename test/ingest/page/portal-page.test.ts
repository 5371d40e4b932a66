import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type PortalPage, readPortalPage } from "#ingest/page/portal-page.ts";
import { PORTAL_RULES, readPortalRules } from "#ingest/page/portal-rules.ts";
import { toArticle } from "#model/article.ts";
import { describeRejection, isRejection } from "#model/rejection.ts";
import { contentText } from "#text/html/content.ts";
import { languageOf } from "#text/analysis/language.ts";
import { sharedPath } from "../../setup/shared-data.ts";

function read(text: string, rules = PORTAL_RULES): PortalPage {
  const page = readPortalPage(text, { file: "a.txt" }, rules);
  if (isRejection(page)) throw new TypeError(describeRejection(page));
  return page;
}

const portalPage = sharedPath("seed/portal-page.txt");

test.skipIf(!portalPage)("the portal page gives all of its fields, and no furniture", () => {
  const page = read(readFileSync(portalPage ?? "", "utf8"));
  const article = toArticle(page.fields, { timeZone: "Asia/Shanghai" });
  if (isRejection(article)) throw new TypeError(describeRejection(article));
  expect(article).toMatchObject({
    id: "87613",
    title: "真情潤熱土 攜手共奮進",
    section: "xw/dzyw",
    published: "2023-04-14T00:00:00+08:00",
    precision: "day",
    source: { name: "甘孜日報" },
    kicker: "浙江省對口支援甘孜州工作紀實",
    authors: ["蘭色拉姆"],
    aliases: ["/html/xw/dzyw/87613.html"],
    sequence: 87613,
  });
  expect(article.previous?.title).toMatch(/^時政新聞眼丨習近平/);
  expect(article.next?.title).toMatch(/^沈陽馮發貴/);
  expect(page.sections).toEqual([
    { path: "xw", title: "新聞" },
    { path: "xw/dzyw", title: "黨政要聞" },
  ]);
  expect(page.site).toBe("康巴傳媒網");
  expect(page.repairs.filter(({ name }) => name === "title-spam")).toHaveLength(1);
  expect(article.body.match(/<h2>/g)).toHaveLength(3);
  expect(article.body.match(/<p>/g)).toHaveLength(26);
  expect(article.body).not.toMatch(/huanlegouqql|上一篇|下一篇|本文地址|您所在|本網記者|亚洲/);
  for (const words of ["品牌化方向發展", "同心圓", "做好項目建設"])
    expect(article.body).toContain(words);
  expect(languageOf(contentText(article))).toBe("zh-Hant");
});

const PAGE = `澜川新闻网_县市动态_免费在线播放
当前位置：澜川新闻网 > 新闻 > 县市动态 > 正文

渡口的钟

来源：澜川日报 时间：2024-5-6 08:30 点击：12

记者：罗丹枫 黄慕兰

清晨六点，渡口的钟响了。
钟声里的人
老人说：“钟声不改。”他 <b>笑</b> 了。

上一篇：昨天的雨
下一篇：没有了
本文地址：https://mirror.example/html/xw/xsdt/90001.html?from=list
`;

test("a page in other words gives the same fields", () => {
  expect(read(PAGE)).toEqual({
    fields: {
      id: "90001",
      title: "渡口的钟",
      section: "xw/xsdt",
      published: "2024-05-06T08:30:00",
      source: "澜川日报",
      authors: ["罗丹枫", "黄慕兰"],
      previous: "昨天的雨",
      aliases: ["/html/xw/xsdt/90001.html?from=list"],
      sequence: 90001,
      format: "html",
      body: "<p>清晨六点，渡口的钟响了。</p>\n<h2>钟声里的人</h2>\n<p>老人说：“钟声不改。”他 &lt;b&gt;笑&lt;/b&gt; 了。</p>",
    },
    sections: [
      { path: "xw", title: "新闻" },
      { path: "xw/xsdt", title: "县市动态" },
    ],
    site: "澜川新闻网",
    repairs: [expect.objectContaining({ name: "title-spam", before: "_免费在线播放" })],
  });
});

test("a separator and formats of dates that the rules tell hold for text too", () => {
  const { rules } = readPortalRules(
    'breadcrumb_separator = "-"\ndate_formats = ["DD/MM/YYYY HH:mm"]',
    {},
  );
  const text = PAGE.replaceAll(" > ", " - ").replace("2024-5-6 08:30", "06/05/2024 08:30");
  expect(read(text, rules)).toMatchObject({
    fields: { section: "xw/xsdt", published: "2024-05-06T08:30:00", source: "澜川日报" },
  });
});

test("a table of slugs comes before the permalink, and a title stands in where neither tells", () => {
  const rules = { ...PORTAL_RULES, slugs: { 新闻: "news" } };
  expect(read(PAGE.replace("/xw/xsdt/", "/a/b/"), rules).sections.map(({ path }) => path)).toEqual([
    "news",
    "news/县市动态",
  ]);
});

test("a text that is no such page is rejected with all that it lacks", () => {
  const page = readPortalPage("hello\n\nworld", { file: "a.txt" });
  expect(isRejection(page) && describeRejection(page)).toBe(
    "a.txt: section: no breadcrumb was found\na.txt: title: no title was found after the breadcrumb\na.txt: published: no date was found\na.txt: id: no permalink was found",
  );
});
