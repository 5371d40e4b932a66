import { describe, expect, test } from "vitest";
import { rejection } from "#model/rejection.ts";
import { badParameter, checkedFrom, countFrom } from "#serve/http/parameter.ts";
import { Problem } from "#serve/http/problem.ts";

const range = { min: 1, max: 100, otherwise: 20 };
const count = (text: string | null): number =>
  countFrom(new URLSearchParams(text === null ? {} : { limit: text }), "limit", range);

describe("a whole number", () => {
  test.each([
    ["1", 1],
    ["100", 100],
    ["007", 7],
    ["", 20],
    [null, 20],
  ])("%j gives %d", (text, expected) => {
    expect(count(text)).toBe(expected);
  });

  test.each(["0", "101", "-1", "+1", "1.5", "1e2", " 5", "5 ", "٥", "ten", "0x10", "1234567890"])(
    "%j is refused by its name, with the range that is right",
    (text) => {
      const detail = `limit ${JSON.stringify(text)} is not a number from 1 to 100`;
      expect(problemOf(() => count(text))).toEqual(["bad-parameter", detail]);
    },
  );

  test("of a text without end only the beginning is repeated", () => {
    const [, detail = ""] = problemOf(() => count("9".repeat(9_000))) ?? [];
    expect(detail).toContain(`"${"9".repeat(40)}"`);
    expect(detail.length).toBeLessThan(100);
  });
});

describe("a checked parameter", () => {
  const check = (text: string) =>
    text === "good" ? { text } : rejection({ file: "x" }, { field: "own", what: "is bad" });
  const asked = (query: string) => checkedFrom(new URLSearchParams(query), "lang", check);

  test("is what the check made of it, and undefined when it is absent or empty", () => {
    expect(asked("lang=good")).toEqual({ text: "good" });
    expect(asked("lang=")).toBeUndefined();
    expect(asked("other=good")).toBeUndefined();
  });

  test("is refused by the name that it has in the query, not by the field's", () => {
    expect(problemOf(() => asked("lang=bad"))).toEqual(["bad-parameter", "lang is bad"]);
  });
});

test("a problem names every fault, and what to write instead where that is known", () => {
  const several = {
    ...rejection({}, { field: "after", what: "is no date", fix: "write 2026-11-23" }),
  };
  expect(badParameter(several).message).toBe("after is no date: write 2026-11-23");
  const faults = [...several.faults, { what: "is too long" }];
  expect(badParameter({ ...several, faults }).message).toBe(
    "after is no date: write 2026-11-23; the query is too long",
  );
});

function problemOf(act: () => unknown): readonly [string, string] | undefined {
  try {
    act();
  } catch (error) {
    if (error instanceof Problem) return [error.problem, error.message];
    throw error;
  }
  return undefined;
}
