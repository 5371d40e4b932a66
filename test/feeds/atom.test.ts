import { parseAtomFeed } from "feedsmith";
import { expect, test } from "vitest";
import { renderAtom } from "#feeds/atom.ts";
import type { Feed } from "#feeds/feed.ts";
import { all, everything, href, only, readXml, texts, type XmlElement } from "./read-xml.ts";
import { archiveDocument, ARTICLES, article, feed, newestPage } from "./sample.ts";

const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

function read(given: Feed): XmlElement {
  const root = readXml(renderAtom(given));
  expect(root.name).toBe("atom:feed");
  return root;
}

function entryOf(fields: Readonly<Record<string, unknown>>): XmlElement {
  return only(read(feed({ entries: [article(fields)] })), "atom:entry");
}

test("the declaration stands at the first byte, without a byte order mark", () => {
  expect(renderAtom(feed()).startsWith('<?xml version="1.0" encoding="utf-8"?>\n<feed')).toBe(true);
});

test("a feed and each entry have one id, one title and one updated", () => {
  for (const given of [newestPage(), archiveDocument()]) {
    const root = read(given);
    for (const element of [root, ...all(root, "atom:entry")]) {
      expect(only(element, "atom:id").text).toMatch(/^[a-z]+:/);
      expect(only(element, "atom:title").text).not.toBe("");
      expect(only(element, "atom:updated").text).toMatch(RFC_3339);
    }
  }
});

test("ids are unique, and an old guid that is no IRI gives way to the tag URI", () => {
  const ids = all(read(newestPage()), "atom:entry").map((entry) => only(entry, "atom:id").text);
  expect(ids).toEqual([
    "tag:dukou.example,2026:ferry-2026",
    "tag:dukou.example,2026:87613",
    "http://old.dukou.example/?p=12&x=1",
    "tag:dukou.example,2026:elsewhere",
  ]);
});

test("all documents of a feed share its id, and another view of it has another", () => {
  const id = (given: Feed) => only(read(given), "atom:id").text;
  expect(id(archiveDocument())).toBe(id(newestPage()));
  expect(id(newestPage())).toBe("tag:dukou.example,2026:feeds/");
  expect(id(feed({ query: "?depth=0" }))).toBe("tag:dukou.example,2026:feeds/?depth=0");
  expect(id(feed({ path: "/sections/新" }))).toBe(
    "tag:dukou.example,2026:feeds/sections/%E6%96%B0/",
  );
});

test("a feed links to itself and to its page, each with its type", () => {
  const root = read(feed({ path: "/sections/news", homePath: "/sections/news" }));
  const [self, alternate] = all(root, "atom:link");
  expect(self?.attributes).toEqual({
    rel: "self",
    type: "application/atom+xml",
    href: "https://dukou.example/sections/news/atom.xml",
  });
  expect(alternate?.attributes).toEqual({
    rel: "alternate",
    type: "text/html",
    href: "https://dukou.example/sections/news",
  });
});

test("an entry has its authors, and the feed stands in where it has none", () => {
  const root = read(newestPage());
  expect(texts(only(root, "atom:author"), "atom:name")).toEqual(["渡口报"]);
  const [first, second] = all(root, "atom:entry");
  expect(first && all(first, "atom:author").flatMap((one) => texts(one, "atom:name"))).toEqual([
    "秦小满",
    "O’Neil & Sons",
  ]);
  expect(second && all(second, "atom:author")).toEqual([]);
});

test("every entry says its own language", () => {
  const langs = all(read(newestPage()), "atom:entry").map(
    ({ attributes }) => attributes["xml:lang"],
  );
  expect(langs).toEqual(["zh-Hans", "zh-Hant", "en", "en"]);
});

test("a summary is plain text and content is escaped HTML", () => {
  const entry = entryOf({ summary: "a < b & <b>", body: "<p>&lt;b&gt; &amp;</p>" });
  expect(only(entry, "atom:summary").text).toBe("a < b & <b>");
  expect(only(entry, "atom:summary").attributes).toEqual({});
  expect(only(entry, "atom:content").text).toBe("<p>&lt;b&gt; &amp;</p>");
  expect(only(entry, "atom:content").attributes).toEqual({ type: "html" });
});

test("an entry without words still has its link, which Atom asks for then", () => {
  const entry = entryOf({});
  expect(all(entry, "atom:content")).toEqual([]);
  expect(href(entry, "alternate")).toBe("https://dukou.example/articles/1");
});

test("an article's translations are alternates in their language, its own language only once", () => {
  const [entry] = all(read(newestPage()), "atom:entry");
  const alternates =
    entry && all(entry, "atom:link").filter(({ attributes }) => attributes["rel"] === "alternate");
  expect(alternates?.map(({ attributes }) => [attributes["hreflang"], attributes["href"]])).toEqual(
    [
      ["zh-Hans", "https://dukou.example/articles/ferry-2026"],
      ["en", "https://dukou.example/articles/ferry-2026-en"],
    ],
  );
});

