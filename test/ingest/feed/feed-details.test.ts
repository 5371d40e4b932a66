import { expect, test } from "vitest";
import type { Article } from "#model/article.ts";
import { isRejection } from "#model/rejection.ts";
import { readFeed } from "#ingest/feed/feed.ts";
import { readFeedContent } from "#ingest/folder/feed-content.ts";

/** The one article of a feed of RSS with this in its item. */
function ofRss(item: string, channel = ""): Article {
  return only(`<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/">
  <channel><title>T</title><link>https://a.example/</link>${channel}<item><title>One</title>
  <guid isPermaLink="false">g1</guid><pubDate>Fri, 14 Apr 2023 08:00:00 GMT</pubDate>${item}</item></channel></rss>`);
}

/** The one article of a feed of Atom with this in its entry. */
function ofAtom(entry: string, attributes = "", feed = ""): Article {
  return only(`<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" ${attributes}><title>T</title><id>urn:t</id>
  <updated>2023-04-14T08:00:00Z</updated>${feed}<entry><id>urn:1</id><updated>2023-04-14T08:00:00Z</updated>${entry}</entry></feed>`);
}

function only(text: string): Article {
  const read = readFeedContent(text, {
    place: { file: "feed.xml" },
    base: "https://a.example/feeds/all.xml",
  } as Parameters<typeof readFeedContent>[1]);
  if (isRejection(read)) throw new TypeError(JSON.stringify(read));
  const [article] = read.articles;
  if (article === undefined) throw new TypeError(JSON.stringify(read.rejections));
  return article;
}

const html = (content: string): string => `<content type="html">${content}</content>`;

test.each<[string, string, string]>([
  [
    "xml:base of the entry's content",
    `<title>A</title><content type="html" xml:base="https://b.example/x/">&lt;p>&lt;a href="y">y&lt;/a>&lt;/p></content>`,
    "https://b.example/x/y",
  ],
  [
    "xml:base of the entry",
    `<title>A</title>${html(`&lt;a href="/y">y&lt;/a>`)}`,
    "https://a.example/y",
  ],
])("a link in content goes by %s", (_, entry, href) => {
  expect(ofAtom(entry, 'xml:base="https://a.example/z/"').body).toContain(`href="${href}"`);
});

test.each<[string, Article["title"], () => Article]>([
  ["plain text", "A & B", () => ofAtom(`<title>A &amp; B</title>${html("x")}`)],
  [
    "HTML",
    "A & B",
    () => ofAtom(`<title type="html">A &amp;amp; &lt;b>B&lt;/b></title>${html("x")}`),
  ],
  [
    "XHTML",
    "A B",
    () =>
      ofAtom(
        `<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A <i>B</i></div></title>${html("x")}`,
      ),
  ],
  [
    "text with signs that look like markup",
    "a <b> c",
    () => ofAtom(`<title type="text">a &lt;b> c</title>${html("x")}`),
  ],
])("a title as %s", (_, title, article) => {
  expect(article().title).toBe(title);
});

test.each<[string, readonly string[], () => Article]>([
  ["dc:creator", ["Anna"], () => ofRss("<dc:creator>Anna</dc:creator>")],
  ["dc:author", ["Anna"], () => ofRss("<dc:author>Anna</dc:author>")],
  ["author", ["Anna"], () => ofRss("<author>a@b.example (Anna)</author>")],
  [
    "several of one kind",
    ["Anna", "Ben"],
    () => ofRss("<dc:creator>Anna</dc:creator><dc:creator>Ben</dc:creator>"),
  ],
  [
    "Atom's authors",
    ["Anna", "陈大文"],
    () =>
      ofAtom(
        `<title>A</title><author><name>Anna</name></author><author><name>陈大文</name><email>c@d.example</email></author>${html("x")}`,
      ),
  ],
  ["nobody", [], () => ofRss("<dc:creator></dc:creator>")],
])("authors by %s", (_, authors, article) => {
  expect(article().authors).toEqual(authors);
});

test.each<[string, string | undefined, () => Article]>([
  [
    "description",
    "Short.",
    () =>
      ofRss(
        "<description>Short.</description><content:encoded>&lt;p>Long.&lt;/p></content:encoded>",
      ),
  ],
  [
    "dc:description",
    "Short.",
    () =>
      ofRss(
        "<dc:description>Short.</dc:description><content:encoded>&lt;p>Long.&lt;/p></content:encoded>",
      ),
  ],
  [
    "Atom's summary",
    "Short.",
    () => ofAtom(`<title>A</title><summary>Short.</summary>${html("&lt;p>Long.&lt;/p>")}`),
  ],
  [
    "a description that is all there is",
    undefined,
    () => ofRss("<description>Only this.</description>"),
  ],
])("a summary by %s", (_, summary, article) => {
  expect(article().summary).toBe(summary);
});

test.each<[string, readonly string[], () => Article]>([
  ["a section", ["news", "news/ferries"], () => ofRss("<category>News/Ferries</category>")],
  [
    "Atom's term with its label",
    ["ferries"],
    () => ofAtom(`<title>A</title><category term="ferries" label="Ferries"/>${html("x")}`),
  ],
])("a category is %s", (_, paths, article) => {
  const { section, also } = article();
  expect([section, ...also].some((path) => paths.includes(path))).toBe(true);
});

test("a category of media is a tag", () => {
  expect(ofRss("<media:category>Travel</media:category>").tags).toEqual(["Travel"]);
});

test("an item without a link is found by the feed's own site", () => {
  const { body, url } = ofRss('<description>&lt;p>&lt;a href="/x">x&lt;/a>&lt;/p></description>');
  expect(body).toContain('href="https://a.example/x"');
  expect(url === undefined || url.startsWith("https://a.example/")).toBe(true);
});

const FILE = { url: "https://a.example/f" };

test.each<[string, string, Partial<Article>, number]>([
  ["text of no type", `src="/f"`, { body: "" }, 1],
  ["a page", `src="/f" type="text/html"`, { body: "" }, 1],
  ["plain text", `src="/f" type="Text/Plain; charset=utf-8"`, { body: "" }, 1],
  ["XHTML", `src="/f" type="application/xhtml+xml"`, { body: "" }, 1],
  ["a document", `src="/f" type="application/pdf"`, { attachments: [{ ...FILE }] as never }, 0],
  ["sound", `src="/f" type="audio/mpeg"`, { attachments: [{ ...FILE }] as never }, 0],
  ["a film", `src="/f" type="video/mp4"`, { attachments: [{ ...FILE }] as never }, 0],
  ["a picture", `src="/f" type="image/png"`, { image: FILE, attachments: [] }, 0],
])("content that is elsewhere is told, or goes along: %s", (_, attributes, fields, told) => {
  const entry = `<title>A</title><content ${attributes}/>`;
  expect(ofAtom(entry, 'xml:base="https://a.example/"')).toMatchObject(fields);
  const text = `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/"><entry>${entry}</entry></feed>`;
  const reading = readFeed(text, { place: { file: "feed.xml" } });
  if (isRejection(reading)) throw new TypeError(JSON.stringify(reading));
  const leftOut = reading.entries[0]?.findings?.leftOut;
  expect(leftOut).toEqual(told === 0 ? [] : [{ noun: "text to be found elsewhere", count: told }]);
});
