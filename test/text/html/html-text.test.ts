import * as fc from "fast-check";
import { expect, test } from "vitest";
import { runningText, htmlFromText, textFromHtml } from "#text/html/html-text.ts";
import { cpuNow } from "../../setup/cpu-time.ts";

test.each([
  ["blocks stand on lines of their own", "<h1>a</h1><p>b</p>c<br>d", "a\nb\nc\nd"],
  ["spaces collapse and entities are decoded", "<p>a \n\t b&nbsp;c &amp;&lt;</p>", "a b c &<"],
  [
    "readings of ruby are left out",
    "<ruby>漢<rp>(</rp><rt>hàn</rt><rp>)</rp>字<rt>zì</ruby>文",
    "漢字文",
  ],
  [
    "a reading without an end tag ends with its ruby",
    "<p><ruby>漢<rt>hàn</ruby>字</p><p>文</p>",
    "漢字\n文",
  ],
  [
    "a reading without any end tag ends with its paragraph",
    "<p><ruby>漢<rt>hàn</p><p>文</p>",
    "漢\n文",
  ],
  [
    "code and styles are no text",
    "a<script>b()</script><style>c{}</style><noscript>d</noscript>e",
    "ae",
  ],
  ["nested silent elements end where the outer one ends", "a<svg>b<svg>c</svg>d</svg>e", "ae"],
  [
    "a source line break between Han characters is none of the text's",
    "<p>浙江\n  支援</p>",
    "浙江支援",
  ],
  ["a source line break between words is a space", "<p>one\ntwo</p>", "one two"],
  ["preformatted lines stay", "<pre>a\nb  c</pre>", "a\nb c"],
  ["cells of a row stand apart", "<table><tr><td>1</td><td>2</td></tr><tr><td>3</table>", "1 2\n3"],
  ["comments are no text", "a<!-- b -->c", "ac"],
])("%s", (_title, html, expected) => {
  expect(textFromHtml(html)).toBe(expected);
});

test("plain text becomes paragraphs and line breaks, escaped", () => {
  expect(htmlFromText("a & b\r\nc\n\n\u3000\n<d>\n")).toBe(
    "<p>a &amp; b<br>c</p>\n<p>&lt;d&gt;</p>",
  );
});

test("text made HTML and read back keeps all but white space", () => {
  const bare = (text: string): string => text.replace(/\s+/gu, "");
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(bare(textFromHtml(htmlFromText(text)))).toBe(bare(text));
    }),
  );
});

test("a megabyte of unclosed tags is read in well under a second", () => {
  const started = cpuNow();
  textFromHtml("<div><ruby><rt>".repeat(100_000));
  textFromHtml("字 \t ".repeat(200_000));
  expect(cpuNow() - started).toBeLessThan(3_000);
});

test.each([
  ["<p>甲。</p><table><tr><td>1<td>2</table><p>乙。</p>", "甲。\n乙。"],
  ["<p>a</p><table><tr><td><table><tr><td>1</table>2</table><p>b</p>", "a\nb"],
  ["<table><tr><td>1</td><td>only</td></tr></table>", "1 only"],
  ["<p>no table</p><ul><li>one</li></ul>", "no table\none"],
  ["", ""],
])("the running text of %s is %j", (html, expected) => {
  expect(runningText(html)).toBe(expected);
});
