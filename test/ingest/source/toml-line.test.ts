import { expect, test } from "vitest";
import { tomlLine } from "#ingest/source/toml-line.ts";

const TOML = `a = "x"
formats = [
  "one",
  "two",
]

[selectors] # where things are
a = "y"
"b" = ["one"]
`;

test.each([
  ["", "a", undefined, 1],
  ["", "formats", undefined, 2],
  ["", "formats", "two", 4],
  ["selectors", "a", undefined, 8],
  ["selectors", "b", "one", 9],
  ["selectors", "absent", undefined, 1],
])("in table %j the key %s, %s, stands on line %d", (table, key, item, line) => {
  expect(tomlLine(TOML, { table, key, ...(item !== undefined && { item }) })).toBe(line);
});
