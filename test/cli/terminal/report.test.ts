import { expect, test } from "vitest";
import { count, failure, listRejections, seconds } from "#cli/terminal/report.ts";
import { rejection } from "#model/rejection.ts";

test("a rejection is told as file, line, what, and how to mend it", () => {
  const fault = { field: "published", what: '"soon" is not a date', fix: "write 2023-04-14" };
  expect(listRejections([rejection({ file: "a.md", line: 3 }, fault)])).toEqual([
    'a.md:3: published: "soon" is not a date; write 2023-04-14',
  ]);
});

test("a thousand rejections are counted, not poured over the screen", () => {
  const many = Array.from({ length: 1_050 }, (_, index) =>
    rejection({ file: "a.jsonl", line: index + 1 }, { what: "is not JSON" }),
  );
  const listed = listRejections(many);
  expect(listed).toHaveLength(51);
  expect(listed.at(-1)).toBe("and 1,000 more like these; --json lists all");
});

test("what could not run ends with 2, what was refused with 1, and both tell machines why", () => {
  const reason = rejection({ file: "content" }, { what: "is not there" });
  expect(failure(reason)).toMatchObject({ exitCode: 2, json: { kind: "failed" } });
  expect(failure(reason, 1)).toMatchObject({
    exitCode: 1,
    json: {
      kind: "refused",
      rejections: [{ file: "content", faults: [{ what: "is not there" }] }],
    },
  });
});

test("numbers carry their nouns, and times their seconds", () => {
  expect([count(1, "article"), count(2_000, "article"), count(0, "entry")]).toEqual([
    "1 article",
    "2,000 articles",
    "0 entries",
  ]);
  expect([seconds(40), seconds(9_949), seconds(12_345)]).toEqual(["0.0 s", "9.9 s", "12 s"]);
});
