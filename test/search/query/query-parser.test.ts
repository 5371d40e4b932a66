import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseQuery } from "#search/query/query-parser.ts";
import { sharedPath } from "../../setup/shared-data.ts";

/** Groups as `a|b`, phrases in quotation marks, a minus for what is refused, `t:` for titles. */
function said(q: string): readonly string[] {
  const { groups, filters } = parseQuery(q);
  return [
    ...groups.map((group) =>
      group
        .map(({ kind, text, negated, field }) => {
          const quoted = kind === "phrase" ? `"${text}"` : text;
          return `${negated ? "-" : ""}${field ? "t:" : ""}${quoted}`;
        })
        .join("|"),
    ),
    ...filters.map(({ name, value, negated }) => `${negated ? "-" : ""}[${name}=${value}]`),
  ];
}

describe("parseQuery", () => {
  test.each([
    ["浙江  支援", ["浙江 支援"]],
    ['"对口 支援" 甘孜', ['"对口 支援"', "甘孜"]],
    ['"9.5"泸定地震', ['"9.5"', "泸定地震"]],
    ["“9.5”泸定地震", ["“9.5”泸定地震"]],
    ['甘孜 -广告 -"a b"', ["甘孜", "-广告", '-"a b"']],
    ["-40 --help - 1-2", ["-40 --help - 1-2"]],
    ["浙江 OR 四川 支援", ["浙江|四川", "支援"]],
    ['a OR b OR "c d"', ['a|b|"c d"']],
    ["a AND b", ["a b"]],
    ["OR", ["or"]],
    ["OR a OR", ["or a or"]],
    ['title:甘孜 title:"a b" TITLE：x', ["t:甘孜", 't:"a b"', "t:x"]],
    [
      'author:张三 tag:"a b" section:news/x lang:zh before:2023 after:2022-01',
      [
        "[author=张三]",
        "[tag=a b]",
        "[section=news/x]",
        "[lang=zh]",
        "[before=2023]",
        "[after=2022-01]",
      ],
    ],
    ["-tag:x", ["-[tag=x]"]],
    ["NOT a b", ["-a", "b"]],
    ["a NOT tag:x", ["a", "-[tag=x]"]],
    ["NOT", ["not"]],
    ["on:2023-04", ["[on=2023-04]"]],
    ["-title:x", ["-t:x"]],
    ["-title:2023", ["-t:2023"]],
    ["-on:2020 x -tag:5G", ["x", "-[on=2020]", "-[tag=5G]"]],
    ["tag:a OR tag:b", ["[tag=a]", "[tag=b]"]],
    ["x OR tag:a", ["x", "[tag=a]"]],
    ["OR tag:a", ["or", "[tag=a]"]],
    ["title: 甘孜", ["title: 甘孜"]],
    // Quotation marks as telephones write them hold the value of an operator, and are words else.
    ["author:“Ann Lee” x", ["x", "[author=Ann Lee]"]],
    ["tag:„a b“", ["[tag=a b]"]],
    ["tag：「鹿坪 黑陶」", ["[tag=鹿坪 黑陶]"]],
    ["section:”news/x”", ["[section=news/x]"]],
    ["title:“a b”", ['t:"a b"']],
    ["-title:«a b»", ['-t:"a b"']],
    ["x -“a b”", ["x", '-"a b"']],
    ["灯戏 -「对口支援」", ["灯戏", '-"对口支援"']],
    ["NOT author:“Ann Lee”", ["-[author=Ann Lee]"]],
    ["“a b” x", ["“a b” x"]],
    ["tag:“福建”舰", ["[tag=“福建”舰]"]],
    ["tag:“a b", ["b", "[tag=“a]"]],
    ["tag:《红楼梦》", ["[tag=《红楼梦》]"]],
    ["subtitle:“a b”", ["subtitle:“a b”"]],
    ["a-“b c”", ["a-“b c”"]],
    // The minus of full width, and of mathematics; a dash is none.
    ["灯戏 －广告", ["灯戏", "-广告"]],
    ["x −y", ["x", "-y"]],
    ["灯戏 －tag：x", ["灯戏", "-[tag=x]"]],
    ["x －“a b”", ["x", '-"a b"']],
    ["上海－北京", ["上海－北京"]],
    ["−40 －5", ["−40 －5"]],
    ["x –y —z", ["x –y —z"]],
    ["http://example.com subtitle:x", ["http://example.com subtitle:x"]],
    ['"unbalanced 甘孜', ['"unbalanced 甘孜']],
    ['""', ['""']],
    ["   ", []],
    ["", []],
  ])("%s is understood", (q, expected) => {
    expect(said(q)).toEqual(expected);
  });

  test("words alone are no operators, everything else is", () => {
    expect(parseQuery("浙江 支援 tag:x").hasOperators).toBe(false);
    for (const q of ['"a b"', "-a", "a OR b", "title:a"])
      expect(parseQuery(q).hasOperators).toBe(true);
  });

  test.each([
    ["tag:a OR tag:b", ["OR"]],
    ["x OR tag:a", ["OR"]],
    ["lang:en OR 灯戏", ["OR"]],
    ["x OR y tag:a", []],
    ["tag:a AND x", []],
    ["OR tag:a", []],
  ])("%s names the OR that cannot be followed: %s", (q, unfollowed) => {
    expect(parseQuery(q).unfollowed).toEqual(unfollowed);
  });

  test("any text is a search, in time that grows with its length alone", () => {
    const unit = fc.constantFrom(
      '"',
      "-",
      ":",
      " ",
      "OR",
      "AND",
      "title:",
      "tag:",
      "a",
      "甘",
      "\ud800",
      "＂",
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 60 }), (q) => {
        const { groups } = parseQuery(q);
        for (const group of groups) expect(group.length).toBeGreaterThan(0);
      }),
      { numRuns: 3_000 },
    );
    expect(parseQuery('"'.repeat(4_096)).groups.length).toBeLessThan(4_096);
    expect(parseQuery("-".repeat(4_096)).groups).toHaveLength(1);
  });

  const naughty = sharedPath("data/hostile/blns.json");
  test.skipIf(naughty === undefined)("the naughty strings are searches", () => {
    const strings: readonly string[] = JSON.parse(readFileSync(naughty ?? "", "utf8"));
    for (const text of strings) expect(() => parseQuery(text)).not.toThrow();
  });
});