test("no two alternates of an entry have one type and language", () => {
  for (const entry of all(read(newestPage()), "atom:entry")) {
    const kinds = all(entry, "atom:link")
      .filter(({ attributes }) => attributes["rel"] === "alternate")
      .map(({ attributes }) => `${attributes["type"]} ${attributes["hreflang"]}`);
    expect(new Set(kinds).size).toBe(kinds.length);
  }
});

test("files are enclosures, the source a via link, a licence of its own a licence link", () => {
  const entry = entryOf({
    attachments: [{ url: "/media/b.mp3", size: 9, title: "汽笛" }, "/media/a.pdf"],
    source: { name: "河务通报", url: "https://r.example/" },
    license: "https://l.example/",
  });
  const enclosures = all(entry, "atom:link").filter(
    ({ attributes }) => attributes["rel"] === "enclosure",
  );
  expect(enclosures.map(({ attributes }) => attributes)).toEqual([
    {
      rel: "enclosure",
      type: "audio/mpeg",
      length: "9",
      title: "汽笛",
      href: "https://dukou.example/media/b.mp3",
    },
    { rel: "enclosure", type: "application/pdf", href: "https://dukou.example/media/a.pdf" },
  ]);
  expect(href(entry, "via")).toBe("https://r.example/");
  expect(href(entry, "license")).toBe("https://l.example/");
  expect(only(entry, "dc:source").text).toBe("河务通报");
});

test("sections are categories with a scheme and a label, tags categories of their own", () => {
  const entry = entryOf({ section: "news/river", tags: ['R&D "x"'] });
  expect(all(entry, "atom:category").map(({ attributes }) => attributes)).toEqual([
    { term: "news/river", scheme: "https://dukou.example/sections", label: "新闻/河上" },
    { term: 'R&D "x"' },
  ]);
});

test("published and updated keep the article's own offset", () => {
  const entry = entryOf({
    published: "2026-03-01T00:30:00+08:00",
    updated: "2026-03-01T12:00:00-05:00",
  });
  expect(only(entry, "atom:published").text).toBe("2026-03-01T00:30:00+08:00");
  expect(only(entry, "atom:updated").text).toBe("2026-03-01T12:00:00-05:00");
});

test("an update dated before publication is no update", () => {
  const entry = entryOf({ published: "2026-03-02", updated: "2026-03-01" });
  expect(only(entry, "atom:updated").text).toBe("2026-03-02T00:00:00+08:00");
});

test("a withdrawn article leaves a tombstone of the id that its entry had", () => {
  const [first] = ARTICLES;
  const root = read(
    feed({
      entries: [],
      tombstones: ARTICLES.map(({ id, guid, published }) => ({
        article: guid === undefined ? { id } : { id, guid },
        when: published,
      })),
    }),
  );
  const refs = all(root, "at:deleted-entry").map(({ attributes }) => attributes["ref"]);
  expect(refs).toEqual(all(read(feed()), "atom:entry").map((entry) => only(entry, "atom:id").text));
  expect(all(root, "at:deleted-entry")[0]?.attributes["when"]).toBe(first?.published);
});

test("the namespace of tombstones is declared only where there are any", () => {
  expect(renderAtom(feed())).not.toContain("tombstones");
  expect(renderAtom(newestPage())).toContain('xmlns:at="http://purl.org/atompub/tombstones/1.0"');
});

test("an archive document says that it is one and leads to its neighbours and to the current feed", () => {
  const root = read(archiveDocument());
  expect(all(root, "fh:archive")).toHaveLength(1);
  expect(href(root, "current")).toBe("https://dukou.example/atom.xml");
  expect(href(root, "prev-archive")).toBe("https://dukou.example/archive/a~0123456789/atom.xml");
  expect(href(root, "next-archive")).toBe("https://dukou.example/archive/c~0123456789/atom.xml");
});

test("a feed that holds everything says so, and names hub, licence and icon", () => {
  const root = read(feed({ complete: true, hub: "https://hub.example/" }));
  expect(all(root, "fh:complete")).toHaveLength(1);
  expect(href(root, "hub")).toBe("https://hub.example/");
  expect(href(root, "license")).toBe("https://creativecommons.org/licenses/by/4.0/");
  expect(texts(root, "atom:rights")).toEqual(["https://creativecommons.org/licenses/by/4.0/"]);
  expect(texts(root, "atom:icon")).toEqual(["https://dukou.example/media/ferry.png"]);
});

test("every address in the document is absolute", () => {
  for (const element of everything(read(newestPage()))) {
    for (const name of ["href", "url", "scheme"]) {
      const value = element.attributes[name];
      if (value !== undefined) expect(value).toMatch(/^https?:\/\//);
    }
  }
});

test("another parser reads the same entries", () => {
  const parsed = parseAtomFeed(renderAtom(newestPage()));
  expect(parsed.entries?.map(({ id, title, updated }) => [id, title?.value, updated])).toEqual(
    all(read(newestPage()), "atom:entry").map((entry) => [
      only(entry, "atom:id").text,
      only(entry, "atom:title").text,
      only(entry, "atom:updated").text,
    ]),
  );
});
