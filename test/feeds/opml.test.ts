import { parseOpml } from "feedsmith";
import { expect, test } from "vitest";
import { renderOpml } from "#feeds/opml.ts";
import { everything, only, readXml, type XmlElement } from "./read-xml.ts";
import { instant, site } from "./sample.ts";

const MODIFIED = instant("2026-03-06T10:00:00+08:00");

function outlinesOf(opml: string): readonly XmlElement[] {
  return everything(only(readXml(opml), "body")).filter(({ name }) => name === "outline");
}

test("behind the site's own feed those of sections do not overlap: leaves, and of a parent only its own articles", () => {
  const feeds = outlinesOf(renderOpml(site(), "https://dukou.example", MODIFIED))
    .map(({ attributes }) => attributes["xmlUrl"])
    .filter(Boolean);
  expect(feeds).toEqual([
    "https://dukou.example/feed.xml",
    "https://dukou.example/sections/news/feed.xml?depth=0",
    "https://dukou.example/sections/news/river/feed.xml",
    "https://dukou.example/sections/news/town/feed.xml",
    "https://dukou.example/sections/letters/feed.xml",
  ]);
});

test("a category carries its text alone", () => {
  const categories = outlinesOf(renderOpml(site(), "https://dukou.example", MODIFIED)).filter(
    ({ children }) => children.length > 0,
  );
  expect(categories.map(({ attributes }) => attributes)).toEqual([{ text: "新闻" }]);
});

test("a feed carries type, text, title, addresses, description, language and version", () => {
  const last = outlinesOf(renderOpml(site(), "https://dukou.example", MODIFIED)).at(-1);
  expect(last?.attributes).toEqual({
    type: "rss",
    text: "渡口报 – Letters & Notes",
    title: "渡口报 – Letters & Notes",
    description: "渡口报 – Letters & Notes",
    xmlUrl: "https://dukou.example/sections/letters/feed.xml",
    htmlUrl: "https://dukou.example/sections/letters",
    language: "en",
    version: "RSS2",
  });
});

test("a site without sections has its one feed", () => {
  const outlines = outlinesOf(
    renderOpml({ ...site(), sections: [] }, "https://dukou.example", MODIFIED),
  );
  expect(outlines.map(({ attributes }) => attributes["xmlUrl"])).toEqual([
    "https://dukou.example/feed.xml",
  ]);
});

test("the head has no docs, which validators refuse, and an RFC 822 date", () => {
  const head = only(readXml(renderOpml(site(), "https://dukou.example", MODIFIED)), "head");
  expect(head.children.map(({ name, text }) => [name, text])).toEqual([
    ["title", "渡口报"],
    ["dateModified", "Fri, 06 Mar 2026 10:00:00 +0800"],
    ["ownerName", "渡口报"],
    ["ownerId", "https://dukou.example/"],
  ]);
});

test("another parser reads the same outline", () => {
  const { body } = parseOpml(renderOpml(site(), "https://dukou.example", MODIFIED));
  expect(body?.outlines?.map(({ text }) => text)).toEqual([
    "渡口报",
    "新闻",
    "渡口报 – Letters & Notes",
  ]);
  expect(body?.outlines?.[1]?.outlines).toHaveLength(3);
});
