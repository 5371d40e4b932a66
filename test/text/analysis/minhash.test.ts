import { expect, test } from "vitest";
import { likeness, sketchFromText } from "#text/analysis/minhash.ts";
import { seededRandom } from "../../store/made-articles.ts";

function words(seed: number, count = 300): readonly string[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => Math.floor(random() ** 2 * 9_000).toString(36));
}

test("texts that differ in a word or two, in spaces and in punctuation are alike", () => {
  const text = words(1);
  const edited = text.with(20, "corrected").with(150, "mended");
  const sketch = sketchFromText(text.join(" "));
  expect(sketch).toMatch(/^[\w-]{16}$/);
  expect(likeness(sketch, sketchFromText(text.join("\n\n — ")))).toBe(1);
  expect(likeness(sketch, sketchFromText(edited.join(" ")))).toBeGreaterThan(0.8);
});

test("texts of one language are not alike, nor are those that share a paragraph", () => {
  const sketches = Array.from({ length: 200 }, (_, seed) => sketchFromText(words(seed).join(" ")));
  const [first = "", ...rest] = sketches;
  expect(Math.max(...rest.map((other) => likeness(first, other)))).toBeLessThan(0.5);
  const half = [...words(1).slice(0, 150), ...words(2).slice(0, 150)].join(" ");
  expect(likeness(sketchFromText(words(1).join(" ")), sketchFromText(half))).toBeLessThan(0.8);
});

test("a short text has no sketch, and nothing is like it", () => {
  expect(sketchFromText("今日无事。")).toBe("");
  expect(likeness("", "")).toBe(0);
});
