import { expect, test } from "vitest";
import { matcherOf, type TypedAndWritten } from "./matching.ts";

/** What is typed, and a text that has it. */
const FOUND: readonly TypedAndWritten[] = [
  ["🎉", "The bridge is open 🎉 at last"],
  ["🎉", "🎉"],
  ["🎉", "通车🎉了"],
  ["bridge 🎉", "The bridge is open 🎉🎉🎉"],
  ["🎉 bridge", "🎊🎉 of the bridge"],
  ["通车🎉", "今天通车🎉"],
  ["❤", "We ❤️ ferries"],
  ["❤️", "We ❤ ferries, and ❤"],
  ["👍", "Well done 👍🏽 all"],
  ["👍🏿", "Well done 👍 you"],
  ["👨‍👩‍👧", "A family 👨‍👩‍👧 of three"],
  ["👩", "Their family 👨‍👩‍👦 of three"],
  ["🇫🇷", "From 🇫🇷 with love"],
  ["🇨🇳🇫🇷", "🇫🇷 and 🇨🇳"],
  ["☂", "Rain ☂️ again"],
  ["⭐⭐", "A ⭐ hotel"],
  ["✅", "- ✅ done"],
  ["🀄", "打🀄的下午"],
  ["🐼", "A🐼B"],
  ["🎌", "日本🎌人"],
];

/** What is typed, and a text that has something else. */
const NOT_FOUND: readonly TypedAndWritten[] = [
  ["🎉", "The bridge is open 🎊"],
  ["🎉", "party"],
  ["🇫🇷", "Only 🇩🇪 here"],
  ["🇫🇷", "Regional letters 🇫 🇷 apart"],
  ["😀", "😁 is another"],
  ["bridge 🎉", "A bridge without any"],
  ["❤", "I <3 it"],
  ["👨‍👩‍👧", "Only 👨 alone"],
  ["1️⃣0️⃣", "Nothing of the kind"],
  ["🐼", "panda"],
  ["©", "© all rights reserved"],
  ["☃", "☁ ☀"],
  ["→", "a → b"],
];

function pairOf([typed, written]: TypedAndWritten): readonly [string, string] {
  return [typed, written];
}

const isFull = matcherOf([...FOUND, ...NOT_FOUND]);

test.each(FOUND.map(pairOf))("%s finds %s", (typed, written) => {
  expect(isFull(typed, written)).toBe(true);
});

test.each(NOT_FOUND.map(pairOf))("%s does not find %s", (typed, written) => {
  expect(isFull(typed, written)).toBe(false);
});
