import { escapeHtml } from "#text/html/escape.ts";
import { textFromHtml } from "#text/html/html-text.ts";
import { type XmlNode, textOf } from "./xml-tree.ts";

/** The text of an element that should be plain and often is not: tags and entities in it are read
 *  as HTML where they are some.
 *  @param node  with Atom's `type` it says what it is; else it is told */
export function plainText(node: XmlNode | undefined): string {
  if (node === undefined) return "";
  const type = node.attributes.get("type") ?? "";
  const written = isBase64(node) ? fromBase64(textOf(node)) : textOf(node);
  const looksLikeHtml = /<\/?[a-z][^>]*>|&(?:\w+|#\w+);/i.test(written);
  const isHtml = /html/i.test(type) || (type === "" && looksLikeHtml);
  return (isHtml ? textFromHtml(written) : written).replace(/\s+/gu, " ").trim();
}

/** A title or name as people read it: entities and tags in it are read as HTML, where it has any.
 *  @example plainWords("R&amp;D") // "R&D" */
export function plainWords(text: string): string {
  return /&(?:\w+|#\w+);|<\/?[a-z][^>]*>/i.test(text)
    ? textFromHtml(text).replace(/\s+/gu, " ").trim()
    : text;
}

/** The HTML that an element holds: escaped, in CDATA, as XHTML elements, or plain text made HTML.
 *  Not safe yet.
 *  @see RFC 4287 section 3.1.1 (text constructs) and 4.1.3 (content) */
export function htmlIn(node: XmlNode | undefined): string {
  if (node === undefined) return "";
  const type = (node.attributes.get("type") ?? "").toLowerCase();
  if (isBase64(node)) return htmlFromText(type, fromBase64(textOf(node)));
  if (/^(?!text\/|.*[+/]xml$|x?html$)[a-z]+\//.test(type)) return "";
  if (
    node.children.some((child) => typeof child !== "string" && child.name.startsWith("xhtml:")) ||
    type === "xhtml"
  )
    return innerHtml(node).trim();
  const written = textOf(node);
  const isPlain =
    type === "text" || type === "text/plain" || (node.name.startsWith("atom:") && type === "");
  return isPlain ? escapeHtml(written) : written;
}

/** Atom 0.3 may write a text as base64. */
function isBase64({ attributes }: XmlNode): boolean {
  return attributes.get("mode") === "base64";
}

/** The text in base64; "" where it is something else. */
function fromBase64(written: string): string {
  const bare = written.replace(/\s/g, "");
  if (!/^[A-Za-z\d+/]*={0,2}$/.test(bare) || bare.length % 4 === 1) return "";
  const bytes = Uint8Array.from(atob(bare), (byte) => byte.charCodeAt(0));
  const text = new TextDecoder().decode(bytes);
  return /[\u0000-\u0008\ufffd]/.test(text) ? "" : text;
}

function htmlFromText(type: string, text: string): string {
  return type === "" || /html/.test(type) ? text : escapeHtml(text);
}

/** The content of an element, its elements written as HTML. */
function innerHtml(node: XmlNode): string {
  return node.children
    .map((child) => (typeof child === "string" ? escapeHtml(child) : outerHtml(child)))
    .join("");
}

function outerHtml(node: XmlNode): string {
  const name = node.name.slice(node.name.indexOf(":") + 1);
  const attributes = [...node.attributes]
    .filter(([attribute]) => !attribute.startsWith("xmlns"))
    .map(([attribute, value]) => ` ${attribute}="${escapeHtml(value)}"`);
  const inner = innerHtml(node);
  return inner || !/^(?:br|hr|img|wbr|source|track|col|input)$/.test(name)
    ? `<${name}${attributes.join("")}>${inner}</${name}>`
    : `<${name}${attributes.join("")}>`;
}
