import { plainText } from "./feed-text.ts";
import { childText, childrenOf, textOf, type XmlNode } from "./xml-tree.ts";

/** What a feed says of all its entries. */
export type FeedHead = {
  readonly title: string;
  readonly description: string;
  /** The page for people, absolute; "" when it has none. */
  readonly link: string;
  readonly lang: string;
  readonly authors: readonly string[];
  /** Dates as they are written, the best first. */
  readonly dates: readonly string[];
  readonly license: string;
  /** The next page or the archive before, absolute: RFC 5005, JSON Feed's next_url. "" at the
   *  end. */
  readonly next: string;
  /** The program that made it; "" when it does not say. */
  readonly generator: string;
  /** What relative addresses are resolved against. */
  readonly base: string;
};

/** The head of a feed from the elements beside its entries.
 *  @param parts  children of `channel` or `feed`, in order
 *  @param around  the containers with their attributes, outermost first
 *  @param document  the address of the feed; "about:blank" when it is a file */
export function feedHead(
  parts: readonly XmlNode[],
  around: readonly XmlNode[],
  document: string,
): FeedHead {
  const channel: XmlNode = {
    name: "channel",
    attributes: new Map(),
    children: [...parts],
    line: 1,
  };
  const base = baseOfNode(around, document);
  const home = linkOf(channel, "alternate", base) || absolute(childText(channel, "link"), base);
  return {
    title: plainText(parts.find(({ name }) => name === "title" || name === "atom:title")),
    description: plainText(
      parts.find(({ name }) => /^(?:description|atom:subtitle|atom:tagline)$/.test(name)),
    ),
    link: home,
    lang: attributeAround(around, "xml:lang") || childText(channel, "language", "dc:language"),
    authors: authorsOf(channel),
    dates: datesOf(channel),
    license: licenseOf(channel, base),
    next: linkOf(channel, "next", base) || linkOf(channel, "prev-archive", base),
    generator: childText(channel, "generator", "atom:generator"),
    base: base === "about:blank" && home ? home : base,
  };
}

/** The nearest value of an attribute that is inherited. */
function attributeAround(around: readonly XmlNode[], name: string): string {
  return (
    around
      .findLast(({ attributes }) => attributes.get(name))
      ?.attributes.get(name)
      ?.trim() ?? ""
  );
}

/** The base of relative addresses: `xml:base` of each element, resolved one against the next. */
export function baseOfNode(around: readonly XmlNode[], document: string): string {
  return around.reduce(
    (base, { attributes }) =>
      URL.parse(attributes.get("xml:base")?.trim() ?? "", base)?.href ?? base,
    document,
  );
}

/** The address, absolute; "" when there is none. */
export function absolute(written: string, base: string): string {
  const url = written ? URL.parse(written, base) : null;
  return url !== null && /^https?:$/.test(url.protocol) && !url.username ? url.href : "";
}

/** The target of the element's first Atom link of this relation; "" when it has none. A link
 *  without relation is `alternate`.
 *  @see RFC 4287 section 4.2.7.2: a relation may be written as IANA's URL, and its case counts */
export function linkOf(node: XmlNode, relation: string, base: string): string {
  const links = childrenOf(node, "atom:link").filter(
    ({ attributes }) => (attributes.get("rel") ?? "alternate").split("/").at(-1) === relation,
  );
  const best =
    links.find(({ attributes }) => /html/.test(attributes.get("type") ?? "")) ?? links[0];
  if (best === undefined) return "";
  return absolute(best.attributes.get("href") ?? textOf(best), baseOfNode([best], base));
}

/** The names of the authors, of Atom persons, Dublin Core creators, RSS mailboxes and iTunes
 *  authors, the first kind that there is. */
export function authorsOf(node: XmlNode): readonly string[] {
  const persons = childrenOf(node, "atom:author").map(
    (person) => childText(person, "atom:name") || childText(person, "atom:email") || textOf(person),
  );
  const creators = childrenOf(node, "dc:creator", "dcterms:creator", "dc:author").map(
    (creator) => childText(creator, "rdf:Description") || textOf(creator),
  );
  const mailboxes = childrenOf(node, "author", "managingEditor").map((author) =>
    nameInMailbox(textOf(author)),
  );
  const itunes = childrenOf(node, "itunes:author").map(textOf);
  const names = [persons, creators, mailboxes, itunes].find((list) => list.some(Boolean)) ?? [];
  return [
    ...new Set(names.map((name) => name.replace(/\s+/gu, " ").slice(0, 500)).filter(Boolean)),
  ];
}

/** Matches `a@b.example (Anna)` and `Anna <a@b.example>`; what is neither is a name. */
function nameInMailbox(text: string): string {
  const [, behind, before] = /^\S+@\S+\s*\((.+)\)$|^(.+?)\s*<[^<>]*@[^<>]*>$/.exec(text) ?? [];
  return (behind ?? before ?? text).replace(/^"|"$/g, "");
}

const DATES = [
  "pubDate",
  "atom:published",
  "dc:date",
  "dcterms:issued",
  "dcterms:created",
  "atom:issued",
  "atom:created",
  "atom:updated",
  "atom:modified",
  "dcterms:modified",
  "lastBuildDate",
];

/** All dates of the element as they are written, the day of publication first. */
export function datesOf(node: XmlNode): readonly string[] {
  return DATES.flatMap((name) => childrenOf(node, name).map(textOf)).filter(Boolean);
}

/** The address of the licence; "" when none is named. */
export function licenseOf(node: XmlNode, base: string): string {
  const named = childrenOf(node, "cc:license")[0];
  return (
    linkOf(node, "license", base) ||
    absolute(named?.attributes.get("rdf:resource") ?? textOf(named), base)
  );
}
