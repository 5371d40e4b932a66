import { type DefaultTreeAdapterTypes, html, parseFragment } from "parse5";
import { SaxesParser } from "saxes";
import sanitizeHtml from "sanitize-html";
import { ALLOWED } from "#text/html/allow-list.ts";

type Node = DefaultTreeAdapterTypes.ChildNode;

const URLS: ReadonlySet<string> = new Set(["href", "src", "poster", "cite", "action", "data"]);

/** Everything unsafe that a browser would find in `html`, as parse5 (the standard's own algorithm) reads it; [] when there is nothing.
 *  The lists here are written apart from the sanitiser's. */
export function unsafeParts(html: string): readonly string[] {
  return parseFragment(html).childNodes.flatMap(unsafeIn);
}

function unsafeIn(node: Node): readonly string[] {
  if (node.nodeName === "#comment" || node.nodeName === "#documentType") return [node.nodeName];
  if (!("tagName" in node)) return [];
  const found: string[] = [];
  if (!ALLOWED.has(node.tagName) || !hasNamespace(node)) found.push(`<${node.tagName}>`);
  for (const { name, value } of node.attrs) {
    const label = `${node.tagName} ${name}=${value}`;
    if (/^on|style|srcdoc|^xlink|formaction|^data-/i.test(name)) found.push(label);
    if (!ALLOWED.get(node.tagName)?.has(name)) found.push(label);
    if (URLS.has(name) && !isHarmless(value, node.tagName)) found.push(label);
    if (name === "srcset")
      for (const part of value.split(", "))
        if (!isHarmless(part, node.tagName)) found.push(`${label}: ${part}`);
  }
  return [...found, ...node.childNodes.flatMap(unsafeIn)];
}

const MATHML = /^(?:math|m[a-z]+|semantics|none)$/;
const HTML_WITH_M: ReadonlySet<string> = new Set(["main", "map", "mark", "menu", "meta", "meter"]);

function hasNamespace({ tagName, namespaceURI }: DefaultTreeAdapterTypes.Element): boolean {
  const isMath = MATHML.test(tagName) && !HTML_WITH_M.has(tagName);
  return namespaceURI === (isMath ? html.NS.MATHML : html.NS.HTML);
}

function isHarmless(url: string, element: string): boolean {
  if (element === "img" && /^data:image\/(?:png|jpe?g|gif|webp|avif|bmp);base64,/i.test(url))
    return true;
  return element === "a"
    ? /^(?:https?|ftp):\/\/|^(?:mailto|tel):/.test(url)
    : /^https?:\/\//.test(url);
}

/** What sanitize-html with the same allow-list makes of `html`. */
export function byTheOracle(html: string): string {
  const global = ["id", "lang", "dir", "title"];
  return sanitizeHtml(html, {
    allowedTags: [...ALLOWED.keys()],
    allowedAttributes: Object.fromEntries(
      [...ALLOWED].map(([element, attributes]) => [element, [...attributes.keys(), ...global]]),
    ),
    allowedSchemes: ["http", "https", "ftp", "mailto", "tel"],
    allowedSchemesByTag: { img: ["http", "https", "data"] },
    allowedSchemesAppliedToAttributes: ["href", "src", "cite", "poster"],
    allowProtocolRelative: false,
  });
}

/** What sanitize-html makes of `html` when it is told to remove nothing: its way of writing, to compare with. */
export function asTheOracleWrites(html: string): string {
  return sanitizeHtml(html, {
    allowedTags: false,
    allowedAttributes: false,
    allowVulnerableTags: true,
    allowedSchemesAppliedToAttributes: [],
  });
}

const VOID_TAG = /<((?:br|col|hr|img|source|track|wbr)\b[^<>]*)>/g;

/** The tags and texts of `html` as a strict XML parser reads them, in order.
 *  @throws when it is not well-formed */
export function strictEvents(html: string): readonly string[] {
  const events: string[] = [];
  const parser = new SaxesParser();
  parser.on("opentag", ({ name, attributes }) =>
    events.push(opened(name, Object.entries(attributes))),
  );
  parser.on("closetag", ({ name }) => events.push(`/${name}`));
  parser.on("text", (text) => events.push(text));
  parser.on("error", (error) => {
    throw error;
  });
  parser.write(`<div>${html.replace(VOID_TAG, "<$1/>")}</div>`).close();
  return joined(events.slice(1, -1));
}

/** The same events as a browser reads them. */
export function browserEvents(html: string): readonly string[] {
  const eventsOf = (node: Node): readonly string[] => {
    if ("tagName" in node) {
      const attributes = node.attrs.map(({ name, value }): [string, string] => [name, value]);
      return [
        opened(node.tagName, attributes),
        ...node.childNodes.flatMap(eventsOf),
        `/${node.tagName}`,
      ];
    }
    return "value" in node ? [node.value] : [];
  };
  return joined(parseFragment(html).childNodes.flatMap(eventsOf));
}

function opened(name: string, attributes: readonly (readonly [string, unknown])[]): string {
  return `<${name} ${JSON.stringify(attributes)}`;
}

/** Neighbouring texts made one; empty ones dropped. White space is left out, for XML and HTML treat line ends apart. */
function joined(events: readonly string[]): readonly string[] {
  const whole: string[] = [];
  for (const event of events.map((event) => event.replace(/\s+/gu, " "))) {
    const last = whole.at(-1);
    if (last !== undefined && !isTag(last) && !isTag(event)) whole[whole.length - 1] = last + event;
    else whole.push(event);
  }
  return whole.filter((event) => event.trim() !== "");
}

function isTag(event: string): boolean {
  return /^<[a-z0-9]+ \[|^\/[a-z]/.test(event);
}
