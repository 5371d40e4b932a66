import { expect, test } from "vitest";
import { renderIcon } from "#pages/icon.ts";

test.each([
  ["澜川新闻网", "澜"],
  ["  The Paper", "T"],
  ["<b>", "&lt;"],
  ["👩‍👩‍👧 family", "👩‍👩‍👧"],
  ["", "B"],
])("the icon of %j shows its first letter, %j", (title, letter) => {
  expect(renderIcon({ title })).toContain(`>${letter}</text>`);
});
