import { expect, test } from "vitest";
import type { Instant } from "#model/instant.ts";
import { comingNotices, laterNotice, renamedNotices } from "#publish/build/plan-notice.ts";
import { article } from "../../pages/sample.ts";

const NOW = Date.parse("2026-11-23T08:00:00Z");
const BEFORE = "2026-11-23T07:59:59Z";
const AT = "2026-11-23T08:00:00Z";
const AFTER = "2026-11-23T08:00:01Z";

const corrected = (at: string) => [{ at, note: "更正：渡船有两班。" }];

test.each<[string, Record<string, unknown>, readonly (string | undefined)[]]>([
  ["neither updated nor corrected", {}, []],
  ["updated before", { updated: BEFORE }, []],
  ["updated at this moment", { updated: AT }, []],
  ["updated in the future", { updated: AFTER }, ["updated"]],
  ["corrected before", { corrections: corrected(BEFORE) }, []],
  ["corrected in the future", { corrections: corrected(AFTER) }, ["corrections"]],
  [
    "updated before and corrected in the future",
    { updated: BEFORE, corrections: corrected(AFTER) },
    ["corrections"],
  ],
  [
    "updated and corrected in the future",
    { updated: AFTER, corrections: corrected(AFTER) },
    ["updated"],
  ],
])("an article that is %s is noticed by what is dated so", (_, fields, wanted) => {
  const articles = [article({ id: "a", ...fields }), article({ id: "plain" })];
  const notices = comingNotices(articles, NOW);
  expect(notices.map(({ field }) => field)).toEqual(wanted);
  expect(notices.map((notice) => notice.article)).toEqual(wanted.map(() => "a"));
});

const moments = (count: number) =>
  Array.from({ length: count }, (_, n) => `2027-01-0${n + 1}T00:00:00Z` as Instant);

test.each([
  [1, false],
  [5, false],
  [6, true],
  [9, true],
])("of %i moments that are not prepared five are named", (count, goesOn) => {
  const [notice, ...others] = laterNotice(moments(count));
  const named = moments(Math.min(count, 5)).join(", ");
  expect(notice?.what).toBe(
    `articles due at ${named}${goesOn ? " and later" : ""} are not prepared yet`,
  );
  expect(notice?.fix).toContain(moments(1).join(""));
  expect(others).toEqual([]);
});

test("where all are prepared nothing is noticed", () => {
  expect(laterNotice([])).toEqual([]);
});

test.each([
  [undefined, "渡口报", []],
  ["渡口报", "渡口报", []],
  ["渡口报", "渡口報", ['the site is called "渡口報" from now on, and was called "渡口报"']],
  [
    "Evening",
    "Broadsheet",
    ['the site is called "Broadsheet" from now on, and was called "Evening"'],
  ],
])("a site that was called %j and is called %j is told of so", (before, after, told) => {
  expect(renamedNotices(before, after).map(({ what }) => what)).toEqual(told);
});
