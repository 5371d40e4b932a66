import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { checkContent, shrinking } from "#cli/folder/content-check.ts";
import { readContent } from "#ingest/folder/content-folder.ts";
import { filesIn, ROOT } from "../../house/house-files.ts";
import { nameBlob } from "../../ingest/folder.ts";

const SITE = `title = "A"\nid_authority = "a.example,2026"\naliases = ["/old.xml"]\n[[sections]]\nslug = "news"\ntitle = "News"\naliases = ["/html/news/"]\n`;

function content(files: Readonly<Record<string, string>>) {
  const raw = Object.entries({ "site.toml": SITE, ...files }).map(([path, text]) => ({
    path,
    bytes: new TextEncoder().encode(text),
  }));
  return readContent(raw, { nameBlob });
}

function article(id: string, body: string, more = ""): string {
  return `---\nid: ${id}\ntitle: T\nsection: news\npublished: 2026-05-01\n${more}---\n${body}\n`;
}

function said(files: Readonly<Record<string, string>>): readonly string[] {
  return checkContent(content(files)).flatMap(({ place, faults }) =>
    faults.map(({ field = "", what }) => `${place.file}:${place.line}: ${field}: ${what}`),
  );
}

test("the sample newspaper has nothing worth mending", () => {
  const files = filesIn("seed").map(({ path }) => ({
    path: path.slice("seed/".length),
    bytes: new Uint8Array(readFileSync(`${ROOT}/${path}`)),
  }));
  expect(checkContent(readContent(files, { nameBlob }))).toEqual([]);
});

test("links within the site that lead nowhere are named, and those that lead somewhere are not", () => {
  const links = [
    "/articles/b",
    "/articles/b.json",
    "/articles/none",
    "/old/b.html?x=1",
    "/old/none.html",
    "/sections/news",
    "/sections/news/feed.xml",
    "/sections/none",
    "/html/news/",
    "/search?q=a",
    "/",
    "https://elsewhere.example/none",
    "#part",
    "#none",
    "/articles/b#part",
    "/articles/b#none",
    "/articles/b#heading",
    "#甲",
    "#top",
  ];
  const body = links.map((href) => `<p><a href="${href}">x</a></p>`).join("\n");
  const named = '<h2 id="part">P</h2><h2 id="甲">甲</h2>';
  const files = {
    "a.html": article("a", named + body),
    "b.md": article("b", "## Heading", 'aliases: ["/old/b.html?x=1"]\n'),
  };
  expect(said(files)).toEqual([
    "a.html:9: body: links to /articles/none, where nothing is",
    "a.html:11: body: links to /old/none.html, where nothing is",
    "a.html:14: body: links to /sections/none, where nothing is",
    "a.html:20: body: links to #none, and no heading there has that id",
    "a.html:19: body: links to #part, and no heading there has that id",
    "a.html:20: body: links to #none, and no heading there has that id",
  ]);
});

test("a link that an old path of the site answers is none that leads nowhere", () => {
  const links = [
    "/sections/press",
    "/sections/press/feed.xml",
    "/sections/sport",
    "/sections/none",
    "/tag/town/",
    "/tag/town/more",
    "/story/b",
    "/story/none",
    "/feed/",
    "/html/news/index.html",
  ];
  const site = `title = "A"\nid_authority = "a.example,2026"\ngone = ["sport"]\n[redirects]\n"/tag/*" = "/tags/*"\n"/story/*" = "/articles/*"\n[[sections]]\nslug = "news"\ntitle = "News"\nwas = ["press"]\naliases = ["/html/news/"]\n`;
  const files = {
    "site.toml": site,
    "a.html": article("a", links.map((href) => `<a href="${href}">x</a>`).join("\n")),
    "b.md": article("b", "B"),
  };
  expect(said(files)).toEqual([
    "a.html:9: body: links to /sections/sport, where nothing is",
    "a.html:10: body: links to /sections/none, where nothing is",
    "a.html:12: body: links to /tag/town/more, where nothing is",
    "a.html:14: body: links to /story/none, where nothing is",
  ]);
});

test.each([
  "[x](none)",
  "[x](sub/none)",
  "[x](../old/none)",
  "[x](/articles/沒有)",
  "[x](沒有)",
  "[x](none?a=1)",
])("a dead link is named with its line, however it is written: %s", (link) => {
  const [told, ...more] = said({ "a.md": article("a", `A\n\nB\n\n${link}`) });
  expect(told).toMatch(/^a\.md:11: body: links to \/(?:articles|old)\//);
  expect(more).toEqual([]);
});

test("pictures that nobody describes are named, and those that only adorn are not", () => {
  const body = `<img src="https://a.example/1.png"><img src="https://a.example/2.png" alt=""><img src="https://a.example/3.png" alt="A boat">`;
  const image = "image: https://a.example/4.png\n";
  expect(said({ "a.html": article("a", body, image) })).toEqual([
    "a.html:8: : shows https://a.example/1.png without alternative text",
    "a.html:6: image: shows https://a.example/4.png without alternative text",
  ]);
});

test("neighbours and translations that are not there are named", () => {
  const more = "next: { title: B, id: b }\nprevious: { title: C }\ntranslations: { en: c }\n";
  expect(said({ "a.md": article("a", "x", more) })).toEqual([
    "a.md:6: next: there is no article b",
    "a.md:8: translations.en: there is no article c",
  ]);
});

test("an article that lost more than half of its text has shrunk", () => {
  const [long, short, half] = [600, 100, 320].map(
    (length) => content({ "a.md": article("a", "word ".repeat(length / 5)) }).articles[0],
  );
  if (!long || !short || !half) throw new TypeError("no article");
  expect(shrinking(long, short)?.what).toBe("has 99 characters; 599 are published");
  expect([shrinking(long, half), shrinking(short, long), shrinking(long, long)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
