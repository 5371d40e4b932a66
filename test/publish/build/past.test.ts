import { describe, expect, test } from "vitest";
import { type Instant, instantFromEpoch } from "#model/instant.ts";
import type { ArticleId, SectionPath } from "#model/name.ts";
import { toSections } from "#model/section.ts";
import { SITE_DEFAULTS, type Site } from "#model/site.ts";
import type { Changes } from "#publish/build/comparison.ts";
import { goneAt, lateAt } from "#publish/build/past.ts";
import type { GoneEntry } from "#store/history/gone.ts";
import type { LedgerEntry } from "#store/history/ledger.ts";
import type { Past } from "#store/history/past.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.parse("2026-11-23T12:00:00Z");
const SITE: Site = { ...SITE_DEFAULTS, idAuthority: "news.example.org,2026" };
const at = instantFromEpoch(NOW);
const ago = (ms: number): Instant => instantFromEpoch(NOW - ms);

function entry(id: string, published = 0): LedgerEntry {
  // Ids of the test are ids by their form.
  const name = id as ArticleId;
  return {
    id: name,
    title: `Title of ${id}`,
    published,
    content: id,
    dated: id,
    claims: [],
    sketch: "",
    sections: [],
  };
}

const gone = (id: string, when: Instant): GoneEntry => ({ ...entry(id), title: "", when });
const NONE: Changes = { added: [], updated: [], gone: [], reappearing: [] };
const past = (some: Partial<Past> = {}): Past => ({
  entries: [entry("old")],
  gone: [],
  late: new Map(),
  ...some,
});

describe("what is gone", () => {
  const goneIn = (before: Past | null, changes: Partial<Changes>, entries = [entry("old")]) =>
    goneAt({ past: before, changes: { ...NONE, ...changes }, entries, at }, SITE);

  // Paths of the test are paths by their form.
  const within = (...paths: readonly string[]) => paths as readonly SectionPath[];
  const renamed: Site = {
    ...SITE,
    sections: toSections([
      { slug: "stage", was: ["culture/theatre"] },
      { slug: "quay", was: ["port", "haven"], sections: [{ slug: "fish" }] },
    ]).sections,
  };

  test.each([
    ["a renamed section", ["port"], ["port", "quay"]],
    ["one that was renamed twice", ["haven"], ["haven", "quay"]],
    ["one inside it", ["port/fish"], ["port/fish", "quay/fish"]],
    ["one that moved", ["culture/theatre"], ["culture/theatre", "stage"]],
    ["several", ["port", "culture/theatre"], ["port", "culture/theatre", "quay", "stage"]],
    ["one that is as it was", ["quay"], ["quay"]],
    ["one that ended", ["books"], ["books"]],
  ])("follows %s, whether it went before or goes now", (_, sections, expected) => {
    const before = past({ gone: [{ ...gone("a", ago(DAY)), sections: within(...sections) }] });
    const changes = { ...NONE, gone: [{ ...entry("b"), sections: within(...sections) }] };
    const turn = { past: before, changes, entries: [entry("old")], at };
    const found = goneAt(turn, renamed);
    expect(found.map((one) => one.sections)).toEqual([expected, expected]);
    const again = goneAt({ ...turn, past: past({ gone: found }), changes: NONE }, renamed);
    expect(again).toEqual(found);
  });

  test("goes at the moment of the release, by id, and leaves no title behind", () => {
    const found = goneIn(past(), { gone: [entry("b"), entry("a")] });
    expect(found).toEqual([gone("a", at), gone("b", at)]);
    expect(JSON.stringify(found)).not.toContain("Title of");
  });

  test("is told of for 30 days, the latest first", () => {
    const before = past({
      gone: [
        gone("young", ago(DAY)),
        gone("last", ago(30 * DAY - 1_000)),
        gone("x", ago(30 * DAY)),
      ],
    });
    const ids = goneIn(before, { gone: [entry("now")] }).map(({ id }) => id);
    expect(ids).toEqual(["now", "young", "last"]);
  });

  test("is gone no more when it is back under its id", () => {
    const before = past({ gone: [gone("back", ago(DAY)), gone("away", ago(DAY))] });
    const found = goneIn(before, {}, [entry("old"), entry("back")]);
    expect(found.map(({ id }) => id)).toEqual(["away"]);
  });

  test("is at most 500 articles, those of long ago left out", () => {
    const before = past({ gone: [gone("before", ago(DAY))] });
    const many = Array.from({ length: 500 }, (_, index) => entry(`m${index}`));
    const found = goneIn(before, { gone: many });
    expect(found).toHaveLength(500);
    expect(found.some(({ id }) => id === "before")).toBe(false);
    expect(goneIn(before, { gone: many.slice(1) }).at(-1)?.id).toBe("before");
  });

  test("is nothing where nobody knows what readers saw", () => {
    expect(goneIn(null, { gone: [entry("a")] })).toEqual([]);
  });
});

describe("what comes late", () => {
  const lateIn = (
    before: Past | null,
    added: readonly LedgerEntry[],
    isBackfill = false,
  ): readonly (readonly [string, Instant])[] => [
    ...lateAt({ past: before, changes: { ...NONE, added }, entries: [], at }, isBackfill),
  ];

  test("is what readers never saw, from now on", () => {
    expect(lateIn(past(), [entry("a")])).toEqual([["a", at]]);
    const was = past({ gone: [gone("a", ago(DAY))] });
    expect(lateIn(was, [entry("a"), entry("b")])).toEqual([["b", at]]);
  });

  test("stays late for 48 hours since it first was", () => {
    const late = new Map<ArticleId, Instant>(
      [
        ["young", ago(48 * HOUR - 1_000)],
        ["over", ago(48 * HOUR)],
      ].map(([id, when]) => [id as ArticleId, when as Instant]),
    );
    expect(lateIn(past({ late }), [entry("new")])).toEqual([
      ["young", ago(48 * HOUR - 1_000)],
      ["new", at],
    ]);
  });

  test("is nothing new when old stock is published, but what was late stays so", () => {
    const late = new Map([["a" as ArticleId, ago(HOUR)]]);
    expect(lateIn(past({ late }), [entry("new")], true)).toEqual([["a", ago(HOUR)]]);
  });

  test("is nothing on a new site, for which everything is old stock", () => {
    expect(lateIn(null, [entry("a")])).toEqual([]);
    expect(lateIn(past({ entries: [] }), [entry("a")])).toEqual([]);
  });

  test("is at most 200 articles at once, the newest of them, and by id at one moment", () => {
    const many = Array.from({ length: 201 }, (_, index) => entry(`a${index}`, index));
    const found = lateIn(past(), many).map(([id]) => id);
    expect(found).toHaveLength(200);
    expect(found[0]).toBe("a200");
    expect(found).not.toContain("a0");
    expect(lateIn(past(), [entry("b"), entry("a")]).map(([id]) => id)).toEqual(["a", "b"]);
  });
});
