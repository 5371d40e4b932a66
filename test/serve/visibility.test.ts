import { beforeAll, expect, inject, test } from "vitest";
import { ask, feedJson, NOW, published } from "./published.ts";
import { article } from "./sample-site.ts";

const { site, articles } = inject("seed");
const DUE = Date.parse("2026-11-24T10:00:00Z");
const EMBARGO = Date.parse("2026-11-25T10:00:00Z");

beforeAll(async () => {
  const timed = [
    article({ id: "scheduled", title: "定时的文章标题", published: "2026-11-24T18:00:00+08:00" }),
    article({
      id: "embargoed",
      title: "禁发期的文章标题",
      published: "2026-11-20",
      embargo: "2026-11-25T18:00:00+08:00",
    }),
    article({
      id: "taken-back",
      title: "撤回的文章标题",
      status: "withdrawn",
      aliases: ["/old/taken-back.html"],
    }),
  ];
  await published([...articles, ...timed], { site });
});

const EVERYWHERE = [
  "/",
  "/feed.xml",
  "/atom.xml",
  "/feed.json",
  "/sections/news",
  "/sections/news/politics",
  "/sections/news/politics/feed.json",
  "/sections/overseas",
  "/sections/english/travel/feed.xml",
  "/api/articles?limit=100",
  "/api/articles?section=news/politics",
  "/api/sections",
];

test("a draft, a withdrawn, a scheduled, an embargoed and a future article show up nowhere", async () => {
  const hidden = [
    "cable-car-plan",
    "A cable car up Yunji",
    "城东片区11月14日停水通知",
    "致二〇三五年",
    "letter-to-2035",
    "定时的文章标题",
    "禁发期的文章标题",
    "撤回的文章标题",
  ];
  for (const path of EVERYWHERE) {
    const { status, text } = await ask(path);
    expect([path, status]).toEqual([path, 200]);
    for (const words of hidden)
      expect([path, words, text.includes(words)]).toEqual([path, words, false]);
  }
  for (const id of ["cable-car-plan", "letter-to-2035", "scheduled", "embargoed"])
    for (const ending of ["", ".json", ".md"])
      expect([id, (await ask(`/articles/${id}${ending}`)).status]).toEqual([id, 404]);
});

test("a withdrawn article is gone in every form, under its old addresses too", async () => {
  for (const path of [
    "/articles/112790",
    "/articles/112790.json",
    "/articles/112790.md",
    "/html/xw/shms/112790.html",
    "/old/taken-back.html",
  ])
    expect([path, (await ask(path)).status]).toEqual([path, 410]);
});

test("a scheduled article appears at its time, everywhere at once, without anybody publishing", async () => {
  expect((await ask("/articles/scheduled", { now: DUE - 1 })).status).toBe(404);
  expect((await ask("/articles/scheduled", { now: DUE })).status).toBe(200);
  for (const path of ["/", "/feed.xml", "/sections/news/politics/feed.json", "/api/articles"]) {
    expect((await ask(path, { now: DUE - 1 })).text).not.toContain("定时的文章标题");
    expect((await ask(path, { now: DUE })).text).toContain("定时的文章标题");
  }
  const first = feedJson(await ask("/feed.json", { now: DUE })).items[0];
  expect(first?.title).toBe("定时的文章标题");
});

test("an embargo ends at its time", async () => {
  expect((await ask("/articles/embargoed", { now: EMBARGO - 1 })).status).toBe(404);
  expect((await ask("/articles/embargoed", { now: EMBARGO })).status).toBe(200);
});

test("when a scheduled article appears, the feed's entity tag changes and its Last-Modified moves on", async () => {
  const before = await ask("/feed.xml", { now: DUE - 1 });
  const after = await ask("/feed.xml", { now: DUE });
  expect(after.headers.get("ETag")).not.toBe(before.headers.get("ETag"));
  const since = before.headers.get("Last-Modified") ?? "";
  const asked = await ask("/feed.xml", { now: DUE, headers: { "If-Modified-Since": since } });
  expect(asked.status).toBe(200);
  expect(Date.parse(after.headers.get("Last-Modified") ?? "")).toBeGreaterThan(Date.parse(since));
  expect(Date.parse(since)).toBeLessThanOrEqual(NOW);
});
