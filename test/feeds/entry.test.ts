import { modifiedOf } from "#model/entry.ts";
import { expect, test } from "vitest";
import {
  articleUrl,
  attachmentsOf,
  categorizer,
  externalUrl,
  fetchableUrl,
  imageOf,
  summaryOf,
} from "#feeds/entry.ts";
import { article, site } from "./sample.ts";

const BASE = "https://dukou.example/paper";

test("an article's address is its page here, or where it lives", () => {
  const place = { site: site(), baseUrl: BASE };
  const elsewhere = article({ id: "乙", url: "https://a.example/" });
  expect(articleUrl(article({ id: "甲" }), place)).toBe(`${BASE}/articles/%E7%94%B2`);
  expect(articleUrl(elsewhere, place)).toBe("https://a.example/");
  expect(externalUrl(elsewhere, place)).toBeUndefined();
});

test("a link post's address is its page here, with the other beside it", () => {
  const place = { site: site({ link_posts: true }), baseUrl: BASE };
  const elsewhere = article({ id: "乙", url: "https://a.example/" });
  expect(articleUrl(elsewhere, place)).toBe(`${BASE}/articles/%E4%B9%99`);
  expect(externalUrl(elsewhere, place)).toBe("https://a.example/");
  expect(externalUrl(article({ id: "甲" }), place)).toBeUndefined();
});

test("the last change is the latest of publication, update and corrections, compared as moments", () => {
  const changed = article({
    published: "2026-03-01T23:00:00-05:00",
    updated: "2026-03-02T06:00:00+08:00",
    corrections: [{ at: "2026-03-02T03:59:59Z", note: "x" }],
  });
  expect(modifiedOf(changed)).toBe("2026-03-01T23:00:00-05:00");
  expect(
    modifiedOf({
      ...changed,
      corrections: [{ at: article({ published: "2026-04-01" }).published, note: "x" }],
    }),
  ).toBe("2026-04-01T00:00:00+08:00");
});

test("the publisher's summary goes before the excerpt", () => {
  expect(summaryOf(article({ summary: "甲", excerpt: "乙" }))).toBe("甲");
  expect(summaryOf(article({ excerpt: "乙" }))).toBe("乙");
});

test("a section that the site does not know is named by its path, and none twice", () => {
  const given = article({ section: "lost/found", also: ["news/river", "lost/found"] });
  expect(categorizer(site())(given)).toEqual([
    { path: "lost/found", titles: "lost/found" },
    { path: "news/river", titles: "新闻/河上" },
  ]);
});

test.each([
  ["/media/a b.jpg", `${BASE}/media/a%20b.jpg`],
  ["https://own.broadsheet.invalid/media/a.jpg", `${BASE}/media/a.jpg`],
  ["https://甲.example/乙", "https://xn--tny.example/%E4%B9%99"],
  ["http://a.example", "http://a.example/"],
])("%s can be fetched at %s", (url, expected) => {
  expect(fetchableUrl(url, BASE)).toBe(expected);
});

test.each([
  "javascript:alert(1)",
  "data:text/html,x",
  "ftp://a.example/",
  "a.jpg",
  "//a.example/b",
  "",
  "https://",
])("%j cannot be fetched", (url) => {
  expect(fetchableUrl(url, BASE)).toBeUndefined();
  expect(imageOf(article({ image: { url: url || " x" } }), BASE)).toBeUndefined();
});

test("files keep their order but for the first sound or film, and those nobody can fetch are left out", () => {
  const files = attachmentsOf(
    article({
      attachments: ["/a.pdf", "javascript:1", { url: "/b", type: "video/mp4" }, "/c.mp3", "/d.xyz"],
    }),
    BASE,
  );
  expect(files.map(({ url, type }) => [url.slice(BASE.length), type])).toEqual([
    ["/b", "video/mp4"],
    ["/a.pdf", "application/pdf"],
    ["/c.mp3", "audio/mpeg"],
    ["/d.xyz", "application/octet-stream"],
  ]);
  expect(attachmentsOf(article({}), BASE)).toEqual([]);
});
