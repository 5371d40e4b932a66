import * as fc from "fast-check";
import { expect, test } from "vitest";
import { buildTrigramFilter, mightContain } from "#search/format/trigram-filter.ts";
import { foldText } from "#text/fold/fold.ts";
import { createRandom, pick } from "../sample.ts";

const texts = fc
  .array(fc.constantFrom("甘", "孜", "州", "學", "学", "𠮷", "𠀀", "，", " ", "a", "\n"))
  .map((all) => all.join(""));

test("no word that stands in an article is missed, in either script, wherever its card ends", () => {
  fc.assert(
    fc.property(
      texts,
      fc.nat(),
      fc.nat(),
      fc.integer({ min: 3, max: 6 }),
      (text, cut, at, length) => {
        const shown = text.slice(0, cut % (text.length + 1));
        const beyond = buildTrigramFilter(text, shown);
        const runs = foldText(text).match(/\p{Script=Han}{3,}/gu) ?? [];
        const characters = Array.from(runs[at % Math.max(1, runs.length)] ?? "");
        const from = at % Math.max(1, characters.length - 2);
        const word = characters.slice(from, from + length).join("");
        if (Array.from(word).length < 3) return;
        if (beyond === undefined)
          expect(foldText(shown)).toContain(characters.slice(from, from + 3).join(""));
        else expect(mightContain(word, foldText(shown), beyond)).toBe(true);
      },
    ),
    { numRuns: 2_000 },
  );
});

test("nothing stands beyond what shows all that has three Chinese characters side by side", () => {
  for (const [text, shown] of [
    ["甘孜州，a b 甘孜", "甘孜州"],
    ["English alone", ""],
  ] as const) {
    const beyond = buildTrigramFilter(text, shown);
    expect(beyond).toHaveLength(1);
    expect(mightContain("孜州甘", shown, beyond)).toBe(false);
  }
});

/** So many different stretches of three characters, and others that are none of them. */
function sample(count: number): { readonly text: string; readonly others: readonly string[] } {
  const random = createRandom(7);
  const characters = Array.from({ length: 400 }, (_, index) =>
    String.fromCodePoint(0x5000 + index),
  );
  const words = Array.from({ length: count + 4_000 }, () =>
    foldText(pick(characters, random) + pick(characters, random) + pick(characters, random)),
  );
  const text = words.slice(0, count).join("，");
  return { text, others: words.slice(count).filter((word) => !text.includes(word)) };
}

test.each([
  [50, 0.21],
  [500, 0.21],
  // A long article's card has no room for more.
  [1_500, 0.45],
])("of %d stretches so few that are not there seem to be: %d", (count, most) => {
  const { text, others } = sample(count);
  const beyond = buildTrigramFilter(text, "");
  const wrong = others.filter((word) => mightContain(word, "", beyond)).length;
  expect(wrong / others.length).toBeLessThan(most);
  expect(wrong).toBeGreaterThan(0);
  expect(beyond).toMatch(/^[\w-]{1,512}$/);
});

test("a longer word must have each of its stretches, shown or beyond", () => {
  const beyond = buildTrigramFilter("民主主，主主义", "");
  expect(mightContain("民主主义", "", beyond)).toBe(true);
  const half = buildTrigramFilter("民主主，主主义", "民主主");
  expect(mightContain("民主主义", "民主主", half)).toBe(true);
  expect(mightContain("民主主", "", half) && mightContain("民主主义", "", half)).toBe(false);
});
