import { parseJsonFeed } from "feedsmith";
import { expect, test } from "vitest";
import type { Feed } from "#feeds/feed.ts";
import { renderJsonFeed } from "#feeds/json-feed.ts";
import { isRecord } from "#model/field.ts";
import { archiveDocument, article, feed, newestPage } from "./sample.ts";

type Fields = Readonly<Record<string, unknown>>;

/** The document and its items, as JSON.parse reads them. */
function read(given: Feed): { readonly top: Fields; readonly items: readonly Fields[] } {
  const top: unknown = JSON.parse(renderJsonFeed(given));
  const items = isRecord(top) ? top["items"] : undefined;
  if (!isRecord(top) || !Array.isArray(items)) throw new Error("no JSON Feed");
  return { top, items: items.filter(isRecord) };
}

function itemOf(fields: Fields): Fields {
  const [item] = read(feed({ entries: [article(fields)] })).items;
  if (item === undefined) throw new Error("no item");
  return item;
}

test("version is the first field, and title and items are there", () => {
  expect(renderJsonFeed(feed()).startsWith('{"version":"https://jsonfeed.org/version/1.1"')).toBe(
    true,
  );
  expect(read(feed({ entries: [] }))).toMatchObject({ top: { title: "渡口报", items: [] } });
});

test("a feed names its page, itself and how to follow it", () => {
  const { top } = read(feed({ path: "/sections/新", homePath: "/sections/新", query: "?lang=en" }));
  expect(top["home_page_url"]).toBe("https://dukou.example/sections/%E6%96%B0");
  expect(top["feed_url"]).toBe("https://dukou.example/sections/%E6%96%B0/feed.json?lang=en");
  expect(top["user_comment"]).toContain(top["feed_url"]);
});

test("next_url leads to the archive document before, never to the feed itself", () => {
  const { top } = read(newestPage());
  expect(top["next_url"]).toBe("https://dukou.example/archive/%E7%94%B2-1~3fK9a_Qz1b/feed.json");
  expect(top["next_url"]).not.toBe(top["feed_url"]);
  expect(read(archiveDocument()).top["next_url"]).toBe(
    "https://dukou.example/archive/a~0123456789/feed.json",
  );
  expect(Object.hasOwn(read(feed()).top, "next_url")).toBe(false);
});

test("ids are texts, as the old system wrote them", () => {
  expect(read(newestPage()).items.map((item) => item["id"])).toEqual([
    "tag:dukou.example,2026:ferry-2026",
    "87613",
    "http://old.dukou.example/?p=12&x=1",
    "tag:dukou.example,2026:elsewhere",
  ]);
});

test("authors are given in both the new and the old field, and neither when there are none", () => {
  const item = itemOf({ authors: ["甲", "乙"] });
  expect(item["authors"]).toEqual([{ name: "甲" }, { name: "乙" }]);
  expect(item["author"]).toEqual({ name: "甲" });
  const none = itemOf({});
  expect(Object.keys(none)).not.toContain("author");
  expect(Object.keys(none)).not.toContain("authors");
});

test("an item names its language only when it is not the feed's", () => {
  expect(read(newestPage()).items.map((item) => item["language"])).toEqual([
    undefined,
    "zh-Hant",
    "en",
    "en",
  ]);
  expect(read(feed({ lang: "und" })).top["language"]).toBeUndefined();
});

test("an item has content, also when the article has no words", () => {
  expect(itemOf({ body: "<p>文</p>" })["content_html"]).toBe("<p>文</p>");
  expect(itemOf({ summary: "短" })).toMatchObject({ content_text: "短" });
  expect(itemOf({ title: "题" })).toMatchObject({ content_text: "题" });
  expect(Object.keys(itemOf({}))).not.toContain("content_html");
});

test("attachments have an absolute URL, a type, and their size and length in JSON Feed's units", () => {
  expect(read(newestPage()).items[0]?.["attachments"]).toEqual([
    {
      url: "https://dukou.example/media/horn.mp3",
      mime_type: "audio/mpeg",
      title: "汽笛",
      size_in_bytes: 163_840,
      duration_in_seconds: 12,
    },
    {
      url: "https://dukou.example/media/timetable.pdf",
      mime_type: "application/pdf",
      title: "时刻表",
      size_in_bytes: 20_480,
    },
  ]);
});

test("dates are RFC 3339 with the article's own offset", () => {
  const item = itemOf({ published: "2026-03-01T00:30:00+08:00", updated: "2026-03-02T00:00:00Z" });
  expect(item["date_published"]).toBe("2026-03-01T00:30:00+08:00");
  expect(item["date_modified"]).toBe("2026-03-02T00:00:00Z");
  expect(itemOf({})["date_modified"]).toBeUndefined();
});

test("the hub is named, and icons are absolute", () => {
  const { top } = read(newestPage());
  expect(top["hubs"]).toEqual([{ type: "WebSub", url: "https://hub.example/" }]);
  expect(top["icon"]).toBe("https://dukou.example/media/ferry.png");
  expect(top["favicon"]).toBe("https://dukou.example/favicon.ico");
});

test("an extension's name begins with an underscore and a letter and has no dot, and says what it is about", () => {
  const known = new Set(
    (
      "version title home_page_url feed_url description user_comment next_url icon favicon authors author language " +
      "hubs items id url content_html content_text summary image date_published date_modified tags attachments"
    ).split(" "),
  );
  const { top, items } = read(newestPage());
  for (const key of [top, ...items].flatMap(Object.keys))
    expect(known.has(key) || /^_[a-z][a-z0-9_]+$/.test(key), key).toBe(true);
  expect(top["_broadsheet"]).toMatchObject({ about: "https://dukou.example/feeds" });
});

test("what the format has no field for stands in the extension", () => {
  expect(read(newestPage()).items[0]?.["_broadsheet"]).toMatchObject({
    id: "ferry-2026",
    kicker: "河上见闻",
    sections: [
      { path: "news/river", titles: "新闻/河上" },
      { path: "letters", titles: "Letters & Notes" },
    ],
    source: { name: "河务通报" },
  });
});

test("no text escapes as half a character, and nothing is null", () => {
  const json = renderJsonFeed(feed({ entries: [{ ...article({}), title: "\ud83d半 😀\ude00" }] }));
  expect(json).not.toMatch(/\\ud[89a-f]/i);
  expect(json).toContain("\ufffd半 😀\ufffd");
  expect(renderJsonFeed(newestPage())).not.toContain("null");
});

test("another parser reads the same items", () => {
  const { items } = parseJsonFeed(JSON.parse(renderJsonFeed(newestPage())));
  expect(items?.map(({ id, title }) => [id, title])).toEqual(
    read(newestPage()).items.map((item) => [item["id"], item["title"]]),
  );
});

test("an item too long for streaming parsers is written in ASCII, and read back the same", () => {
  const body = `<p>${"發展 means growth — 👍 ".repeat(4_000)}</p>`;
  const json = renderJsonFeed(feed({ entries: [article({ format: "html", body })] }));
  const items: unknown = JSON.parse(json).items;
  expect(Array.isArray(items) && isRecord(items[0]) && items[0]["content_html"]).toBe(body);
  const line = json.split("\n").find((part) => part.length > 60_000) ?? "";
  expect(/^[\x20-\x7e]+$/.test(line)).toBe(true);
});
