import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderAtom } from "#feeds/atom.ts";
import { entryFrom } from "#feeds/entry-content.ts";
import type { Feed } from "#feeds/feed.ts";
import type { FeedFormat } from "#model/release.ts";
import { renderJsonFeed } from "#feeds/json-feed.ts";
import { renderOpml } from "#feeds/opml.ts";
import { renderRss } from "#feeds/rss.ts";
import { looksLikeMarkup } from "#feeds/title.ts";
import type { Article } from "#model/article.ts";
import { sharedPath } from "../setup/shared-data.ts";
import { type ReadEntry, readEntries } from "./read-feed.ts";
import { everything, readXml } from "./read-xml.ts";
import { article, feed, instant, site } from "./sample.ts";

const FORMATS = ["rss", "atom", "json"] as const;

/** Writes a feed of articles as packs hold them and as fronts do: both must be the same text. */
function written(render: (feed: Feed) => string): (feed: Feed) => string {
  return (given) => {
    const text = render(given);
    const entries = given.entries.map((one) => ("content" in one ? one : entryFrom(one)));
    expect(render({ ...given, entries })).toBe(text);
    return text;
  };
}

const RENDER = {
  rss: written(renderRss),
  atom: written(renderAtom),
  json: written(renderJsonFeed),
};

/** The 17 kinds of dirt that generators of feeds were measured with: what is laid over an article, and how it comes back. */
const DIRT: readonly (readonly [string, Partial<Article>, Partial<ReadEntry>])[] = [
  ["U+000B in the title", { title: "上\u000b下" }, { title: "上下" }],
  ["U+0000 in the title", { title: "上\u0000下" }, { title: "上下" }],
  ["U+FFFE in the title", { title: "上\ufffe下" }, { title: "上下" }],
  ["U+0085 in the title", { title: "上\u0085下" }, { title: "上下" }],
  ["half a character in the title", { title: "上\ud83d下" }, { title: "上\ufffd下" }],
  ["a whole astral character", { title: "上😀𠮷下" }, { title: "上😀𠮷下" }],
  ["the end of CDATA twice", { body: "<p>]]> and ]]></p>" }, { html: "<p>]]> and ]]></p>" }],
  ["& in the URL", { url: "https://a.example/?b=1&c=2" }, { url: "https://a.example/?b=1&c=2" }],
  ["& in the title", { title: "R&D &amp; &lt;" }, { title: "R&D &amp; &lt;" }],
  ["& in a tag", { tags: ["R&D", "&#x26;"] }, { tags: ["R&D", "&#x26;"] }],
  ["& in an author", { authors: ["秦 & Sons"] }, { authors: ["秦 & Sons"] }],
  [
    "&amp; in HTML",
    { body: "<p>a &amp; b &amp;amp; c</p>" },
    { html: "<p>a &amp; b &amp;amp; c</p>" },
  ],
  ["&nbsp; in HTML", { body: "<p>a&nbsp;b\u00a0c</p>" }, { html: "<p>a&nbsp;b\u00a0c</p>" }],
  ["an empty title", { title: "" }, { title: "" }],
  ["an author without an address", { authors: ["秦小满"] }, { authors: ["秦小满"] }],
  ["a title like a tag", { title: "越来越满 & <新>" }, { title: "越来越满 & <新>" }],
  [
    "white space and quotes at the edges",
    { title: " \"上\"\n'下'\t ", tags: ['"a"\n', "\t'b'"], summary: " 短 " },
    { title: " \"上\"\n'下'\t ", tags: ['"a"\n', "\t'b'"], summary: " 短 " },
  ],
];

describe.each(FORMATS)("in %s", (format) => {
  test.each(DIRT)("%s comes back exactly", (_, dirt, expected) => {
    const [entry] = readEntries(
      RENDER[format](feed({ entries: [{ ...article({}), ...dirt }] })),
      format,
    );
    expect(entry).toMatchObject(expected);
  });
});

