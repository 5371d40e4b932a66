import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";
import { isRecord } from "#model/field.ts";
import type { FeedFormat } from "#model/release.ts";
import { rssTitle } from "#feeds/title.ts";
import { all, href, only, readXml, texts, type XmlElement } from "./read-xml.ts";

/** An entry as parsers that are not ours read it back, whatever the format. */
export type ReadEntry = {
  readonly id: string;
  readonly url: string | undefined;
  readonly title: string;
  readonly authors: readonly string[];
  readonly tags: readonly string[];
  /** The titles of its sections. */
  readonly sections: readonly string[];
  /** Plain text. */
  readonly summary: string | undefined;
  readonly html: string | undefined;
};

/** The entries of a feed, read strictly: by saxes, JSON.parse, and parse5 where a text is HTML.
 *  @throws {Error} when it is not well-formed */
export function readEntries(document: string, format: FeedFormat): readonly ReadEntry[] {
  if (format === "rss") return all(only(readXml(document), "channel"), "item").map(fromRss);
  if (format === "atom") return all(readXml(document), "atom:entry").map(fromAtom);
  const feed: unknown = JSON.parse(document);
  const items = isRecord(feed) ? feed["items"] : undefined;
  if (!Array.isArray(items)) throw new Error("no JSON Feed");
  return items.map(fromJson);
}

/** The text that a browser would show of an HTML fragment. */
function textOfHtml(html: string): string {
  const textOf = (node: DefaultTreeAdapterTypes.Node): string =>
    "value" in node ? node.value : "childNodes" in node ? node.childNodes.map(textOf).join("") : "";
  return textOf(parseFragment(html));
}

function fromRss(item: XmlElement): ReadEntry {
  const categories = all(item, "category");
  const isTag = ({ attributes }: XmlElement): boolean => attributes["domain"] === undefined;
  const [description] = texts(item, "description");
  return {
    id: only(item, "guid").text,
    url: only(item, "link").text,
    title: fromRssTitle(only(item, "title").text),
    authors: texts(item, "dc:creator"),
    tags: categories.filter(isTag).map(({ text }) => text),
    sections: categories.filter((one) => !isTag(one)).map(({ text }) => text),
    summary: description === undefined ? undefined : textOfHtml(description),
    html: texts(item, "content:encoded")[0],
  };
}

/** RSS does not say whether a title is HTML: it is when our own writer would have written it so. */
function fromRssTitle(title: string): string {
  const asHtml = textOfHtml(title);
  // HTML has but one line end.
  const lines = title.replace(/\r\n?/g, "\n");
  return asHtml !== lines && rssTitle(asHtml) === lines ? asHtml : title;
}

/** @see RFC 4287 section 3.1 */
function textOfConstruct({ text, attributes }: XmlElement): string {
  return attributes["type"] === "html" ? textOfHtml(text) : text;
}

function fromAtom(entry: XmlElement): ReadEntry {
  const categories = all(entry, "atom:category").map(({ attributes }) => attributes);
  return {
    id: only(entry, "atom:id").text,
    url: href(entry, "alternate"),
    title: textOfConstruct(only(entry, "atom:title")),
    authors: all(entry, "atom:author").flatMap((author) => texts(author, "atom:name")),
    tags: categories.filter(({ scheme }) => !scheme).map(({ term = "" }) => term),
    sections: categories.filter(({ scheme }) => scheme).map(({ label = "" }) => label),
    summary: texts(entry, "atom:summary")[0],
    html: texts(entry, "atom:content")[0],
  };
}

function fromJson(item: unknown): ReadEntry {
  const fields = isRecord(item) ? item : {};
  const text = (value: unknown): string | undefined =>
    typeof value === "string" ? value : undefined;
  const list = (value: unknown, field?: string): readonly string[] =>
    (Array.isArray(value) ? value : []).map((one: unknown) =>
      String(field === undefined ? one : isRecord(one) ? one[field] : undefined),
    );
  const more = isRecord(fields["_broadsheet"]) ? fields["_broadsheet"] : {};
  return {
    id: text(fields["id"]) ?? "",
    url: text(fields["url"]),
    title: text(fields["title"]) ?? "",
    authors: list(fields["authors"], "name"),
    tags: list(fields["tags"]),
    sections: list(more["sections"], "titles"),
    summary: text(fields["summary"]),
    html: text(fields["content_html"]),
  };
}
