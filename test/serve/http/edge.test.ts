import { expect, test } from "vitest";
import { edgeHeaders } from "#serve/http/edge.ts";

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
  ["/", ["site"]],
  ["/tags/river/feed.xml", ["site"]],
  ["/api/search", ["site"]],
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

test("what never changes needs no word for the edge", () => {
  expect(answer("/media/x.png", { cacheControl: "public, immutable" })).toEqual({});
});