/** The text without what no feed may hold, told by code point and not by our own expressions. */
function legal(text: string): string {
  return Array.from(text.toWellFormed())
    .filter((character) => {
      const point = character.codePointAt(0) ?? 0;
      const isControl = point < 0x20 && ![0x9, 0xa, 0xd].includes(point);
      return !isControl && (point < 0x7f || point > 0x9f) && point !== 0xfffe && point !== 0xffff;
    })
    .join("");
}

/** Sends a text through every field of every format and reads it back. */
function expectToComeBack(text: string): void {
  const plain = legal(text);
  const settings = site();
  const named = settings.sections.map((section) => ({ ...section, title: text }));
  const given = feed({
    site: { ...settings, sections: named, title: text },
    title: text,
    description: text,
    entries: [
      {
        ...article({ section: "letters", source: "x" }),
        title: text,
        authors: [text],
        tags: [text],
        summary: text,
        body: `<p>.${text}</p>`,
        kicker: text,
        source: { name: text },
        image: { url: "https://a.example/b.jpg", alt: text },
        corrections: [{ at: instant("2026-03-09"), note: text }],
      },
    ],
  });
  for (const format of FORMATS) {
    const [entry] = readEntries(RENDER[format](given), format);
    const isHtml = format !== "json" && looksLikeMarkup(plain);
    expect(entry?.title).toBe(isHtml ? plain.replace(/\r\n?/g, "\n") : plain);
    expect(entry?.authors).toEqual([plain]);
    expect(entry?.tags).toEqual([plain]);
    expect(entry?.sections).toEqual([plain]);
    // RSS calls an item's description HTML, and HTML has but one line end.
    const lines = (summary: string | undefined): string | undefined =>
      format === "rss" ? summary?.replace(/\r\n?/g, "\n") : summary;
    expect(lines(entry?.summary)).toBe(lines(plain));
    expect(entry?.html?.startsWith(`<p>.${plain}</p>\n<hr>\n`)).toBe(true);
  }
  const opml = readXml(renderOpml(given.site, given.baseUrl, given.modified));
  expect(everything(opml).find(({ name }) => name === "title")?.text).toBe(plain);
  expect(everything(opml).filter(({ attributes }) => attributes["text"] === plain)).not.toEqual([]);
}

test("every code point that has a character goes through every field of every format and comes back", () => {
  const CHUNK = 0x800;
  for (let from = 0; from <= 0x10ffff; from += CHUNK) {
    // Planes 4 to 16 hold tags, private use and nothing: their first and their last.
    const within = from % 0x10000;
    if (from >= 0x34000 && within !== 0 && within !== 0x10000 - CHUNK) continue;
    const points = Array.from({ length: CHUNK }, (_, index) => String.fromCodePoint(from + index));
    // Parted, so that lone surrogates stay alone.
    expectToComeBack(points.join("·"));
  }
});

test("any text goes through every field of every format and comes back", () => {
  const pieces = fc.constantFrom(
    "]]>",
    "<![CDATA[",
    "&amp;",
    "&",
    "<",
    "<!--",
    "-->",
    "?>",
    '"',
    "'",
    "\r\n",
    "\r",
    "$&",
    "$1",
    "`",
    "\ud83d",
    "字",
  );
  const anything = fc.array(fc.oneof(pieces, fc.string({ unit: "binary", maxLength: 8 })), {
    maxLength: 20,
  });
  fc.assert(
    fc.property(anything, (parts) => {
      expectToComeBack(`x${parts.join("")}`);
    }),
    { numRuns: 300 },
  );
});

const naughty = sharedPath("data/hostile/blns.json");

test.skipIf(naughty === undefined)(
  "the naughty strings go through every field of every format and come back",
  () => {
    const strings: unknown = JSON.parse(readFileSync(naughty ?? "", "utf8"));
    if (!Array.isArray(strings)) throw new Error("not a list");
    for (const text of strings.map(String).filter(Boolean)) expectToComeBack(text);
  },
);

test("a feed is UTF-8 that a strict decoder takes", () => {
  const given = feed({ entries: [{ ...article({}), title: "\ud83d\udc00\udc00甲" }] });
  for (const format of FORMATS satisfies readonly FeedFormat[]) {
    const bytes = new TextEncoder().encode(RENDER[format](given));
    expect(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)).toBe(
      RENDER[format](given),
    );
  }
});
