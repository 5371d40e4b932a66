import { expect, test } from "vitest";
import { describeRejection, isRejection, rejection } from "#model/rejection.ts";

test("a rejection is told as the command prints it: file, line, field, what, and how to fix it", () => {
  const value = rejection(
    { file: "articles/1.md", line: 3 },
    { field: "published", what: "is not a date", fix: "write 2023-04-14" },
    { field: "title", what: "is missing" },
    { what: "is not an object with fields" },
  );
  const expected = [
    "articles/1.md:3: published: is not a date; write 2023-04-14",
    "articles/1.md:3: title: is missing",
    "articles/1.md:3: is not an object with fields",
  ].join("\n");
  expect(describeRejection(value)).toBe(expected);
});

test("a rejection without a place is of the input", () => {
  expect(describeRejection(rejection({}, { what: "is empty" }))).toBe("input: is empty");
  expect(describeRejection(rejection({ file: "a.jsonl" }, { what: "is empty" }))).toBe(
    "a.jsonl: is empty",
  );
});

test.each([null, undefined, "rejection", 5, [], {}, { kind: "published" }])(
  "%j is not a rejection",
  (value) => {
    expect(isRejection(value)).toBe(false);
  },
);
