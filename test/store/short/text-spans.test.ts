import * as fc from "fast-check";
import { expect, test } from "vitest";
import { spansIn, textFromSpans } from "#store/short/text-spans.ts";

const SENTENCE = "The river rose by night, and fell again.";

test.each([
  ["its beginning", `${SENTENCE} More.`, SENTENCE, [0, 40]],
  [
    "parts of it",
    `<p>${SENTENCE}</p><p>${SENTENCE}</p>`,
    `${SENTENCE} ${SENTENCE}`,
    [3, 40, " ", 7, 40],
  ],
  ["an ellipsis behind it", SENTENCE, `${SENTENCE.slice(0, 30)}…`, [0, 30, "…"]],
  ["all behind something long", `${"x".repeat(500)}${SENTENCE}`, SENTENCE, [500, 40]],
])("a text is told as %s", (_what, source, text, spans) => {
  expect(spansIn(source, text)).toEqual(spans);
  expect(textFromSpans(source, spans)).toBe(text);
});

test.each([
  ["another", SENTENCE, "Nothing of the kind stands in there."],
  ["farther behind than anybody looks", `${"x".repeat(600)}${SENTENCE}`, SENTENCE],
  ["too short to be worth it", SENTENCE, "The river"],
  ["empty", SENTENCE, ""],
])("a text that is %s is left as it is", (_what, source, text) => {
  expect(spansIn(source, text)).toBeUndefined();
});

test("whatever the texts, what is told in spans comes back, and is shorter", () => {
  const piece = fc.string({ unit: "binary", maxLength: 30 });
  fc.assert(
    fc.property(fc.array(piece), fc.array(fc.tuple(piece, fc.boolean())), (pieces, parts) => {
      const source = pieces.join("") + parts.map(([part]) => part).join("");
      const text = parts.map(([part, isThere]) => (isThere ? part : "")).join("");
      const spans = spansIn(source, text);
      if (spans === undefined) return;
      expect(textFromSpans(source, spans)).toBe(text);
      expect(JSON.stringify(spans).length).toBeLessThan(text.length);
    }),
  );
});

test.each([
  ["a text", "abc"],
  ["nothing", undefined],
  ["a length that is missing", [1]],
  ["more than there is", [0, 41]],
  ["a step back", [-1, 3]],
  ["half a unit", [0.5, 3]],
  ["a list", [[0, 3]]],
])("%s is no spans", (_what, spans) => {
  expect(textFromSpans(SENTENCE, spans)).toBeUndefined();
});
