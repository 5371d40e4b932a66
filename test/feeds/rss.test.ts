import { parseRssFeed } from "feedsmith";
import { expect, test } from "vitest";
import { FEED_MAX_AGE_SECONDS, type Feed } from "#feeds/feed.ts";
import { renderRss } from "#feeds/rss.ts";
import { all, everything, href, only, readXml, texts, type XmlElement } from "./read-xml.ts";
import { archiveDocument, article, feed, instant, newestPage, site } from "./sample.ts";

function channelOf(given: Feed): XmlElement {
  const rss = readXml(renderRss(given));
  expect(rss.name).toBe("rss");
  expect(rss.attributes["version"]).toBe("2.0");
  return only(rss, "channel");
}

function itemOf(fields: Readonly<Record<string, unknown>>): XmlElement {
  return only(channelOf(feed({ entries: [article(fields)] })), "item");
}

test("the declaration stands at the first byte, without a byte order mark", () => {
  expect(renderRss(feed()).startsWith('<?xml version="1.0" encoding="utf-8"?>\n<rss')).toBe(true);
});

test("a channel has a title, a link and a description, each once and first", () => {
  const names = channelOf(feed({ description: "" })).children.map(({ name }) => name);
  expect(names.slice(0, 3)).toEqual(["title", "link", "description"]);
  for (const name of ["title", "link", "description"])
    expect(names.filter((other) => other === name)).toHaveLength(1);
});

test("a channel without a description is described by its title", () => {
  expect(texts(channelOf(feed({ description: "", title: "渡口" })), "description")).toEqual([
    "渡口",
  ]);
});

test("a channel names its own absolute URL, query and all", () => {
  const channel = channelOf(feed({ path: "/sections/新闻", query: "?depth=0" }));
  expect(href(channel, "self")).toBe(
    "https://dukou.example/sections/%E6%96%B0%E9%97%BB/feed.xml?depth=0",
  );
  const [self] = all(channel, "atom:link");
  expect(self?.attributes["type"]).toBe("application/rss+xml");
});

test("a channel names its language as BCP 47, and none when it is not known", () => {
  expect(texts(channelOf(feed({ lang: "zh-Hant" })), "language")).toEqual(["zh-Hant"]);
  expect(texts(channelOf(feed({ lang: "und" })), "language")).toEqual([]);
  expect(renderRss(feed({ lang: "und", entries: [] }))).not.toContain("und");
});

test("the pace that a channel asks for is the one that the answer's max-age allows", () => {
  const channel = channelOf(feed());
  expect(Number(only(channel, "ttl").text) * 60).toBe(FEED_MAX_AGE_SECONDS);
  expect(only(channel, "sy:updatePeriod").text).toBe("hourly");
  expect(3_600 / Number(only(channel, "sy:updateFrequency").text)).toBe(FEED_MAX_AGE_SECONDS);
});

test("a channel's image repeats the channel's own title and link and gives no size", () => {
  const channel = channelOf(feed());
  const image = only(channel, "image");
  expect(image.children.map(({ name }) => name)).toEqual(["url", "title", "link"]);
  expect(texts(image, "title")).toEqual(texts(channel, "title"));
  expect(texts(image, "link")).toEqual(texts(channel, "link"));
  expect(texts(image, "url")).toEqual(["https://dukou.example/media/ferry.png"]);
});

test("an icon that nobody could fetch is no image", () => {
  const channel = channelOf(feed({ site: site({ icon: "javascript:alert(1)" }) }));
  expect(all(channel, "image")).toEqual([]);
});

test("a channel says what made it, which rules it follows and when it last changed", () => {
  const channel = channelOf(newestPage());
  expect(only(channel, "generator").text).toBe("Broadsheet");
  expect(only(channel, "docs").text).toBe("https://www.rssboard.org/rss-specification");
  expect(only(channel, "lastBuildDate").text).toBe("Fri, 06 Mar 2026 10:00:00 +0800");
});

test("a licence stands as copyright, and as a Creative Commons licence only when it is one", () => {
  const theirs = channelOf(feed());
  expect(texts(theirs, "copyright")).toEqual(["https://creativecommons.org/licenses/by/4.0/"]);
  expect(texts(theirs, "creativeCommons:license")).toEqual(texts(theirs, "copyright"));
  const other = itemOf({ license: "https://example.org/l" });
  expect(texts(other, "dc:rights")).toEqual(["https://example.org/l"]);
  expect(all(other, "creativeCommons:license")).toEqual([]);
});

