import * as fc from "fast-check";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { toArticle } from "#model/article.ts";
import {
  toAlias,
  toAttachment,
  toCorrection,
  toNeighbour,
  toTranslations,
} from "#model/article-part.ts";
import { toDating } from "#model/instant.ts";
import { toLanguageTag } from "#model/language-tag.ts";
import { toArticleId, toSectionPath } from "#model/name.ts";
import { describeRejection, isRejection } from "#model/rejection.ts";
import { toSections } from "#model/section.ts";
import { toSite } from "#model/site.ts";
import { sharedPath } from "../setup/shared-data.ts";

/** Each room's door to the outside, as a function of one unknown. */
const DOORS: Readonly<Record<string, (value: unknown) => unknown>> = {
  toArticle: (value) => toArticle(value, { timeZone: "Asia/Shanghai" }),
  toSite: (value) => toSite(value),
  toSections: (value) => toSections(value),
  toArticleId,
  toSectionPath,
  toLanguageTag,
  toDating: (value) => toDating(value, "Asia/Shanghai"),
  toAlias,
  toAttachment,
  toCorrection: (value) => toCorrection(value, "UTC"),
  toNeighbour,
  toTranslations,
};

/** Every name that a publisher's file may hold, and some that it should not. */
const FIELDS = (
  "id title section published precision body format html excerpt lang guid url updated summary kicker authors source also tags image " +
  "attachments aliases sequence previous next translations license corrections status embargo kind faults __proto__ constructor " +
  "name alt width height at note size duration type slug sections description time_zone id_authority hub icon synonyms " +
  "recency_half_life_days toString valueOf"
).split(" ");

/** Goes through a door, and holds it to what every door promises.
 *  @throws {Error} when it gave nothing, or a Rejection that does not say why, or not in few words */
function passes(name: string, value: unknown): void {
  const outcome = DOORS[name]?.(value);
  if (outcome === undefined) throw new Error(`${name} gave nothing`);
  if (!isRejection(outcome)) return;
  const lines = outcome.faults.length > 0 ? describeRejection(outcome).split("\n") : [];
  if (lines.length === 0) throw new Error(`${name} does not say why`);
  if (lines.some((line) => line.length > 1_000)) throw new Error(`${name} says it at length`);
}

const values = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, withSparseArray: true }),
  fc.dictionary(fc.constantFrom(...FIELDS), fc.anything({ withBigInt: true })),
  fc.dictionary(fc.constantFrom(...FIELDS), fc.jsonValue()),
  fc.string({ unit: "binary" }),
);
const cyclic: Record<string, unknown> = { id: "1", title: "t", section: "news" };
for (const field of FIELDS) if (!(field in cyclic)) cyclic[field] = cyclic;

/** A list in a list in a list …: JSON may be as deep as this, and recursion may not. */
function deepList(depth: number): unknown {
  return JSON.parse("[".repeat(depth) + "]".repeat(depth));
}

test.each(Object.keys(DOORS))("%s gives a value or a Rejection, whatever it is given", (name) => {
  fc.assert(
    fc.property(values, (value) => passes(name, value)),
    { numRuns: 300 },
  );
  const long = "a".repeat(3_000_000);
  const odd = [cyclic, Symbol("s"), 1n, () => 1, new Map(), new Date(Number.NaN), /a/, long];
  for (const value of odd) passes(name, value);
  const deep = deepList(20_000);
  for (const value of [deep, { id: deep, title: deep }, { kind: "rejection" }]) passes(name, value);
});

test("a field that is wrong in any way is never thrown about", () => {
  const least = { id: "1", title: "t", section: "news", published: "2023-04-14" };
  const wrong = [cyclic, Symbol("s"), 1n, deepList(20_000), "a".repeat(3_000_000), "//", -1, true];
  for (const field of FIELDS)
    for (const value of wrong) {
      passes("toArticle", { ...least, [field]: value });
      passes("toSite", { [field]: value });
      passes("toSections", [{ slug: "news", [field]: value }]);
    }
});

test("no field name reaches the prototype of all objects", () => {
  const value: unknown = JSON.parse(
    '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"id":"1","title":"t","section":"news","published":"2023-04-14","translations":{"__proto__":"1"},"source":{"__proto__":{"name":"x"}}}',
  );
  expect(isRejection(toArticle(value, { timeZone: "UTC" }))).toBe(true);
  expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
});

const naughty = sharedPath("data/hostile/blns.json");

test.skipIf(naughty === undefined)(
  "every naughty string goes in whole or is refused, in every field",
  () => {
    const strings: unknown = JSON.parse(readFileSync(naughty ?? "", "utf8"));
    if (!Array.isArray(strings)) throw new TypeError("blns.json is not a list");
    const least = { id: "1", title: "t", section: "news", published: "2023-04-14" };
    for (const text of strings) {
      for (const name of Object.keys(DOORS)) passes(name, text);
      for (const field of FIELDS) passes("toArticle", { ...least, [field]: text });
      const article = toArticle(
        { ...least, title: `x${String(text)}x`, body: text },
        { timeZone: "UTC" },
      );
      expect(article).toMatchObject({ title: `x${String(text)}x`, body: text });
    }
  },
);
