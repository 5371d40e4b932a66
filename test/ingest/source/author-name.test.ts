import { expect, test } from "vitest";
import { authorName } from "#ingest/source/author-name.ts";

test.each([
  ["Anna Bell <anna@paper.example>", "Anna Bell"],
  ["anna@paper.example (Anna Bell)", "Anna Bell"],
  ["mailto:anna@paper.example (Anna Bell)", "Anna Bell"],
  ["Anna Bell (anna@paper.example)", "Anna Bell"],
  ["Anna Bell [anna@paper.example]", "Anna Bell"],
  ["Anna Bell, anna@paper.example", "Anna Bell"],
  ["Anna Bell - anna.bell+desk@news.paper.example", "Anna Bell"],
  ['"Bell, Anna" <anna@paper.example>', "Bell, Anna"],
  ["陈大文 <chen@paper.example>", "陈大文"],
  ["陈大文 chen_dw@paper.example.cn", "陈大文"],
  ["chen@paper.example（陈大文）", "（陈大文）"],
  ["记者 陈大文 (chen@paper.example)", "记者 陈大文"],
  ["anna@paper.example", ""],
  ["<anna@paper.example>", ""],
  ["mailto:anna@paper.example", ""],
  ["anna@paper.example, ben@paper.example", ""],
])("%j is by %j: an address is nobody's to publish", (text, name) => {
  expect(authorName(text)).toBe(name);
});

test.each([
  "Anna Bell",
  "@annabell",
  "Anna @ The Paper",
  "陈大文",
  "陳大文／台北報導",
  "The Paper (staff)",
  "Anna Bell, Ben Wu",
  "news@desk",
  "C3PO@",
  "",
])("%j has no address, and stays as it is", (text) => {
  expect(authorName(text)).toBe(text);
});
