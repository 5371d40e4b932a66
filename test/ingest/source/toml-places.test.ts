import * as fc from "fast-check";
import { parse, stringify } from "smol-toml";
import { describe, expect, test } from "vitest";
import { tomlPlaces } from "#ingest/source/toml-places.ts";

const TOML = `# site
title = "x [not a table]" # a = 1
text = """
a = 1
[fake]
"""
raw = '''
b = 2'''
list = [
  "one", # c = 3
  ["in", [
    "deep"]],
  { a = 1, b.c = [1,
     2] },
]
dotted.key."with.dot" = 1
'quoted' = 1979-05-27T07:32:00Z

[colours]
accent = "#000"

[a . "b c".d]
e = { f = "}", g = [1] }

[[sections]]
slug = "one"
[[sections.sections]]
slug = "in one"
[[sections.sections]]
  slug = "second in one"
  was = [ "x",
    "y" ]
[[sections]]
slug = "two"
[sections.extra]
k = 1
[[sections.sections]]
slug = "in two"
`;

const lineOf = tomlPlaces(TOML);

test.each([
  [["title"], 2],
  [["text"], 3],
  [["raw"], 7],
  [["list"], 9],
  [["list", 0], 10],
  [["list", 1], 11],
  [["list", 1, 1, 0], 12],
  [["list", 2, "a"], 13],
  [["list", 2, "b", "c", 1], 14],
  [["dotted", "key", "with.dot"], 16],
  [["quoted"], 17],
  [["colours"], 19],
  [["colours", "accent"], 20],
  [["a", "b c", "d"], 22],
  [["a", "b c", "d", "e", "f"], 23],
  [["sections"], 25],
  [["sections", 0], 25],
  [["sections", 0, "slug"], 26],
  [["sections", 0, "sections", 0, "slug"], 28],
  [["sections", 0, "sections", 1], 29],
  [["sections", 0, "sections", 1, "was", 1], 32],
  [["sections", 1, "slug"], 34],
  [["sections", 1, "extra", "k"], 36],
  [["sections", 1, "sections", 0, "slug"], 38],
] as readonly (readonly [readonly (string | number)[], number])[])(
  "%j stands on line %d",
  (way, line) => {
    expect(lineOf(way)).toBe(line);
  },
);

test("what is not there stands where what holds it does, and nothing on the first line", () => {
  expect(lineOf(["colours", "accent_dark"])).toBe(19);
  expect(lineOf(["sections", 1, "lang"])).toBe(33);
  expect(lineOf(["fake"])).toBe(1);
  expect(lineOf(["a", "1"])).toBe(22);
  expect(lineOf([])).toBe(1);
});

test("lines end with CR LF too", () => {
  expect(tomlPlaces("a = 1\r\n\r\n[b]\r\nc = 2\r\n")(["b", "c"])).toBe(4);
});

describe("documents by chance", () => {
  const key = fc.oneof(
    fc.constantFrom("a", "b.c", "d e", '"', "节", "x=[1]"),
    fc.string({ minLength: 1, maxLength: 6 }),
  );
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 3 },
      fc.string({ maxLength: 12 }),
      fc.integer(),
      fc.boolean(),
      fc.array(tie("any"), { maxLength: 3 }),
      fc.dictionary(key, tie("any"), { maxKeys: 3 }),
    ),
  })).any;

  test("every key is found, and on a line that has it", () => {
    fc.assert(
      fc.property(fc.dictionary(key, value, { maxKeys: 5 }), (table) => {
        let text: string;
        try {
          text = stringify(table);
          parse(text);
        } catch {
          // What TOML cannot hold, such as __proto__, is none of ours.
          return;
        }
        const lines = text.split("\n");
        const find = tomlPlaces(text);
        const walk = (found: unknown, way: readonly (string | number)[]): void => {
          if (typeof found !== "object" || found === null) return;
          for (const [name, inner] of Object.entries(found)) {
            const inside = [...way, Array.isArray(found) ? Number(name) : name];
            const line = lines[find(inside) - 1] ?? "";
            if (!Array.isArray(found)) {
              const written = /^[\w-]+$/.test(name) ? name : JSON.stringify(name).slice(1, 3);
              expect([text, inside, line]).toEqual([
                text,
                inside,
                expect.stringContaining(written),
              ]);
            }
            walk(inner, inside);
          }
        };
        walk(table, []);
      }),
    );
  });
});
