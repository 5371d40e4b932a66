import { expect, test } from "vitest";
import type { OpenIndex } from "#search/run/open-index.ts";
import { scriptMatchTest } from "#search/run/script-match.ts";

const TAGS: readonly (readonly [tag: string, isSimplified: boolean, isTraditional: boolean])[] = [
  ["zh-Hans", true, false],
  ["zh-Hant", false, true],
  ["ZH-HANT", false, true],
  ["zh-hans-TW", true, false],
  ["zh-Hant-CN", false, true],
  ["zh", true, false],
  ["zh-CN", true, false],
  ["zh-SG", true, false],
  ["zh-TW", false, true],
  ["zh-hk", false, true],
  ["zh-MO", false, true],
  ["en", false, false],
  ["en-TW", false, false],
  ["ja", false, false],
  ["zha", false, false],
  ["und", false, false],
];

test.each(TAGS)("of %s it is Simplified %s and Traditional %s", (tag, ...isIn) => {
  // The article asked for is the third of the columns, and the first by number.
  const columns = {
    langs: { count: 2, text: (index: number) => ["fr", tag][index] ?? "" },
    lang: [0, 0, 1],
  };
  const index = { columns, ranks: [2, 0] } as unknown as OpenIndex;
  const scripts = ["zh-Hans", "zh-Hant"] as const;
  expect(scripts.map((script) => scriptMatchTest(index, script)(0))).toEqual(isIn);
  expect(scripts.map((script) => scriptMatchTest(index, script)(1))).toEqual([false, false]);
});