test("the newest page leads to the hub and to the archive, and is none itself", () => {
  const channel = channelOf(newestPage());
  expect(href(channel, "hub")).toBe("https://hub.example/");
  expect(href(channel, "prev-archive")).toBe(
    "https://dukou.example/archive/%E7%94%B2-1~3fK9a_Qz1b/feed.xml",
  );
  expect(href(channel, "current")).toBeUndefined();
  expect(all(channel, "fh:archive")).toEqual([]);
});

test("an archive document says that it is one and leads to its neighbours and to the current feed", () => {
  const channel = channelOf(archiveDocument());
  expect(all(channel, "fh:archive")).toHaveLength(1);
  expect(href(channel, "current")).toBe("https://dukou.example/feed.xml");
  expect(href(channel, "prev-archive")).toBe("https://dukou.example/archive/a~0123456789/feed.xml");
  expect(href(channel, "next-archive")).toBe("https://dukou.example/archive/c~0123456789/feed.xml");
  expect(all(channel, "ttl")).toEqual([]);
});

test("a feed that holds everything says so, and another does not", () => {
  expect(all(channelOf(feed({ complete: true })), "fh:complete")).toHaveLength(1);
  expect(all(channelOf(feed()), "fh:complete")).toEqual([]);
});

test("a guid is never called a permalink, and is the old system's word for word", () => {
  const guids = all(channelOf(newestPage()), "item").map((item) => only(item, "guid"));
  expect(guids.map(({ text }) => text)).toEqual([
    "tag:dukou.example,2026:ferry-2026",
    "87613",
    "http://old.dukou.example/?p=12&x=1",
    "tag:dukou.example,2026:elsewhere",
  ]);
  expect(guids.every(({ attributes }) => attributes["isPermaLink"] === "false")).toBe(true);
});

test("an item links to the article's page, or to where the article lives", () => {
  expect(only(itemOf({ id: "甲-1" }), "link").text).toBe(
    "https://dukou.example/articles/%E7%94%B2-1",
  );
  expect(only(itemOf({ url: "https://a.example/?b=1&c=2" }), "link").text).toBe(
    "https://a.example/?b=1&c=2",
  );
});

test("an author is a dc:creator of a bare name, one for each", () => {
  const item = itemOf({ authors: ["秦小满", "O’Neil & Sons"] });
  expect(texts(item, "dc:creator")).toEqual(["秦小满", "O’Neil & Sons"]);
  expect(all(item, "author")).toEqual([]);
});

test("an item's sections are categories with the titles on the way, its tags categories without a domain", () => {
  const item = itemOf({ section: "news/river", also: ["letters"], tags: ["R&D"] });
  expect(all(item, "category").map(({ text, attributes }) => [text, attributes["domain"]])).toEqual(
    [
      ["新闻/河上", "https://dukou.example/sections"],
      ["Letters & Notes", "https://dukou.example/sections"],
      ["R&D", undefined],
    ],
  );
});

test("the summary comes before the full content", () => {
  const names = itemOf({ summary: "短", body: "<p>长</p>" }).children.map(({ name }) => name);
  expect(names.indexOf("description")).toBeLessThan(names.indexOf("content:encoded"));
});

test("a summary is HTML that shows the plain text, escaped only where HTML would read it otherwise", () => {
  const description = (summary: string) => only(itemOf({ summary }), "description").text;
  expect(description("R&D: 2 < 3 & 5 > 4, AT&T")).toBe("R&D: 2 < 3 & 5 > 4, AT&T");
  expect(description("<b>&amp;&#38;&copy</b>")).toBe("&lt;b>&amp;amp;&amp;#38;&amp;copy&lt;/b>");
});

test("an article without words says its title, for an item is never empty", () => {
  const item = itemOf({});
  expect(all(item, "description").map(({ text }) => text)).toEqual(["One"]);
  expect(all(item, "content:encoded")).toEqual([]);
});

test("an item has one enclosure at most, the sound before other files, the rest in Media RSS", () => {
  const item = itemOf({
    attachments: ["/media/a.pdf", { url: "/media/b.mp3", size: 9 }, "/media/c.mp4"],
  });
  expect(all(item, "enclosure").map(({ attributes }) => attributes)).toEqual([
    { url: "https://dukou.example/media/b.mp3", length: "9", type: "audio/mpeg" },
  ]);
  expect(all(item, "media:content").map(({ attributes }) => attributes["url"])).toEqual([
    "https://dukou.example/media/a.pdf",
    "https://dukou.example/media/c.mp4",
  ]);
});

test("an enclosure of unknown size and kind says so in the words of RSS", () => {
  const { attributes } = only(itemOf({ attachments: ["https://a.example/b"] }), "enclosure");
  expect(attributes).toEqual({
    url: "https://a.example/b",
    length: "0",
    type: "application/octet-stream",
  });
});

