import { expect, test } from "vitest";
import { PORTAL_RULES, readPortalRules } from "#ingest/page/portal-rules.ts";
import { describeRejection } from "#model/rejection.ts";

test("rules of a portal are added to those of all", () => {
  const { rules, rejections } = readPortalRules(
    'furniture = ["详细内容"]\nspam_words = ["某某"]\n[slugs]\n"新闻" = "news"\n',
    {},
  );
  expect(rejections).toEqual([]);
  expect(rules).toEqual({
    ...PORTAL_RULES,
    furniture: ["详细内容", ...PORTAL_RULES.furniture],
    slugs: { 新闻: "news" },
    spamWords: ["某某"],
  });
});

test("selectors, what is dropped, a separator and formats of dates are read", () => {
  const { rules, rejections } = readPortalRules(
    `breadcrumb_separator = " | "
date_formats = ["D/M/YYYY", "YYYY年M月D日"]
[selectors]
title = "h1.tit"
body = "#zoom"
drop = [".ad", ".share"]
`,
    {},
  );
  expect(rejections).toEqual([]);
  expect(rules).toMatchObject({
    breadcrumbSeparator: " | ",
    selectors: { title: "h1.tit", body: "#zoom" },
    drop: [".ad", ".share"],
  });
  expect(rules.dateFormats.map(({ parts }) => parts)).toEqual([
    ["day", "month", "year"],
    ["year", "month", "day"],
  ]);
});

test.each([
  ["slugs = 1", "r.toml:1: slugs: is not a table of titles and slugs"],
  ["furniture = [", "r.toml:1: is not TOML"],
  ['\nfurnitur = ["x"]', "r.toml:2: furnitur: is no rule; the rules are breadcrumb_labels"],
  ["breadcrumb_separator = 7", "r.toml:1: breadcrumb_separator: is not a text"],
  ['date_formats = [\n"DD/MM/YYYY",\n"DD/MM"]', "r.toml:3: date_formats: DD/MM has no year"],
  ['[selectors]\nbody = "div["', "r.toml:2: body: div[ is no selector: "],
  ['[selectors]\ntitel = "h1"', "r.toml:2: titel: is no part of a page; the parts are title"],
  ['[selectors]\ndrop = [\n".a",\n"p:nix"]', "r.toml:4: drop: p:nix is no selector: "],
  ['[slugs]\n"新闻" = "News!"', "r.toml:2: 新闻: is given no slug; write small letters"],
])("%j is rejected at its line, with the remedy", (text, expected) => {
  const { rejections } = readPortalRules(text, { file: "r.toml" });
  expect(rejections.map(describeRejection).join("\n")).toContain(expected);
});

test("everything that is wrong is said at once", () => {
  const { rejections } = readPortalRules('a = 1\ndate_formats = ["x"]\n[selectors]\nb = "c"', {});
  expect(rejections).toHaveLength(3);
});
