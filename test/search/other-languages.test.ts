import { expect, test } from "vitest";
import { isRejection } from "#model/rejection.ts";
import { buildIndex } from "#search/build/build.ts";
import type { SearchDocument } from "#search/format/document.ts";
import { marksIn } from "#search/hits/marks.ts";
import { toQuery } from "#search/query/query.ts";
import { searchBuilt } from "./oracle.ts";

const TEXTS: readonly (readonly [id: string, lang: string, text: string])[] = [
  ["cup", "en", "They win the cup on a plan."],
  ["cellar", "en", "Wines of the cellar; a glass of wine."],
  ["keller", "de", "Guter Wein und viele Weine aus dem Keller."],
  ["sieg", "de-AT", "Ein Kind und ein Win im Pokal."],
  ["tabla", "es", "Una tabla de madera."],
  ["avion", "fr", "Un plan du vin."],
];

const built = buildIndex(
  TEXTS.map(
    ([id, lang, text], day) =>
      // What is put together here is an id, a section and an instant by its form.
      ({
        id,
        title: `t${day}x`,
        text,
        section: "s",
        also: [],
        tags: [],
        authors: [],
        lang,
        published: `2023-04-1${day}T00:00:00Z`,
      }) as unknown as SearchDocument,
  ),
);
const queryOf = (q: string) => {
  const { languages } = built.root;
  const site = { synonyms: [], timeZone: "UTC" };
  const query = toQuery({ q }, { site, ...(languages && { languages }) });
  if (isRejection(query)) throw new TypeError(`${q} is no search`);
  return query;
};
const fullIds = (q: string): readonly string[] => {
  const { docs, full } = searchBuilt(built, queryOf(q).lookup);
  return docs
    .slice(0, full)
    .map(({ doc }) => TEXTS[doc]![0])
    .toSorted();
};

// A stem is one in the language that gives it: wine is Win in German alone.
test.each([
  ["wine ", ["cellar", "sieg"]],
  ["wine", ["cellar", "sieg"]],
  ["WINE ", ["cellar"]],
  ["wines ", ["cellar", "sieg"]],
  ["win ", ["cup", "sieg"]],
  ["Weine ", ["keller"]],
  ["Kinder ", ["sieg"]],
  ["kindern", ["sieg"]],
  ["plane ", ["avion"]],
  ["tablas ", ["tabla"]],
  ["cup -wine", ["cup"]],
  ["win -wine", ["cup"]],
  ["wine OR madera", ["cellar", "sieg", "tabla"]],
  ["title:wine", []],
])("%s finds %j", (q, ids) => {
  expect(fullIds(q)).toEqual(ids);
});

test.each([
  ["wine ", "en", "They win a wine, wines", ["wine", "wines"]],
  ["wine ", "de", "Ein Win im Pokal", ["Win"]],
  ["wine ", "it", "Un win di wine", ["wine"]],
  ["Kinder ", "de-AT", "Ein Kind, kindlich", ["Kind"]],
  ["Kinder ", "en", "Be kind to Kinder", ["Kinder"]],
])("of %s is marked in %s: %s", (q, lang, text, expected) => {
  const marks = marksIn(text, queryOf(q).marks, { field: "text", lang });
  expect([...new Set(marks.map(({ start, end }) => text.slice(start, end)))]).toEqual(expected);
});
