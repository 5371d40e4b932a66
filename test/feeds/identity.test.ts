import { expect, test } from "vitest";
import { feedId } from "#feeds/identity.ts";
import { atomId, entryId, isIri } from "#model/address.ts";
import { article, site } from "./sample.ts";

test("an article without a guid has a tag URI of the site's authority and its id", () => {
  expect(entryId(article({ id: "87613" }), site())).toBe("tag:dukou.example,2026:87613");
  expect(entryId(article({ id: "甲~1" }), site())).toBe("tag:dukou.example,2026:%E7%94%B2~1");
});

test("a guid is taken word for word in RSS and JSON Feed, and in Atom where it is an IRI", () => {
  const number = article({ id: "a", guid: "87613" });
  const address = article({ id: "a", guid: "http://old.example/?p=1&q=甲" });
  expect(entryId(number, site())).toBe("87613");
  expect(atomId(number, site())).toBe("tag:dukou.example,2026:a");
  expect(entryId(address, site())).toBe("http://old.example/?p=1&q=甲");
  expect(atomId(address, site())).toBe("http://old.example/?p=1&q=甲");
});

test("nothing but guid, id and authority makes an id", () => {
  const before = article({ id: "a" });
  const after = article({
    id: "a",
    title: "Two",
    section: "letters",
    published: "2020-01-01",
    url: "https://elsewhere.example/",
    updated: "2026-05-05",
    lang: "en",
  });
  expect(entryId(after, site({ url: "https://other.example" }))).toBe(entryId(before, site()));
  expect(atomId(after, site({ url: "http://dukou.example" }))).toBe(atomId(before, site()));
});

test.each([
  "tag:example.org,2023:87613",
  "tag:me@example.org,2023-01-02:a/b?c",
  "urn:uuid:60a76c80-d399-11d9-b93C-0003939e0af6",
  "http://old.example/?p=1",
  "https://甲.example/乙#丙",
  "http://a.example/%e7%94%b2",
  "x-old:1",
])("%s is an IRI that Atom takes", (text) => {
  expect(isIri(text)).toBe(true);
});

test.each([
  "87613",
  "",
  ":",
  "a b",
  "/html/87613.html",
  "//a.example/",
  "http:///87613",
  "https:87613",
  "http://a.example/<b>",
  "http://a.example/a b",
  "http://a.example/%zz",
  'http://a.example/"',
  "tag:example.org:87613",
  "urn:x",
  "http://a.example/\u0000",
  "http://a.example/\ud800",
  "甲:乙",
])("%j is no IRI for Atom", (text) => {
  expect(isIri(text)).toBe(false);
});

test("a feed's id is a tag URI that no article can have", () => {
  expect(feedId("/sections/甲", "?depth=0", site())).toBe(
    "tag:dukou.example,2026:feeds/sections/%E7%94%B2/?depth=0",
  );
  expect(feedId("", "", site())).not.toBe(entryId(article({ id: "feeds" }), site()));
  expect(isIri(feedId("/sections/甲", "?depth=0", site()))).toBe(true);
});
