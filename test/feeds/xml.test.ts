import { expect, test } from "vitest";
import {
  attributesOf,
  element,
  emptyElement,
  textOfXml,
  xmlAttribute,
  xmlText,
  xmlWords,
} from "#feeds/xml.ts";

test("a carriage return in an element survives a parser", () => {
  expect(xmlText("a\r\nb\tc")).toBe("a&#13;\nb\tc");
});

test("white space in an attribute survives a parser", () => {
  expect(xmlAttribute('a\r\n\t"b"')).toBe("a&#13;&#10;&#9;&quot;b&quot;");
});

test("an element without text is left out, one with an empty text is not", () => {
  expect(element("title", undefined)).toBe("");
  expect(element("title", "")).toBe("<title></title>\n");
  expect(element("title", "R&D")).toBe("<title>R&amp;D</title>\n");
});

test("attributes without a value are left out, zero is a value", () => {
  expect(attributesOf({ a: undefined, b: 0, c: "" })).toBe(' b="0" c=""');
  expect(emptyElement("link", { rel: "self", type: undefined })).toBe('<link rel="self"/>\n');
});

test.each(["a\r\nb & <c> ]]> &lt; &amp;lt; &#13; &gt; ]]&gt;", "", "plain"])(
  "%j comes back from its XML",
  (text) => {
    expect(textOfXml(xmlText(text))).toBe(text);
  },
);

test("a closing angle bracket stays but where XML forbids it", () => {
  expect(xmlText("<b> ]]> ]>")).toBe("&lt;b> ]]&gt; ]>");
});

test.each([
  ["1.10", "&#49;.10"],
  ["-1E2", "&#45;1E2"],
  ["false", "&#102;alse"],
  ["2 boats & 1", "2 boats &amp; 1"],
  ["trueish", "trueish"],
  ["\u000b007", "&#48;07"],
  ["1\u0000.10", "&#49;.10"],
  ["\u000bboats", "boats"],
  ["", ""],
])("%j is written so that no parser makes a number of it: %s", (text, expected) => {
  expect(xmlWords(text)).toBe(expected);
});
