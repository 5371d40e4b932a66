/** An element of XML, its name written with the prefix that its namespace usually has: `atom:link`,
 *  `content:encoded`. */
export type XmlNode = {
  /** Elements of RSS have no prefix; those of Atom always have one. */
  readonly name: string;
  /** By name with usual prefix; those without one, without. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: (XmlNode | string)[];
  /** The line of its start tag, from 1. */
  readonly line: number;
};

/** Usual prefixes of the namespaces that feeds have. */
const PREFIXES: ReadonlyMap<string, string> = new Map([
  ["http://www.w3.org/2005/atom", "atom"],
  ["http://purl.org/atom/ns#", "atom"],
  ["http://purl.org/rss/1.0", "rss"],
  ["http://my.netscape.com/rdf/simple/0.9", "rss"],
  ["http://channel.netscape.com/rdf/simple/0.9", "rss"],
  ["http://purl.org/net/rss1.1#", "rss"],
  ["http://backend.userland.com/rss2", "rss"],
  ["http://backend.userland.com/rss", "rss"],
  ["http://blogs.law.harvard.edu/tech/rss", "rss"],
  ["http://cyber.law.harvard.edu/rss/rss.html", "rss"],
  ["http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf"],
  ["http://purl.org/rss/1.0/modules/content", "content"],
  ["http://purl.org/dc/elements/1.0", "dc"],
  ["http://purl.org/dc/elements/1.1", "dc"],
  ["http://purl.org/dc/terms", "dcterms"],
  ["http://search.yahoo.com/mrss", "media"],
  ["http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes"],
  ["http://www.w3.org/1999/xhtml", "xhtml"],
  ["http://wellformedweb.org/commentapi", "wfw"],
  ["http://purl.org/syndication/history/1.0", "fh"],
  ["http://backend.userland.com/creativecommonsrssmodule", "cc"],
  ["http://creativecommons.org/ns#", "cc"],
  ["http://web.resource.org/cc", "cc"],
  ["http://www.w3.org/2007/app", "app"],
  ["http://purl.org/atom/app#", "app"],
  ["http://schemas.google.com/blogger/2018", "blogger"],
  ["http://purl.org/syndication/thread/1.0", "thr"],
  ["http://www.w3.org/xml/1998/namespace", "xml"],
]);

/** The usual prefix of a namespace; undefined when feeds have none for it. WordPress's namespaces
 *  end in the version of the export. */
export function usualPrefix(namespace: string): string | undefined {
  const key = namespace.trim().toLowerCase().replace(/\/$/, "");
  const wordpress = /^https?:\/\/wordpress\.org\/export\/[\d.]+(\/excerpt)?$/.exec(key);
  if (wordpress !== null) return wordpress[1] === undefined ? "wp" : "excerpt";
  return PREFIXES.get(key) ?? PREFIXES.get(key.replace(/^https:/, "http:"));
}

/** The first child element of one of these names, the first name that there is. */
export function childOf(node: XmlNode, ...names: readonly string[]): XmlNode | undefined {
  for (const name of names)
    for (const child of node.children)
      if (typeof child !== "string" && child.name === name) return child;
  return undefined;
}

/** All child elements of these names, in order. */
export function childrenOf(node: XmlNode, ...names: readonly string[]): readonly XmlNode[] {
  return node.children.filter(
    (child): child is XmlNode => typeof child !== "string" && names.includes(child.name),
  );
}

/** All text inside the element, trimmed; "" for undefined. */
export function textOf(node: XmlNode | undefined): string {
  return node === undefined ? "" : wholeText(node).trim();
}

function wholeText(node: XmlNode): string {
  return node.children
    .map((child) => (typeof child === "string" ? child : wholeText(child)))
    .join("");
}

/** The text of the first child element of these names that is not empty, trimmed; "" when there is
 *  none. */
export function childText(node: XmlNode, ...names: readonly string[]): string {
  for (const name of names)
    for (const child of childrenOf(node, name)) {
      const text = textOf(child);
      if (text) return text;
    }
  return "";
}
