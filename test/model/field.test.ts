import { expect, test } from "vitest";
import { fieldsOf, isRecord } from "#model/field.ts";
import { toInstant } from "#model/instant.ts";

const date = (value: unknown) => toInstant(value, "UTC");

test("a text is trimmed, a number counts as its digits, and blank counts as absent", () => {
  const fields = fieldsOf({ a: "  b ", n: 2023, blank: " \u3000\n", none: null });
  expect(["a", "n", "blank", "none", "missing"].map((field) => fields.optional(field))).toEqual([
    "b",
    "2023",
    undefined,
    undefined,
    undefined,
  ]);
  expect(fields.faults).toEqual([]);
});

test.each([true, [], {}, ["a"], Number.NaN, Infinity])("%j is not a text", (value) => {
  const fields = fieldsOf({ title: value });
  expect(fields.required("title")).toBe("");
  expect(fields.faults).toEqual([{ field: "title", what: "is not a text" }]);
});

test("a text that must be there and is not is one fault, said once", () => {
  const fields = fieldsOf({ title: "" });
  expect(fields.required("title")).toBe("");
  expect(fields.faults).toEqual([{ field: "title", what: "is missing" }]);
});

test("a text over its limit is refused with both numbers", () => {
  const fields = fieldsOf({ title: "a".repeat(11) });
  fields.required("title", 10);
  expect(fields.faults).toEqual([
    { field: "title", what: "is 11 characters long", fix: "at most 10 are allowed" },
  ]);
});

test("a list drops blanks and repeats, and a text alone is a list of one", () => {
  const fields = fieldsOf({ tags: ["茶", " 茶 ", "", null, "橋", 7], author: "陆青禾" });
  expect(fields.list("tags")).toEqual(["茶", "橋", "7"]);
  expect(fields.list("author")).toEqual(["陆青禾"]);
  expect(fields.list("missing")).toEqual([]);
  expect(fields.faults).toEqual([]);
});

test("a list that is too long is a fault, and only its beginning is read", () => {
  const fields = fieldsOf({ tags: Array.from({ length: 100_000 }, (_, index) => [index]) });
  expect(fields.list("tags")).toEqual([]);
  expect(fields.faults.length).toBeLessThanOrEqual(201);
});

test.each([undefined, null, "", "  "])(
  "a checked field that is %j is absent, not wrong",
  (value) => {
    const fields = fieldsOf({ updated: value });
    expect(fields.checked("updated", date)).toBeUndefined();
    expect(fields.faults).toEqual([]);
    expect(fields.needed("updated", date)).toBeUndefined();
    expect(fields.faults).toEqual([{ field: "updated", what: "is missing" }]);
  },
);

test("a checked field's faults carry its name and how to fix it", () => {
  const fields = fieldsOf({ updated: "yesterday" });
  fields.checked("updated", date);
  expect(fields.faults).toEqual([
    {
      field: "updated",
      what: '"yesterday" is not a date',
      fix: "write 2023-04-14 or 2023-04-14T08:00:00+08:00",
    },
  ]);
});

test.each([null, undefined, 5, "a", [], [1]])(
  "%j has no fields, and that is one fault",
  (value) => {
    const fields = fieldsOf(value);
    expect(fields.optional("length")).toBeUndefined();
    expect(fields.faults).toEqual([{ what: "is not an object with fields" }]);
    expect(isRecord(value)).toBe(false);
  },
);

test("what an object inherits is not one of its fields", () => {
  const fields = fieldsOf({});
  for (const field of ["constructor", "toString", "__proto__", "hasOwnProperty"])
    expect(fields.raw(field)).toBeUndefined();
  expect(fieldsOf(JSON.parse('{"__proto__":"x"}')).raw("__proto__")).toBe("x");
});
