import { expect, test } from "vitest";
import { edgeHeaders } from "#serve/edge/headers.ts";

type Answer = Parameters<typeof edgeHeaders>[0];

const NOW = Date.UTC(2026, 0, 1);
const answer = (path: string, fields: Partial<Answer> = {}) =>
  edgeHeaders({ cacheControl: "public, max-age=60", path, status: 200, now: NOW, ...fields });

const withUpcoming = (...seconds: number[]) =>
  ({
    release: "r1",
    upcoming: seconds.map((after) => ({ from: new Date(NOW + 1_000 * after).toISOString() })),
  }) as unknown as NonNullable<Answer["manifest"]>;

test.each([
  ["/", ["site", "lists"]],
  ["/tags/river/feed.xml", ["site", "lists"]],
  ["/api/search", ["site", "lists"]],
  ["/articles/a1", ["site", "article-a1"]],
  ["/articles/a1.json", ["site", "article-a1"]],
  ["/articles/%E6%A1%A5.md", ["site", "article-%E6%A1%A5"]],
  ["/sections/news", ["site", "section-news"]],
  ["/sections/news.md", ["site", "section-news"]],
  ["/sections/news/town/feed.json", ["site", "section-news/town"]],
  ["/sections/news/archive/3/feed.xml", ["site", "section-news"]],
])("what is kept of %s is purged by %j", (path, tags) => {
  expect(answer(path)["Cache-Tag"]?.split(",")).toEqual(tags);
});

test.each([
  ["/articles/a1", 301, ["site", "lists", "article-a1"]],
  ["/articles/a1", 410, ["site", "lists", "article-a1"]],
  ["/sections/gone", 404, ["site", "lists", "section-gone"]],
  ["/articles/a1", 304, ["site", "article-a1"]],
])("what is moved or missing at %s by %i goes with the lists too: %j", (path, status, tags) => {
  expect(answer(path, { status })["Cache-Tag"]?.split(",")).toEqual(tags);
});

test.each([
  ["/feed.xml", 86_400, [], "max-age=86400"],
  // Never beyond what is scheduled.
  ["/feed.xml", 86_400, [3_600], "max-age=3600"],
  ["/feed.xml", 86_400, [0.5], "no-store"],
  // What shows the last two days changes by itself.
  ["/news-sitemap.xml", 86_400, [], "max-age=60"],
] as const)(
  "%s that may be kept for %i seconds, with moments in %j, is kept by %s",
  (path, seconds, moments, kept) => {
    const manifest = withUpcoming(...moments);
    expect(answer(path, { seconds, manifest })["CDN-Cache-Control"]).toBe(kept);
  },
);

test("a release is a tag as well", () => {
  const tags = answer("/sections/news", { manifest: withUpcoming() })["Cache-Tag"];
  expect(tags).toBe("site,release-r1,section-news");
});

test.each([
  [[], "max-age=60"],
  [[3_600], "max-age=60"],
  [[61], "max-age=60"],
  [[59], "max-age=59"],
  [[1], "max-age=1"],
  [[0.5], "no-store"],
  // A moment that has just come has passed: the next one counts.
  [[0, 30], "max-age=30"],
  [[-10, 30], "max-age=30"],
  [[0], "max-age=60"],
])("with moments in %j seconds the edge keeps an answer by %s", (seconds, kept) => {
  const headers = answer("/feed.xml", { manifest: withUpcoming(...seconds) });
  expect(headers["CDN-Cache-Control"]).toBe(kept);
});

test.each([
  ["/feed.xml", { status: 503 }],
  ["/feed.xml", { cacheControl: undefined }],
  ["/feed.xml", { cacheControl: "no-store" }],
  ["/admin/articles/a1", {}],
] as const)("nothing is kept of %s with %j", (path, fields) => {
  // A header that is absent is what is tried.
  expect(answer(path, fields as Partial<Answer>)).toEqual({
    "Cache-Control": "no-store",
    "CDN-Cache-Control": "no-store",
  });
});

test("what never changes needs no word for the edge, but pictures are let go with their articles", () => {
  const immutable = { cacheControl: "public, immutable" };
  expect(answer("/search-abc.js", immutable)).toEqual({});
  expect(answer("/media/x.png", immutable)).toEqual({ "Cache-Tag": "media" });
});
