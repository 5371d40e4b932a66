import { expect, test } from "vitest";
import { repeatedKeys } from "#ingest/folder/repeated-key.ts";

test.each<[json: string, keys: readonly string[]]>([
  ['{"id": 1, "title": "x", "id": 2}', ["id"]],
  ['{"id":1,"title":"x"}', []],
  ['{"a":{"id":1,"id":2},"id":3}', []],
  ['{"a":[{"id":1},{"id":2}],"tags":["id","id"]}', []],
  ['{"a":"\\"id\\":1","id":2,"b":"\\\\","id":3}', ["id"]],
  ['{"标题":"甲","标题":"乙"}', ["标题"]],
  ['{"id":1,"id":2,"id":3,"title":"a","title":"b"}', ["id", "title"]],
  ["{}", []],
])("%s has twice: %j", (json, keys) => {
  expect(repeatedKeys(json)).toEqual(keys);
});

test("a body of two million characters is passed over", () => {
  const body = '{"id": [\\"id\\"]} '.repeat(120_000);
  expect(repeatedKeys(JSON.stringify({ id: 1, body }))).toEqual([]);
});
