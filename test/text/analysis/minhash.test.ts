import { expect, test } from "vitest";
import { similarityOf, minHashOf } from "#text/analysis/minhash.ts";
import { seededRandom } from "../../store/made-articles.ts";

function words(seed: number, count = 300): readonly string[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => Math.floor(random() ** 2 * 9_000).toString(36));
}

test("texts that differ in a word or two, in spaces and in punctuation are alike", () => {
  const text = words(1);
  const edited = text.with(20, "corrected").with(150, "mended");
  const sketch = minHashOf(text.join(" "));
  expect(sketch).toMatch(/^[\w-]{16}$/);
  expect(similarityOf(sketch, minHashOf(text.join("\n\n — ")))).toBe(1);
  expect(similarityOf(sketch, minHashOf(edited.join(" ")))).toBeGreaterThan(0.8);
});

test("texts of one language are not alike, nor are those that share a paragraph", () => {
  const sketches = Array.from({ length: 200 }, (_, seed) => minHashOf(words(seed).join(" ")));
  const [first = "", ...rest] = sketches;
  expect(Math.max(...rest.map((other) => similarityOf(first, other)))).toBeLessThan(0.5);
  const half = [...words(1).slice(0, 150), ...words(2).slice(0, 150)].join(" ");
  expect(similarityOf(minHashOf(words(1).join(" ")), minHashOf(half))).toBeLessThan(0.8);
});

test("a short text has no sketch, and nothing is like it", () => {
  expect(minHashOf("今日无事。")).toBe("");
  expect(similarityOf("", "")).toBe(0);
});
