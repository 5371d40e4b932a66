import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { STYLE, STYLE_PATH } from "#pages/style.ts";

test("the stylesheet loads nothing from elsewhere and weighs at most 3 KB gzipped", () => {
  expect(STYLE).not.toMatch(/url\(|@import/);
  expect(gzipSync(STYLE).length).toBeLessThan(3_072);
  expect(STYLE_PATH).toMatch(/^\/style-[a-z0-9]+\.css$/);
});
