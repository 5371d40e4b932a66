import { expect, test } from "vitest";
import { isRejection } from "#model/rejection.ts";
import { toArticleId } from "#model/name.ts";
import { type ListCursor, cursorText, toCursor } from "#serve/articles/cursor.ts";
import { sure } from "../sample-site.ts";

const ID = sure(toArticleId("甘孜-2023.a"));

test.each<ListCursor>([
  { second: 1_681_401_600, rank: 3, id: ID },
  { second: -5, id: ID },
  { second: 0, rank: 0, id: ID },
])("a cursor comes back as it was handed out, and fits into a URL as it is", (cursor) => {
  const text = cursorText(cursor);
  expect(text).toMatch(/^[\w-]+$/);
  expect(toCursor(text)).toEqual(cursor);
});

test.each([
  "",
  "x",
  "%%%",
  "甘",
  btoa("1.2"),
  btoa("a.b.c"),
  btoa("1.2.-bad id"),
  btoa("\xff\xfe.1.a"),
  "A".repeat(5_000),
  btoa("1".repeat(13) + "..a"),
])("what is no cursor of ours is refused: %s", (text) => {
  expect(isRejection(toCursor(text))).toBe(true);
});
