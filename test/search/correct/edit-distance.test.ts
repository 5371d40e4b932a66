import * as fc from "fast-check";
import { expect, test } from "vitest";
import { editDistance, closestStretch } from "#search/correct/edit-distance.ts";

test.each([
  ["festival", "festival", 0],
  ["festivall", "festival", 1],
  ["lantren", "lantern", 1],
  ["lanntren", "lantern", 2],
  ["bridge", "fridge", 1],
  ["ferry", "library", 3],
  ["", "ab", 2],
])("%s is %s after %i slips", (a, b, distance) => {
  expect(editDistance(a, b, 2)).toBe(distance);
  expect(editDistance(b, a, 2)).toBe(distance);
});

/** The same by its definition, all costs of it: slow, and plainly right. */
function distance(a: string, b: string): number {
  if (!a || !b) return a.length + b.length;
  const [isSame, isSwap] = [a[0] === b[0], a[0] === b[1] && a[1] === b[0]];
  return Math.min(
    distance(a.slice(1), b.slice(1)) + (isSame ? 0 : 1),
    distance(a.slice(1), b) + 1,
    distance(a, b.slice(1)) + 1,
    a.length > 1 && b.length > 1 && isSwap ? distance(a.slice(2), b.slice(2)) + 1 : Infinity,
  );
}

test("slips are counted up to the most that are wanted, and no further", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 6 });
  fc.assert(
    fc.property(word, word, fc.integer({ min: 0, max: 3 }), (a, b, max) => {
      expect(editDistance(a, b, max)).toBe(Math.min(distance(a, b), max + 1));
    }),
  );
});

test.each([
  ["临蓝大桥", "昨日临澜大桥通车", 1, "临澜大桥"],
  ["林澜大桥", "昨日临澜大桥通车", 1, "临澜大桥"],
  ["临澜大乔", "昨日临澜大桥通车", 1, "临澜大桥"],
  ["临澜大桥", "临澜大桥", 1, "临澜大桥"],
  ["临澜桥通车", "昨日临澜大桥通车", 1, "临澜大桥通车"],
  ["完全不同", "昨日临澜大桥通车", 2, undefined],
])("the stretch nearest to %s in %s", (wanted, text, max, stretch) => {
  const found = closestStretch(wanted, text, max);
  expect(found && text.slice(found.start, found.end)).toBe(stretch);
});
