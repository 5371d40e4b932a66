import { expect, test } from "vitest";
import { extendLog, MAX_CHANGES } from "#publish/build/change-log.ts";
import { type ChangeLog, encodeLog, logFromText } from "#store/history/change-log.ts";
import { madeSite } from "../../store/made-articles.ts";

const site = madeSite("L", ["news", "culture"]);

test("a log comes back as it was, its last moment told by the manifest", () => {
  const log: ChangeLog = {
    since: 5,
    changes: [
      { at: 7, id: "a" as never, isGone: true },
      { at: 7, id: "b" as never, isGone: false },
      { at: 9, id: "甲" as never, isGone: false },
    ],
  };
  const text = new TextDecoder().decode(encodeLog(log));
  expect(logFromText(text, { blob: "x", since: 5, last: 9 })).toEqual(log);
  expect(() => logFromText("{", { blob: "x", since: 0, last: 0 })).toThrow("log of changes");
});

test("a log that would grow too long forgets the oldest moments whole, and says since when it tells all", () => {
  const entry = (id: string) => ({ id, sections: ["news"] }) as never;
  const changesOf = (ids: readonly string[]) => ({
    changes: { added: ids.map(entry), updated: [], gone: [], reappearing: [] },
    entries: ids.map(entry),
    sites: { before: site, after: site },
    past: null,
  });
  const ids = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => `i${from + index}`);
  const first = extendLog(undefined, changesOf([]), 1_000);
  const second = extendLog(first, changesOf(ids(0, 10)), 2_000);
  const third = extendLog(second, changesOf(ids(10, MAX_CHANGES - 5)), 3_000);
  expect([second.since, third.since, third.changes.length]).toEqual([
    1_000,
    2_000,
    MAX_CHANGES - 5,
  ]);
});

test("a section's new title is a change of its articles and of those below it, of no others", () => {
  const before = madeSite("L", ["news", "culture"]);
  const [news, culture] = before.sections;
  const after = { ...before, sections: [{ ...news!, title: "News" }, culture!] };
  const entries = [
    { id: "1", sections: ["news"] },
    { id: "2", sections: ["culture", "news"] },
    { id: "3", sections: ["news/politics"] },
  ] as never;
  const changes = { added: [], updated: [], gone: [], reappearing: [] };
  const begun: ChangeLog = { since: 1_000, changes: [] };
  const log = extendLog(begun, { past: null, changes, entries, sites: { before, after } }, 2_000);
  expect(log.changes.map(({ id }) => id)).toEqual(["1", "3"]);
  expect(
    extendLog(begun, { past: null, changes, entries, sites: { before, after: before } }, 2_000),
  ).toBe(begun);
});

test("an article whose id changes while its feed item stays is gone under the old one, both ways", async () => {
  const entry = (id: string, more = {}) => ({ id, sections: ["news"], ...more }) as never;
  const [old, moved, other] = [entry("17"), entry("quay", { guid: "urn:17" }), entry("18")];
  const sites = { before: site, after: site };
  const quiet = { added: [], gone: [], reappearing: [] };
  const begun: ChangeLog = { since: 1_000, changes: [] };
  const there = extendLog(
    begun,
    {
      past: { entries: [old, other] },
      changes: { ...quiet, updated: [moved] },
      entries: [moved, other],
      sites,
    },
    2_000,
  );
  expect(there.changes.map(({ id, isGone }) => [id, isGone])).toEqual([
    ["17", true],
    ["quay", false],
  ]);
  const back = extendLog(
    there,
    {
      past: { entries: [moved, other] },
      changes: { ...quiet, updated: [old] },
      entries: [old, other],
      sites,
    },
    3_000,
  );
  expect(back.changes.map(({ id, isGone }) => [id, isGone])).toEqual([
    ["17", false],
    ["quay", true],
  ]);
});
