import { expect, test } from "vitest";
import { isRejection } from "#model/rejection.ts";
import { marksIn } from "#search/hits/marks.ts";
import { resolvedMarks } from "#search/hits/resolved-marks.ts";
import { toQuery } from "#search/query/query.ts";

const marked = (q: string, text: string, to?: string): readonly string[] => {
  const query = toQuery({ q: `${q} ` }, { site: { synonyms: [], timeZone: "UTC" } });
  if (isRejection(query)) throw new Error(q);
  const terms = resolvedMarks(query.marks, to === undefined ? [] : [{ from: q, to }]);
  const marks = marksIn(text, terms, { field: "text", lang: "en" });
  return [...new Set(marks.map(({ start, end }) => text.slice(start, end)))];
};

test.each([
  ["kubernetees", "kubernetes", "About Kubernetes here", ["Kubernetes"]],
  ["lantren", "lantern", "Lanterns, a lantern, a lanyard", ["Lanterns", "lantern"]],
  ["ferrry", "ferry", "Ferries and a ferry, no Farris", ["Ferries", "ferry"]],
])("in hits of %s taken for %s its forms are marked: %s", (q, to, text, expected) => {
  expect(marked(q, text, to)).toEqual(expected);
});

test.each(["lantern", "ferry", "harbour"])(
  "where %s was not taken for another word, no other is marked",
  (q) => {
    expect(marked(q, "lanterm ferrt harbourt")).toEqual([]);
  },
);
