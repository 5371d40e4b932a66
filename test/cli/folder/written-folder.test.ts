import { expect, test } from "vitest";
import { createFilePaths } from "#cli/folder/written-folder.ts";
import type { WrittenArticle } from "#cli/folder/written-article.ts";
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
