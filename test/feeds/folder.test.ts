import { expect, test } from "vitest";
import { topicFolder, valueTopic } from "#feeds/folder.ts";

test("a tag of any characters is one part of a path", () => {
  expect(topicFolder(valueTopic("tags", "R&D/新 ?#%"))).toBe("/tags/r%26d%2F%E6%96%B0%20%3F%23%25");
  expect(topicFolder(valueTopic("authors", "\ud800"))).toBe("/authors/%EF%BF%BD");
});

test("however a tag is written, its feed has one address", () => {
  const written = ["黨政 要聞", "党政 要闻", "党政　要闻 ", " 黨政  要闻"];
  expect(new Set(written.map((tag) => topicFolder(valueTopic("tags", tag)))).size).toBe(1);
  expect(topicFolder(valueTopic("tags", "ＡＩ"))).toBe("/tags/ai");
  const folded = valueTopic("tags", "Ünder Ｃ++ 龍");
  expect(valueTopic("tags", folded.value)).toEqual(folded);
});
