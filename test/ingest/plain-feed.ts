import { parseFragment, type DefaultTreeAdapterTypes } from "parse5";
import { SaxesParser } from "saxes";

/** What a feed says of one item, read by a strict XML parser and the specifications alone. */
export type PlainItem = {
  /** Each way to understand its title: as text, or as HTML. None when it has no title. */
  readonly titles: readonly string[];
  /** Addresses on the web that it may be found at. */
  readonly links: readonly string[];
  /** Its identifiers: guid, atom:id, rdf:about, dc:identifier. */
  readonly ids: readonly string[];
  /** Its own dates as they are written. */
  readonly dates: readonly string[];
};

/** A feed by that reading. */
export type PlainFeed = { readonly items: readonly PlainItem[]; readonly dates: readonly string[] };

type Element = {
  readonly uri: string;
  readonly local: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: (Element | string)[];
  readonly base: string;
};

const ATOM = new Set(["http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"]);
const DC = new Set(["http://purl.org/dc/elements/1.1/", "http://purl.org/dc/elements/1.0/"]);
const DC_TERMS = "http://purl.org/dc/terms/";
const RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const FEEDBURNER = "http://rssnamespace.org/feedburner/ext/1.0";

/** Reads a feed; undefined when the text is not well-formed XML, or neither RSS, RDF nor Atom. */
export function plainFeed(text: string): PlainFeed | undefined {
  const root = parsed(text);
  if (root === undefined || !/^(?:rss|RDF|feed|Channel|entry)$/.test(root.local)) return undefined;
  const all = [root, ...descendants(root)];
  const isItem = (one: Element): boolean => isRss(one, "item") || isAtom(one, "entry");
  // Items in other places, such as conflicting versions in an item, are none of the feed's.
  const items = all
    .filter(({ local }) => /^(?:channel|Channel|feed|RDF|items)$/.test(local))
    .flatMap((container) => childrenOf(container, isItem));
  const channel = all.find(({ local }) => /^(?:channel|Channel|feed)$/.test(local)) ?? root;
  // RSS 1.1 has its items in `items`, RSS 1.0 beside the channel.
  const home = childrenOf(channel, (child) => isRss(child, "link")).map(textOf)[0] ?? "";
  return { items: items.map((item) => plainItem(item, home)), dates: datesOf(channel) };
}

function plainItem(item: Element, home: string): PlainItem {
  const titles = childrenOf(
    item,
    (one) => isRss(one, "title") || isAtom(one, "title") || isDc(one, "title"),
  );
  const guids = childrenOf(item, (one) => isRss(one, "guid"));
  const rss = childrenOf(item, (one) => isRss(one, "link")).map(
    (one) => [textOf(one), one] as const,
  );
  const atom = childrenOf(item, (one) => isAtom(one, "link"))
    .filter(({ attributes }) => /(?:^|\/)alternate$/.test(attributes.get("rel") ?? "alternate"))
    .map((one) => [one.attributes.get("href") ?? textOf(one), one] as const);
  const permalinks = guids
    .filter((one) => one.attributes.get("isPermaLink") !== "false" && URL.canParse(textOf(one)))
    .map((one) => [textOf(one), one] as const);
  const burnt = childrenOf(item, ({ uri, local }) => uri === FEEDBURNER && local === "origLink");
  const written = [...rss, ...atom].filter(([address]) => address !== "");
  const links = [
    ...(written.length > 0 ? written : permalinks),
    ...burnt.map((one) => [textOf(one), one] as const),
  ].flatMap(([address, { base }]) => {
    const url = URL.parse(address, base || home || undefined);
    return url !== null && /^https?:$/.test(url.protocol) && !url.username ? [url.href] : [];
  });
  const ids = [
    ...guids.map(textOf),
    ...childrenOf(item, (one) => isAtom(one, "id") || isDc(one, "identifier")).map(textOf),
    item.attributes.get(`${RDF} about`) ?? "",
  ];
  return {
    titles: titles
      .flatMap((title) => [collapsed(textOf(title)), collapsed(htmlText(textOf(title)))])
      .filter(Boolean),
    links: [...new Set(links)],
    ids: ids.filter(Boolean),
    dates: datesOf(item),
  };
}

const DATES = new Set("pubDate lastBuildDate published updated issued created modified".split(" "));

function datesOf(element: Element): readonly string[] {
  return childrenOf(
    element,
    (one) =>
      (DATES.has(one.local) && (one.uri === "" || isRss(one, one.local) || ATOM.has(one.uri))) ||
      isDc(one, "date") ||
      (one.uri === DC_TERMS && /^(?:issued|created|modified)$/.test(one.local)),
  )
    .map(textOf)
    .filter(Boolean);
}

function isRss({ uri, local }: Element, name: string): boolean {
  return local === name && (uri === "" || (/rss|netscape/i.test(uri) && !/mrss|module/i.test(uri)));
}

function isAtom({ uri, local }: Element, name: string): boolean {
  return local === name && ATOM.has(uri);
}

function isDc({ uri, local }: Element, name: string): boolean {
  return local === name && DC.has(uri);
}

function parsed(text: string): Element | undefined {
  const parser = new SaxesParser({ xmlns: true });
  const open: Element[] = [];
  let root: Element | undefined;
  let isBroken = false;
  parser.on("error", () => (isBroken = true));
  parser.on("opentag", ({ uri, local, attributes }) => {
    const named = Object.values(attributes).map(
      (one) => [one.uri ? `${one.uri} ${one.local}` : one.local, one.value] as const,
    );
    const own = new Map(named);
    const outer = open.at(-1)?.base ?? "";
    const xmlBase = own.get("http://www.w3.org/XML/1998/namespace base");
    const base =
      xmlBase === undefined ? outer : (URL.parse(xmlBase, outer || undefined)?.href ?? outer);
    const element: Element = { uri, local, attributes: own, children: [], base };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  for (const kind of ["text", "cdata"] as const)
    parser.on(kind, (piece) => void open.at(-1)?.children.push(piece));
  parser.on("closetag", () => void open.pop());
  try {
    parser.write(text).close();
  } catch {
    return undefined;
  }
  return isBroken ? undefined : root;
}

function descendants(element: Element): readonly Element[] {
  return element.children.flatMap((child) =>
    typeof child === "string" ? [] : [child, ...descendants(child)],
  );
}

function childrenOf(element: Element, isWanted: (child: Element) => boolean): readonly Element[] {
  return element.children.filter(
    (child): child is Element => typeof child !== "string" && isWanted(child),
  );
}

function textOf(element: Element): string {
  const whole = (part: Element | string): string =>
    typeof part === "string" ? part : part.children.map(whole).join("");
  return whole(element).trim();
}

/** The text of HTML as a browser reads it. */
function htmlText(html: string): string {
  const whole = (
    node: DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.DocumentFragment,
  ): string => {
    if (node.nodeName === "script" || node.nodeName === "style") return "";
    if ("value" in node) return node.value;
    return "childNodes" in node ? node.childNodes.map(whole).join("") : "";
  };
  return whole(parseFragment(html));
}

/** Without any spaces: how many stand between the texts of elements is a matter of taste. */
function collapsed(text: string): string {
  return text.replace(/\s+/gu, "");
}
