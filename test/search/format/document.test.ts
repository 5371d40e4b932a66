import { expect, test } from "vitest";
import { toArticle } from "#model/article.ts";
import { isRejection } from "#model/rejection.ts";
import { SITE_DEFAULTS } from "#model/site.ts";
import { documentFromArticle } from "#search/format/document.ts";

test("search reads what a reader sees: the line above the title, the summary, the text of the body, the tags and the authors", () => {
  const article = toArticle(
    {
      id: "87613",
      title: "渡口",
      section: "news",
      published: "2023-04-14",
      kicker: "新书",
      summary: "三百年的河",
      body: "<p>澜水 <b>两岸</b></p><script>alert(1)</script>",
      format: "html",
      tags: ["古籍"],
      authors: ["陆青禾"],
    },
    { timeZone: "Asia/Shanghai" },
  );
  if (isRejection(article)) throw new Error("refused");
  expect(documentFromArticle(article, { ...SITE_DEFAULTS, lang: "zh-Hans" })).toEqual({
    id: "87613",
    title: "渡口",
    text: "新书\n三百年的河\n澜水 两岸\n古籍\n陆青禾",
    section: "news",
    also: [],
    tags: ["古籍"],
    authors: ["陆青禾"],
    lang: "zh-Hans",
    published: "2023-04-14T00:00:00+08:00",
  });
});
