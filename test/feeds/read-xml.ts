import { SaxesParser } from "saxes";

/** An element as a strict, namespace-aware parser sees it. Names are `{namespace}local`, without braces where there is no namespace. */
export type XmlElement = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The text directly inside. */
  readonly text: string;
};

const PREFIXES: Readonly<Record<string, string>> = {
  "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
  "http://www.w3.org/2005/Atom": "atom",
  "http://purl.org/rss/1.0/modules/content/": "content",
  "http://backend.userland.com/creativeCommonsRssModule": "creativeCommons",
  "http://purl.org/dc/elements/1.1/": "dc",
  "http://purl.org/syndication/history/1.0": "fh",
  "http://search.yahoo.com/mrss/": "media",
  "http://purl.org/rss/1.0/modules/syndication/": "sy",
  "http://purl.org/atompub/tombstones/1.0": "at",
  "http://a9.com/-/spec/opensearch/1.1/": "os",
  "http://www.sitemaps.org/schemas/sitemap/0.9": "sm",
  "http://www.google.com/schemas/sitemap-news/0.9": "news",
  "http://www.w3.org/XML/1998/namespace": "xml",
  "https://rslstandard.org/rsl": "rsl",
};

/** The root element. Names have the usual prefix of their namespace whatever the document calls it; an unknown namespace is an error.
 *  @throws {Error} at the first thing that is not well-formed */
export function readXml(document: string): XmlElement {
  type Open = { name: string; attributes: Record<string, string>; children: Open[]; text: string };
  const root: Open = { name: "", attributes: {}, children: [], text: "" };
  const open: Open[] = [root];
  const parser = new SaxesParser({ xmlns: true });
  const named = (uri: string, local: string): string => {
    if (uri === "") return local;
    const prefix = PREFIXES[uri];
    if (prefix === undefined) throw new Error(`unknown namespace ${uri}`);
    return `${prefix}:${local}`;
  };
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("doctype", () => {
    throw new Error("a feed has no DOCTYPE");
  });
  parser.on("cdata", () => {
    throw new Error("a feed of ours has no CDATA");
  });
  parser.on("opentag", ({ uri, local, attributes }) => {
    const element: Open = { name: named(uri, local), attributes: {}, children: [], text: "" };
    for (const { uri, local, value, prefix } of Object.values(attributes)) {
      if (prefix !== "xmlns" && local !== "xmlns") element.attributes[named(uri, local)] = value;
    }
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on("closetag", () => open.pop());
  parser.on("text", (text) => {
    const inside = open.at(-1);
    if (inside) inside.text += text;
  });
  parser.write(document).close();
  const [first] = root.children;
  if (first === undefined) throw new Error("the document is empty");
  return first;
}

/** The children of a name. */
export function all(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** The only child of a name. @throws {Error} when there is none, or more than one */
export function only(element: XmlElement, name: string): XmlElement {
  const [first, second] = all(element, name);
  if (first === undefined || second !== undefined)
    throw new Error(`${element.name} has ${all(element, name).length} ${name}`);
  return first;
}

/** The texts of the children of a name. */
export function texts(element: XmlElement, name: string): readonly string[] {
  return all(element, name).map(({ text }) => text);
}

/** The `href` of the link with this `rel`, or undefined. */
export function href(element: XmlElement, rel: string): string | undefined {
  return all(element, "atom:link").find(({ attributes }) => attributes["rel"] === rel)?.attributes[
    "href"
  ];
}

/** The element and everything inside it. */
export function everything(element: XmlElement): readonly XmlElement[] {
  return [element, ...element.children.flatMap(everything)];
}
