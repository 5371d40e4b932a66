import { expect, test } from "vitest";
import { looksLikeMarkup, rssTitle } from "#feeds/title.ts";

test.each([
  ["越来越满 & <新>", false],
  ["R&D &amp; &lt;", false],
  ["List<String> and Map<K, V>", false],
  ["a < b, b > c", false],
  ["<b>bold</b>", false],
  ["<script>alert(1)</script>", false],
  ["I <3 you", false],
  ["<br/>", false],
  ['<script src="\\\\%(jscript)s"></script>', true],
  ["<img src=x onerror=alert(1)>", true],
  ['<a href="\\x0Bjavascript:alert(1)">test</a>', true],
  ["<i onwheel=alert(1)> Scroll over me </i>", true],
  ["<sc<script>ript>alert(123)</sc</script>ript>", true],
  ['<<SCRIPT>alert("XSS");//<</SCRIPT>', true],
  ['<IMG """><SCRIPT>alert("XSS")</SCRIPT>">', true],
  ["<!--[if]><script>javascript:alert(1)</script -->", true],
  ["&lt;img src=x&gt;", true],
  ["&amp;#60;img src=x", true],
  ["a <\u000b?", true],
  ["<\u0000!--", true],
  ["<i\u000bmg src=x", true],
  ["&l\u0001t;img src=x", true],
  ["a <\u000b 3", false],
])("that %s looks like markup to those who read feeds: %s", (title, expected) => {
  expect(looksLikeMarkup(title)).toBe(expected);
});

test("no two titles are written alike, however often one is the other escaped", () => {
  let title = '<img src="x">';
  const written = new Set<string>();
  for (let times = 0; times < 5; times++) {
    for (const one of [title, rssTitle(title)]) written.add(rssTitle(one));
    title = title.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  }
  expect(written.size).toBeGreaterThanOrEqual(6);
});
