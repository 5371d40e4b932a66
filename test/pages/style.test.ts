import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import type { Colour } from "#model/colour.ts";
import { STYLE, STYLE_PATH, styleHref, styleWith } from "#pages/style.ts";

test("the stylesheet loads nothing from elsewhere and weighs at most 5 KB gzipped", () => {
  expect(STYLE).not.toMatch(/url\(|@import/);
  expect(gzipSync(STYLE).length).toBeLessThan(5_120);
  expect(STYLE_PATH).toMatch(/^\/style-[a-z0-9]+\.css$/);
});

test("a site's colours stand in the stylesheet's query, and come out of it as CSS", () => {
  const accent = { light: "005a9c" as Colour, dark: "8ec5ff" as Colour };
  const href = styleHref({ accent });
  const query = new URL(href, "https://news.example.org").searchParams.get("accent");
  expect(href.startsWith(`${STYLE_PATH}?`)).toBe(true);
  expect(styleWith(query)).toContain("--accent:#005a9c");
  expect(styleWith(query)).toContain("--accent:#8ec5ff");
});

test.each([null, "", "red-blue", "005a9c", "005a9c-8ec5ff}body{display:none", "005A9C-8EC5FF"])(
  "a query that is not two colours, such as %j, changes nothing",
  (query) => {
    expect(styleWith(query)).toBe(STYLE);
  },
);
