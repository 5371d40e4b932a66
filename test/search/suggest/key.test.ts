import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  bytesFromKey,
  cutKey,
  holdsPart,
  keyFrom,
  normalFormOf,
  textFromKeyBytes,
} from "#search/suggest/key.ts";

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom("a", "b", " ", "甘", "孜", "に", "𠮷", "한", "\ud800", "。") }),
);

describe("a normal form", () => {
  test.each([
    ["《三体》电影", "三體電影"],
    ["iPhone 手机", "IPHONE手機"],
    ["C++ among the rafters", "c++  AMONG, the rafters!"],
    ["café", "CAFE"],
    ["十四五——规划", "十四五 规划"],
  ])("%s is the same as %s", (one, other) => {
    expect(normalFormOf(one).text).toBe(normalFormOf(other).text);
  });

  test("tells where words and characters begin", () => {
    const { text, starts } = normalFormOf("Rust 1.80 发布，now");
    expect(text).toBe("rust 1.80发布now");
    expect(starts).toEqual([
      { at: 0, word: "rust" },
      { at: 5, word: "1.80" },
      { at: 9 },
      { at: 10 },
      { at: 11, word: "now" },
    ]);
  });

  test("of a normal form is the same again", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { text: normal } = normalFormOf(text);
        expect(normalFormOf(normal).text).toBe(normal);
      }),
    );
  });

  test("of nothing but signs is empty", () => {
    expect(normalFormOf("《》 … —— ++ 🎉")).toEqual({ text: "", starts: [] });
  });
});

describe("a key", () => {
  test("has the bytes from which its text comes back, lone surrogates too", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(textFromKeyBytes(bytesFromKey(keyFrom(text)))).toBe(text);
      }),
    );
  });

  test("begins another exactly when its text begins the other's", () => {
    fc.assert(
      fc.property(anyText, anyText, (one, other) => {
        expect(keyFrom(other).startsWith(keyFrom(one))).toBe(other.startsWith(one));
        expect(keyFrom(one + other).startsWith(keyFrom(one))).toBe(true);
      }),
    );
  });

  test("has two bytes for a Han character and one for a letter", () => {
    expect(keyFrom("甘孜ab")).toHaveLength(6);
  });

  test("that was cut never begins another that was cut at the same length", () => {
    fc.assert(
      fc.property(anyText, anyText, fc.integer({ min: 1, max: 12 }), (one, other, bytes) => {
        const [short, long] = [cutKey(keyFrom(one), bytes), cutKey(keyFrom(one + other), bytes)];
        if (short.length >= bytes) expect(long).toBe(short);
        expect(keyFrom(one).startsWith(short)).toBe(true);
        expect(short.length).toBeLessThan(bytes + 3);
      }),
    );
  });
});

test.each([
  ["the public library", "lib", true],
  ["the public library", "rary", false],
  ["the public library", "public lib", true],
  ["浙江省对口支援", "对口", true],
  ["发布rust1", "rust", true],
  ["mayans may", "may", true],
  ["amaya", "may", false],
])("whether %s holds %s at the beginning of a word: %s", (normal, part, expected) => {
  expect(holdsPart(normal, part)).toBe(expected);
});
