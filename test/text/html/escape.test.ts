import * as fc from "fast-check";
import { SaxesParser } from "saxes";
import { expect, test } from "vitest";
import { escapeHtml, escapeXml, legalText } from "#text/html/escape.ts";

/** The text that a strict XML parser reads back; throws where the XML is not well-formed. */
function readBack(xml: string): string {
  let text = "";
  const parser = new SaxesParser();
  parser.on("text", (part) => (text += part));
  parser.on("error", (error) => {
    throw error;
  });
  parser.write(xml).close();
  return text;
}

test("markup becomes entities and everything else stays", () => {
  expect(escapeXml(`R&D <新> "x" 'y' \t\n`)).toBe("R&amp;D &lt;新&gt; &quot;x&quot; 'y' \t\n");
});

test("characters that XML or validators refuse are dropped", () => {
  expect(legalText("a\u0000b\u000bc\u001fd\u007fe\u0085f\u009fg\ufffeh\uffffi")).toBe("abcdefghi");
});

test("a lone surrogate becomes the replacement character and a pair stays", () => {
  expect(legalText("\ud83d a 😀 \ude00")).toBe("\ufffd a 😀 \ufffd");
});

test("every code point makes well-formed XML that reads back as its legal text", () => {
  for (let from = 0; from <= 0x10ffff; from += 0x1000) {
    const points = Array.from({ length: 0x1000 }, (_, index) => String.fromCodePoint(from + index));
    // A carriage return reads back as a line feed; that is XML's own rule.
    const text = points.join("x").replaceAll("\r", "");
    expect(readBack(`<t>${escapeXml(text)}</t>`)).toBe(legalText(text));
  }
});

test("any text, as content and as attribute, makes well-formed XML", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      readBack(`<t a="${escapeXml(text)}">${escapeXml(text)}</t>`);
    }),
  );
});

test("a title that looks like a script is text in HTML", () => {
  expect(escapeHtml("<script>alert(1)</script>")).toBe("&lt;script&gt;alert(1)&lt;/script&gt;");
});
