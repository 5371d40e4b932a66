import { expect, test } from "vitest";
import { editDistance, nearestStretch } from "../../src/search/edit-distance.ts";

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

test.each([
  ["临蓝大桥", "昨日临澜大桥通车", 1, "临澜大桥"],
  ["林澜大桥", "昨日临澜大桥通车", 1, "临澜大桥"],
  ["临澜大乔", "昨日临澜大桥通车", 1, "临澜大桥"],
  ["临澜大桥", "临澜大桥", 1, "临澜大桥"],
  ["临澜桥通车", "昨日临澜大桥通车", 1, "临澜大桥通车"],
  ["完全不同", "昨日临澜大桥通车", 2, undefined],
])("the stretch nearest to %s in %s", (wanted, text, max, stretch) => {
  const found = nearestStretch(wanted, text, max);
  expect(found && text.slice(found.start, found.end)).toBe(stretch);
});
