import { escapeXml, legalText } from "#text/html/escape.ts";

/** What every XML document begins with, at its first byte. */
export const XML_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n';

/** What an element's content cannot hold as it stands. */
const MARKUP = /[&<\r]|\]\]>/;

/** The text as an element's content. A parser gives it back exactly, less the characters that no
 *  feed may hold. O(length). `>` and `"` stay, but in `]]>`: XML asks no more, and each further
 *  pass over the articles of a feed is a tenth of its CPU.
 *  @see XML 1.0 section 2.4; section 2.11: a bare carriage return would come back as a line feed */
export function xmlText(text: string): string {
  const legal = legalText(text);
  if (!MARKUP.test(legal)) return legal;
  // A pass for each character: V8 searches and copies one character natively.
  const escaped = legal.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  return escaped.includes("\r") || escaped.includes("]]>")
    ? escaped.replace(/\r/g, "&#13;").replace(/\]\]>/g, "]]&gt;")
    : escaped;
}

/** The text that `xmlText` was given, less the characters that no feed may hold. O(length). */
export function textOfXml(xml: string): string {
  let text = xml.replace(/&lt;/g, "<");
  // A look is cheaper than a pass, and these are rare.
  if (text.includes("&#13;")) text = text.replace(/&#13;/g, "\r");
  if (text.includes("&gt;")) text = text.replace(/&gt;/g, ">");
  return text.includes("&amp;") ? text.replace(/&amp;/g, "&") : text;
}

/** Matches `1.10`, `007`, `0xff`, `-1E2`, `true`; refuses `2 boats`, `v1`. */
const VALUE = /^(?:[+-]?\.?\d[\w.+-]*|true|false)$/;

/** A short text as an element's content. The first character of one that looks like a number or a
 *  truth is written by its code: fast-xml-parser, and so the readers built on it, would make a
 *  value of it, and show a title `1.10` as 1.1 and `007` as 7. */
export function xmlWords(text: string): string {
  const legal = legalText(text);
  return VALUE.test(legal) ? `&#${legal.charCodeAt(0)};${legal.slice(1)}` : xmlText(legal);
}

/** The text as a double-quoted attribute's value. A parser gives it back exactly, less the
 *  characters that no feed may hold.
 *  @see XML 1.0 section 3.3.3: bare white space would come back as spaces */
export function xmlAttribute(text: string): string {
  return escapeXml(text).replace(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** One element on a line of its own; nothing when there is no text.
 *  @example element("title", "R&D") // "<title>R&amp;D</title>\n" */
export function element(name: string, text: string | undefined): string {
  return text === undefined ? "" : `<${name}>${xmlText(text)}</${name}>\n`;
}

/** An element of attributes alone; attributes without a value are left out.
 *  @example emptyElement("link", { rel: "self", href: "https://a/" }) // '<link rel="self"
 *    href="https://a/"/>\n' */
export function emptyElement(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
): string {
  return `<${name}${attributesOf(attributes)}/>\n`;
}

/** Attributes as they stand in a tag, each with a space before it. */
export function attributesOf(
  attributes: Readonly<Record<string, string | number | undefined>>,
): string {
  let written = "";
  for (const name in attributes) {
    const value = attributes[name];
    if (value !== undefined) written += ` ${name}="${xmlAttribute(String(value))}"`;
  }
  return written;
}
