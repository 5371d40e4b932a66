import { beforeAll, expect, test } from "vitest";
import { toSections } from "#model/section.ts";
import { ask, published } from "../published.ts";
import { article, BASE_URL, SITE } from "../sample-site.ts";

const site = {
  ...SITE,
  sections: toSections([
    { slug: "delta", was: ["gamma"], sections: [{ slug: "inner" }] },
    { slug: "epsilon", aliases: ["/archive/2019/one.html", "/tags/news/index.xml"] },
  ]).sections,
  gone: ["sport" as never],
};

beforeAll(async () => {
  await published(
    [
      article({ id: "1", section: "delta", tags: ["黨政"] }),
      article({ id: "2", section: "delta/inner", aliases: ["/articles/2019/one.html"] }),
      article({ id: "3", section: "epsilon", aliases: ["/search/label/one", "/articles/old"] }),
    ],
    { site },
  );
});

test.each([
  ["/sections/gamma/feed.xml", "/sections/delta/feed.xml"],
  ["/sections/gamma/atom.xml", "/sections/delta/atom.xml"],
  ["/sections/gamma/feed.json?utm_source=x", "/sections/delta/feed.json"],
  ["/sections/gamma", "/sections/delta"],
  ["/sections/gamma/", "/sections/delta"],
  ["/sections/gamma/feed.xml?depth=0", "/sections/delta/feed.xml?depth=0"],
  ["/sections/gamma/inner/feed.xml", "/sections/delta/inner/feed.xml"],
  ["/archive/2019/one.html", "/sections/epsilon"],
  ["/tags/news/index.xml", "/sections/epsilon/feed.xml"],
  ["/articles/2019/one.html", "/articles/2"],
  ["/articles/old", "/articles/3"],
  ["/search/label/one", "/articles/3"],
  ["/?feed=atom", "/atom.xml"],
  ["/sections/delta?feed=rss2", "/sections/delta/feed.xml"],
  ["/sections/delta/feed/", "/sections/delta/feed.xml"],
  ["/sections/gamma/rss.xml", "/sections/delta/feed.xml"],
  ["/feed/rdf/", "/feed.xml"],
  ["//feed.xml", "/feed.xml"],
  ["/tags/%E5%85%9A%E6%94%BF/index.xml", "/tags/%E5%85%9A%E6%94%BF/feed.xml"],
  // Other spellings of one topic have one address.
  ["/tags/%E9%BB%A8%E6%94%BF/feed.xml", "/tags/%E5%85%9A%E6%94%BF/feed.xml"],
  ["/languages/ZH-HANS/atom.xml", "/languages/zh-Hans/atom.xml"],
])("%s leads to %s at once", async (path, target) => {
  const { status, headers } = await ask(path);
  expect([status, headers.get("Location")]).toEqual([301, BASE_URL + target]);
  expect((await ask(target)).status).toBe(200);
});

test.each(["/sections/sport/feed.xml", "/sections/sport/ball/atom.xml", "/sections/sport"])(
  "%s has ended",
  async (path) => {
    expect((await ask(path)).status).toBe(410);
  },
);

test.each([
  "/?feed=nonsense",
  "/about?feed=rss2",
  "/sections/never/feed.xml",
  "/tags/never/feed.xml",
  "/sections/gamma/never/feed.xml",
])("%s never was", async (path) => {
  expect((await ask(path)).status).toBe(404);
});

test("a version that is not here any more is refused with 412, by an isolate that holds the answer too", async () => {
  const first = await ask("/feed.xml");
  const tag = first.headers.get("ETag") ?? "";
  expect((await ask("/feed.xml", { headers: { "If-Match": tag } })).status).toBe(200);
  expect((await ask("/feed.xml", { headers: { "If-Match": '"old"' } })).status).toBe(412);
  const early = { "If-Unmodified-Since": "Mon, 01 Jan 2001 00:00:00 GMT" };
  expect((await ask("/feed.xml", { headers: early })).status).toBe(412);
});

test("the feed of a tag that no article has any more stays, valid and empty", async () => {
  const now = Date.parse("2026-11-23T09:00:00Z");
  await published([article({ id: "1", section: "delta" })], { site, now });
  const { status, text } = await ask("/tags/%E5%85%9A%E6%94%BF/feed.json", { now: now + 60_000 });
  expect([status, JSON.parse(text).items]).toEqual([200, []]);
  expect((await ask("/tags/other/feed.json", { now: now + 60_000 })).status).toBe(404);
});
