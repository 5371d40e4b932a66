import { expect, test } from "vitest";
import { correctionEntries, correctionsHtml } from "#feeds/correction.ts";
import { atomId, isIri } from "#model/address.ts";
import { article, site } from "./sample.ts";

const corrected = article({
  id: "甲",
  title: "题",
  guid: "87613",
  lang: "en",
  body: "<p>Body</p>",
  summary: "Summary",
  updated: "2026-04-01",
  corrections: [
    { at: "2026-03-09T10:00:00+08:00", note: "First <i>" },
    { at: "2026-03-09T10:00:00+08:00", note: "Second" },
    { at: "2026-03-10", note: "Third" },
  ],
});

test("corrections stand below the content, each with its day and escaped", () => {
  expect(correctionsHtml(corrected)).toBe(
    "\n<hr>\n<p><strong>Correction 2026-03-09</strong> First &lt;i&gt;</p>\n" +
      "<p><strong>Correction 2026-03-09</strong> Second</p>\n" +
      "<p><strong>Correction 2026-03-10</strong> Third</p>",
  );
  expect(correctionsHtml(article({}))).toBe("");
});

test.each([
  ["zh-Hant-TW", "更正"],
  ["zh-Hans", "更正"],
  ["ja", "訂正"],
  ["ko", "정정"],
  ["fr", "Correction"],
])("a correction of an article in %s is called %s", (lang, word) => {
  expect(correctionsHtml({ ...corrected, lang })).toContain(`<strong>${word} `);
});

test("a feed of corrections has an entry for each, of its moment and its note, at the article's address", () => {
  const entries = correctionEntries(corrected, site());
  expect(
    entries.map(({ id, title, published, summary, body }) => [id, title, published, summary, body]),
  ).toEqual([
    ["甲", "题", "2026-03-09T10:00:00+08:00", "First <i>", "First <i>"],
    ["甲", "题", "2026-03-09T10:00:00+08:00", "Second", "Second"],
    ["甲", "题", "2026-03-10T00:00:00+08:00", "Third", "Third"],
  ]);
  expect(
    entries.every(({ updated, corrections }) => updated === undefined && corrections.length === 0),
  ).toBe(true);
});

test("a correction's id is made of the article's and the moment, and Atom takes it", () => {
  const ids = correctionEntries(corrected, site()).map((entry) => atomId(entry, site()));
  expect(ids).toEqual([
    "tag:dukou.example,2026:%E7%94%B2/corrections/2026-03-09T10:00:00+08:00",
    "tag:dukou.example,2026:%E7%94%B2/corrections/2026-03-09T10:00:00+08:00/2",
    "tag:dukou.example,2026:%E7%94%B2/corrections/2026-03-10T00:00:00+08:00",
  ]);
  expect(ids.every(isIri)).toBe(true);
});
