import { describe, expect, test } from "vitest";
import { valueTopic } from "#feeds/folder.ts";
import {
  correctionsHeading,
  filteredHeading,
  searchHeading,
  sectionHeading,
  siteHeading,
  topicHeading,
} from "#feeds/heading.ts";
import { sectionAt } from "#model/section.ts";
import { site } from "./sample.ts";

const settings = site();

test("a section's heading names the site too, and speaks the section's language", () => {
  const town = sectionAt(settings.sections, "news/town");
  expect(town && sectionHeading(settings, town)).toEqual({
    path: "/sections/news/town",
    homePath: "/sections/news/town",
    title: "渡口报 – 鎮上",
    description: "渡口报 – 鎮上",
    lang: "zh-Hant",
  });
  expect(siteHeading(settings)).toMatchObject({
    path: "",
    homePath: "/",
    title: "渡口报",
    lang: "zh-Hans",
  });
});

describe("a feed of a part of another", () => {
  const whole = siteHeading(settings);

  test("has the other's address with a query in one order, and the language's own name behind the title", () => {
    expect(filteredHeading(whole, { own: true, lang: "zh-Hant" })).toMatchObject({
      path: "",
      query: "?depth=0&lang=zh-Hant",
      title: "渡口报 – 繁體中文",
      lang: "zh-Hant",
    });
    expect(filteredHeading(whole, { own: true })).toEqual({ ...whole, query: "?depth=0" });
  });

  test("is the other itself when nothing is left out", () => {
    expect(filteredHeading(whole, { own: false })).toEqual(whole);
  });
});

test.each([
  ["tags", "黨政", "渡口报 – #黨政", "/tags/%E5%85%9A%E6%94%BF", 'tag:"黨政"'],
  [
    "authors",
    'Ann "A" Lee',
    '渡口报 – Ann "A" Lee',
    "/authors/ann%20%22a%22%20lee",
    'author:"Ann  A  Lee"',
  ],
] as const)(
  "the heading of %s names the value as it is written, under the address of all ways to write it, and leads to a search for it",
  (kind, written, ...[title, path, search]) => {
    const heading = topicHeading(settings, valueTopic(kind, written), written);
    expect(heading).toMatchObject({ path, title, description: title, lang: "zh-Hans" });
    expect(new URL(heading.homePath, "https://a.example").searchParams.get("q")).toBe(search);
  },
);

test("the feed of a language speaks it, and is named in it", () => {
  const heading = topicHeading(settings, { kind: "languages", value: "zh-Hant" }, "zh-Hant");
  expect(heading).toMatchObject({
    path: "/languages/zh-Hant",
    title: "渡口报 – 繁體中文",
    homePath: "/search?q=lang%3Azh-Hant",
    lang: "zh-Hant",
  });
});

test("the feed of a search names what is searched for, and leads to its results", () => {
  expect(searchHeading(settings, "R&D 渡船", "?q=R%26D+%E6%B8%A1%E8%88%B9")).toMatchObject({
    path: "/search",
    query: "?q=R%26D+%E6%B8%A1%E8%88%B9",
    homePath: "/search?q=R%26D+%E6%B8%A1%E8%88%B9",
    title: "渡口报 – “R&D 渡船”",
  });
});

test("the feed of corrections is named in the site's language", () => {
  expect(correctionsHeading(settings).title).toBe("渡口报 – 更正");
  expect(correctionsHeading(site({ lang: "fr" })).title).toBe("渡口报 – Corrections");
});
