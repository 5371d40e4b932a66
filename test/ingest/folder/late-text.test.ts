import { expect, test } from "vitest";
import type { Article } from "#model/article.ts";
import { withLateText, withoutText } from "#ingest/folder/late-text.ts";
import { recordText } from "#store/article-record.ts";
import { madeArticle } from "../../store/made-articles.ts";

const ARTICLE: Article = { ...madeArticle({ id: "a", body: "正文" }), excerpt: "正" };

function lateOf(article: Article) {
  const { head, fields } = withoutText(article);
  let times = 0;
  const late = withLateText(JSON.parse(JSON.stringify(head)) as typeof head, fields, () => {
    times += 1;
    return article;
  });
  return { late, times: () => times };
}

test.each([
  ["text", ARTICLE],
  ["markdown", { ...ARTICLE, format: "markdown", html: "<p>正文</p>" } as const],
  [
    "HTML without an excerpt",
    { ...madeArticle({ id: "b", body: "<p>x</p>" }), format: "html" } as const,
  ],
])(
  "an article of %s whose text comes late is the article, however it is looked at",
  (_, article) => {
    expect({ ...lateOf(article).late }).toEqual(article);
    expect(JSON.parse(JSON.stringify(lateOf(article).late))).toEqual(article);
    expect(recordText(lateOf(article).late)).toBe(recordText(article));
    expect(Object.keys(lateOf(article).late).sort()).toEqual(Object.keys(article).sort());
    const { body, ...rest } = lateOf(article).late;
    expect({ body, ...rest }).toEqual(article);
  },
);

test("its text is read when it is asked for, once, and not for the rest", () => {
  const { late, times } = lateOf(ARTICLE);
  expect([late.id, late.title, late.tags, late.summary]).toEqual([
    ARTICLE.id,
    ARTICLE.title,
    ARTICLE.tags,
    undefined,
  ]);
  expect(times()).toBe(0);
  expect([late.body, late.excerpt, late.body]).toEqual(["正文", "正", "正文"]);
  expect(times()).toBe(1);
});
