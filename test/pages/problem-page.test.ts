import { expect, test } from "vitest";
import { renderProblem, renderProblemNote } from "#pages/problem-page.ts";
import { pageContext } from "#pages/page-context.ts";
import { htmlErrors } from "./html-errors.ts";
import { SITE } from "./sample.ts";

const SETTING = pageContext(SITE, "https://news.example.org");

test.each([
  [400, "网址有误"],
  [404, "没有这个页面"],
  [410, "文章已撤回"],
  [500, "出了点问题"],
  [503, "暂时无法显示"],
])("a %i tells a person what is the matter: %s", (status, title) => {
  const page = renderProblem(SETTING, status, "<script>");
  expect(htmlErrors(page)).toEqual([]);
  expect(page).toContain(`<h1>${title}</h1>`);
  expect(page).toContain("&lt;script&gt;");
  expect(page).toContain("noindex");
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
  for (const text of ["bad-limit", "The limit is not right", "400", "Write 1 to 50."])
    expect(page).toContain(text);
});