test("an image is Media RSS, and no enclosure", () => {
  const item = itemOf({ image: { url: "/media/a.jpg", alt: "岸 & “舟”", width: 8, height: 6 } });
  expect(all(item, "enclosure")).toEqual([]);
  const content = only(item, "media:content");
  expect(content.attributes).toEqual({
    url: "https://dukou.example/media/a.jpg",
    type: "image/jpeg",
    medium: "image",
    width: "8",
    height: "6",
  });
  expect(only(item, "media:thumbnail").attributes["url"]).toBe("https://dukou.example/media/a.jpg");
});

test("a source with an address is a source, one without is a dc:source, never both", () => {
  const withUrl = itemOf({ source: { name: "河务通报", url: "https://r.example/?a=1&b=2" } });
  expect(only(withUrl, "source").attributes["url"]).toBe("https://r.example/?a=1&b=2");
  expect(all(withUrl, "dc:source")).toEqual([]);
  const without = itemOf({ source: "甘孜日報" });
  expect(only(without, "dc:source").text).toBe("甘孜日報");
  expect(all(without, "source")).toEqual([]);
});

test("an item says when it was changed only if it was, and keeps the day it was published on", () => {
  const published = "2026-03-01T00:30:00+08:00";
  const changed = itemOf({ published, updated: "2026-03-02T00:30:00+08:00" });
  expect(only(changed, "atom:updated").text).toBe("2026-03-02T00:30:00+08:00");
  expect(only(changed, "pubDate").text).toBe("Sun, 01 Mar 2026 00:30:00 +0800");
  expect(all(itemOf({ published }), "atom:updated")).toEqual([]);
});

test("a correction is a change, and stands below the content", () => {
  const item = itemOf({
    lang: "zh-Hant",
    body: "<p>文</p>",
    corrections: [{ at: "2026-03-09", note: "改 <b>" }],
  });
  expect(only(item, "atom:updated").text).toBe("2026-03-09T00:00:00+08:00");
  expect(only(item, "content:encoded").text).toBe(
    "<p>文</p>\n<hr>\n<p><strong>更正 2026-03-09</strong> 改 &lt;b&gt;</p>",
  );
});

test("an item names its own language, whatever the channel's is", () => {
  expect(texts(itemOf({ lang: "en" }), "dc:language")).toEqual(["en"]);
  expect(texts(itemOf({ lang: "und" }), "dc:language")).toEqual([]);
});

test("elements that mean the same never stand together, and those that validators do not know never at all", () => {
  for (const given of [newestPage(), archiveDocument()]) {
    const names = new Set(everything(channelOf(given)).map(({ name }) => name));
    for (const name of [
      "author",
      "dc:date",
      "atom:author",
      "atom:published",
      "at:deleted-entry",
      "media:title",
      "media:description",
    ])
      expect(names).not.toContain(name);
  }
});

test("plain text is escaped in the way the profile asks for", () => {
  const xml = renderRss(feed({ entries: [article({ title: "R&D <新>" })] }));
  expect(xml).toContain("<title>R&#x26;D &#x3C;新></title>");
});

test("every address in the document is absolute", () => {
  for (const element of everything(channelOf(newestPage()))) {
    for (const name of ["href", "url", "domain"]) {
      const value = element.attributes[name];
      if (value !== undefined) expect(value).toMatch(/^https?:\/\//);
    }
    for (const [, value] of element.text.matchAll(/(?:href|src)="([^"]*)"/g))
      expect(value).toMatch(/^https?:\/\/(?!own\.broadsheet\.invalid)/);
  }
});

test("another parser reads the same items", () => {
  const read = parseRssFeed(renderRss(newestPage()));
  expect(read.items?.map(({ guid, title }) => [guid?.value, title])).toEqual([
    ["tag:dukou.example,2026:ferry-2026", "渡船复航：R&D 之外，还要 <耐心>"],
    ["87613", "水位公告"],
    ["http://old.dukou.example/?p=12&x=1", "What the old bridge heard"],
    ["tag:dukou.example,2026:elsewhere", "A neighbour's almanac"],
  ]);
  expect(read.items?.[0]?.dc?.creators).toEqual(["秦小满", "O’Neil & Sons"]);
  expect(read.items?.[0]?.content?.encoded).toContain("渡船鸣笛离岸");
});

test("a feed without articles is still a feed", () => {
  expect(all(channelOf(feed({ entries: [], modified: instant("2026-01-01") })), "item")).toEqual(
    [],
  );
});

test("a title that looks like a number is still read as it was written", () => {
  for (const title of ["1.10", "007", "0xff", "false", "2026"]) {
    expect(only(itemOf({ title }), "title").text).toBe(title);
    expect(renderRss(feed({ entries: [article({ title })] }))).not.toContain(
      `<title>${title}</title>`,
    );
  }
});
