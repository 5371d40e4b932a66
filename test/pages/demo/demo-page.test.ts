import { expect, test } from "vitest";
import { SITE_DEFAULTS } from "#model/site.ts";
import { renderDemo } from "#pages/demo/demo-page.ts";
import { pageContext } from "#pages/page-context.ts";

const PINNED = { path: "/search-1a.js", integrity: "sha384-abc" };

test.each([
  ["en", "The search element", "Lines to copy"],
  ["zh-Hans", "搜索组件", "复制这几行"],
  ["zh-Hant", "搜尋元件", "複製這幾行"],
])("in %s the demo is called %s", (lang, title, copy) => {
  const site = { ...SITE_DEFAULTS, lang };
  const page = renderDemo(pageContext(site, "https://a.example/news"), PINNED);
  expect(page).toContain(`<h1>${title}</h1>`);
  expect(page).toContain(copy);
});

test("the lines to copy have the site's address, and those to pin the bytes' name and hash", () => {
  const page = renderDemo(pageContext(SITE_DEFAULTS, "https://a.example/news"), PINNED);
  expect(page).toContain("src=&quot;https://a.example/news/search.js&quot;");
  expect(page).toContain(
    "https://a.example/news/search-1a.js&quot; integrity=&quot;sha384-abc&quot;",
  );
  expect(page).toContain(`src="/news/search.js"`);
  expect(page).not.toMatch(/<script(?![^>]* src=)|<style| style=/);
});
