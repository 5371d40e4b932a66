import { expect, test } from "vitest";
import { looseFrontMatter } from "#ingest/generator/loose-front-matter.ts";

test.each<[string, Readonly<Record<string, unknown>> | undefined]>([
  [
    "Title: A\nDate: 2023-04-14\nStatus: draft\n\ntext",
    { title: "A", date: "2023-04-14", status: "draft" },
  ],
  [
    "title: 丙\ndate: 2023-04-16\ntags: [a, 'b']\n---\ntext",
    { title: "丙", date: "2023-04-16", tags: ["a", "b"] },
  ],
  ["标题：甲\n\ntext", undefined],
  ["标题： 甲\n\ntext", { 标题: "甲" }],
  ["title: A\ntags:\n- x\n- y\n---\n", { title: "A", tags: ["x", "y"] }],
  ["Note: this is a text.\n\nMore", undefined],
  ["Just a text\nTitle: A\n", undefined],
  ["# Title: A\n", undefined],
  ["", undefined],
])("%j", (text, fields) => {
  expect(looseFrontMatter(text)?.fields).toEqual(fields);
});

test("the text begins behind the empty line, and fields know their lines", () => {
  const front = looseFrontMatter("Title: A\nStatus: draft\n\nOne\nTwo\n");
  expect(front).toMatchObject({ body: "One\nTwo\n", bodyLine: 4 });
  expect(front?.lineOf("status")).toBe(2);
});
