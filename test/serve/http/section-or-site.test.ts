import { describe, expect, test } from "vitest";
import type { FrontRef, Manifest } from "#model/release.ts";
import type { Problem } from "#serve/http/problem.ts";
import { findSectionOrSite, sectionOrSiteAsked, shown } from "#serve/http/section-or-site.ts";
import { toSite } from "#model/site.ts";
import { sure } from "../sample-site.ts";

const site = sure(
  toSite({
    title: "Tide",
    base_url: "https://news.example.org",
    language: "en",
    gone: ["ended"],
    sections: [
      {
        slug: "news",
        title: "News",
        was: ["old-news"],
        sections: [{ slug: "town", title: "Town" }],
      },
      { slug: "empty", title: "Nothing here yet", was: ["old-empty"] },
      { slug: "甘孜", title: "甘孜", was: ["康定", "康藏"] },
    ],
  }),
);

const front = (path: string): FrontRef => ({ path }) as unknown as FrontRef;
// What is looked at of a manifest.
const manifest = {
  site,
  fronts: ["", "news", "news/town", "甘孜"].map(front),
} as unknown as Manifest;

describe("what a request means by a section", () => {
  test.each([
    ["the whole site", "", "", undefined],
    ["a section", "news", "news", "News"],
    ["one within another", "news/town", "news/town", "Town"],
    ["one in Chinese", "甘孜", "甘孜", "甘孜"],
  ])("%s", (_, asked, path, title) => {
    const found = sectionOrSiteAsked(manifest, asked);
    expect(found).toEqual(findSectionOrSite(manifest, asked));
    expect([found.path, found.front.path, found.section?.title]).toEqual([path, path, title]);
    expect("section" in found).toBe(title !== undefined);
  });

  test.each([
    ["a path that it had", "old-news", "news"],
    ["one below such a path", "old-news/town", "news/town"],
    ["in Simplified Chinese", "康定", "甘孜"],
    ["a second one", "康藏", "甘孜"],
  ])("%s", (_, asked, path) => {
    expect(findSectionOrSite(manifest, asked)).toBeUndefined();
    expect(sectionOrSiteAsked(manifest, asked).path).toBe(path);
  });

  test.each([
    ["one that there never was", "weather", "section-not-found"],
    ["one below a section", "news/weather", "section-not-found"],
    ["what can be no path", "news//town", "section-not-found"],
    ["what can be no path, in Chinese", "甘孜/..", "section-not-found"],
    ["one without a front", "empty", "section-not-found"],
    ["a path that one without a front had", "old-empty", "section-not-found"],
    ["one that has ended", "ended", "section-gone"],
    ["one below it", "ended/town", "section-gone"],
  ])("%s is a problem", (_, asked, problem) => {
    expect(findSectionOrSite(manifest, asked)).toBeUndefined();
    const told = thrownBy(() => sectionOrSiteAsked(manifest, asked));
    expect(told.problem).toBe(problem);
    expect(told.message).toContain(JSON.stringify(asked));
  });
});

test.each([
  ["", '""'],
  ['a "b"', String.raw`"a \"b\""`],
  ["甘孜", '"甘孜"'],
  ["a".repeat(80), `"${"a".repeat(80)}"`],
  ["a".repeat(81), `"${"a".repeat(80)}…"`],
  ["甘".repeat(81), `"${"甘".repeat(80)}…"`],
  // A character of two units is not cut in two.
  [`${"a".repeat(79)}😀`, `"${"a".repeat(79)}\u{FFFD}…"`],
])("what was asked for is repeated, short: %j", (asked, text) => {
  expect(shown(asked)).toBe(text);
});

function thrownBy(call: () => unknown): Problem {
  try {
    call();
  } catch (error) {
    // Whatever else it is has no name of a problem.
    return error as Problem;
  }
  throw new Error("nothing was thrown");
}
