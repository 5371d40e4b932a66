import { expect, test } from "vitest";
import { renderProblem, renderProblemNote } from "#pages/problem-page.ts";
import { teaserFromArticle } from "#model/teaser.ts";
import { toSectionPath } from "#model/name.ts";
import { pageContext } from "#pages/page-context.ts";
import { htmlErrors } from "./html-errors.ts";
import { article, SITE, sure } from "./sample.ts";

const HELP = { newest: [teaserFromArticle(article({ title: "最近的一篇" }))] };
const SETTING = pageContext(SITE, "https://news.example.org");

test.each([
  [400, "网址有误"],
  [404, "没有这个页面"],
  [410, "文章已撤回"],
  [500, "出了点问题"],
  [503, "暂时无法显示"],
])("a %i tells a person what is the matter: %s", (status, title) => {
  const page = renderProblem(SETTING, { status, detail: "There is no <script>", help: HELP });
  expect(htmlErrors(page)).toEqual([]);
  expect(page).toContain(`<h1>${title}</h1>`);
  // Nothing in English on a Chinese page.
  expect(page).not.toContain("There is no");
  for (const text of ["党政要闻", "最近的一篇", 'role="search"']) expect(page).toContain(text);
  expect(page).toContain("noindex");
});

test.each([
  ["overseas", "zh-Hant", "沒有這個頁面"],
  ["english", "en", "There is no such page"],
])("what is missing in the section %s is missed in its language", (path, lang, title) => {
  const context = pageContext(SITE, "https://news.example.org", sure(toSectionPath(path)));
  const page = renderProblem(context, { status: 404, detail: "no <b>", help: { newest: [] } });
  expect(page).toContain(`<html lang="${lang}">`);
  expect(page).toContain(`<h1>${title}</h1>`);
  expect(page.includes("no &lt;b&gt;")).toBe(lang === "en");
});

test("a problem's own page gives its name, status and help", () => {
  const note = {
    name: "bad-limit",
    title: "The limit is not right",
    status: 400,
    help: "Write 1 to 50.",
  };
  const page = renderProblemNote(SETTING, note);
  expect(htmlErrors(page)).toEqual([]);
  // It is in English as a whole, whatever the site speaks.
  expect(page).toContain('<html lang="en">');
  for (const text of ["bad-limit", "The limit is not right", "400", "Write 1 to 50."])
    expect(page).toContain(text);
});
