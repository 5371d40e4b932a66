import * as fc from "fast-check";
import { expect, test } from "vitest";
import { contentWriter, entryFrom, entryHtml } from "#feeds/entry-content.ts";
import { textOfParts } from "#feeds/part.ts";
import { contentHtml } from "#text/html/content.ts";
import { showsSomething } from "#text/html/shows-something.ts";
import { article } from "./sample.ts";

const BASE = "https://dukou.example/paper";
const OWN = "https://own.broadsheet.invalid";

test("content names the site's own files by its own address", () => {
  const body = `<img src="${OWN}/media/a.jpg">`;
  for (const entry of [article({ body }), entryFrom(article({ body }))])
    expect(entryHtml(entry, BASE)).toBe(`<img src="${BASE}/media/a.jpg">`);
});

test("ready content names the places of the site's address, and holds nothing there", () => {
  const body = `甘<a href="${OWN}/b">${OWN}</a>${OWN}`;
  const { content, ...head } = entryFrom(article({ body, format: "html" }));
  const xml = '甘&lt;a href="/b">&lt;/a>';
  expect(new TextDecoder().decode(content.xml)).toBe(xml);
  const bytesBefore = (text: string): number => new TextEncoder().encode(text).length;
  expect(content.origins).toEqual([
    bytesBefore('甘&lt;a href="'),
    bytesBefore('甘&lt;a href="/b">'),
    content.xml.length,
  ]);
  expect(head).not.toHaveProperty("body");
});

test("an entry without words has no content, and nothing is written for it", () => {
  for (const entry of [article({ body: "" }), entryFrom(article({ body: "" }))]) {
    expect(contentWriter(BASE)(entry)).toBe("");
    expect(entryHtml(entry, BASE)).toBe("");
  }
});

test.each(["<div></div>", "<p> </p><p>&nbsp;</p>", "<div><p>\u00a0</p>\n</div>", "<p><br></p>"])(
  "what shows nothing, such as %s, is no content either",
  (body) => {
    for (const entry of [article({ body }), entryFrom(article({ body }))]) {
      expect(contentWriter(BASE)(entry)).toBe("");
      expect(entryHtml(entry, BASE)).toBe("");
    }
  },
);

test("corrections stand below ready content too", () => {
  const corrected = article({ body: "<p>a</p>", corrections: [{ at: "2026-03-05", note: "R&D" }] });
  expect(entryHtml(entryFrom(corrected), BASE)).toBe(entryHtml(corrected, BASE));
  expect(entryHtml(entryFrom(corrected), BASE)).toContain("R&amp;D</p>");
});

test("ready content is what escaping it anew gives, whatever stands in it and whatever the site's address", () => {
  const pieces = fc.constantFrom(
    "&",
    "<",
    ">",
    "]]>",
    "\r",
    "\u000b",
    "\ud800",
    "😀",
    "甘",
    OWN,
    "&lt;",
    "&#13;",
  );
  const texts = fc
    .array(fc.oneof(pieces, fc.string({ unit: "binary" })))
    .map((all) => all.join(""));
  const bases = fc.constantFrom("https://a.example", "http://a.example/p&q<", BASE);
  fc.assert(
    fc.property(texts, bases, (body, base) => {
      // Not sanitised: a body may hold anything as far as writing goes.
      const given = { ...article({ format: "html" }), body };
      const write = contentWriter(base);
      expect(textOfParts([write(entryFrom(given))])).toBe(write(given));
      if (
        !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/.test(body) &&
        body.isWellFormed() &&
        showsSomething(body)
      )
        expect(entryHtml(entryFrom(given), base)).toBe(contentHtml(given, base));
    }),
    { numRuns: 500 },
  );
});
