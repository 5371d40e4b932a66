import { withoutUndefined } from "#model/defined.ts";
import { toDating } from "#model/instant.ts";
import { toLanguageTag } from "#model/language-tag.ts";
import { type Fault, isRejection } from "#model/rejection.ts";
import type { EntryIds } from "./entry-id.ts";
import type { Findings } from "#ingest/source/findings.ts";
import type { VisibilityAnswers } from "#ingest/source/visibility.ts";
import { entryHidings, isKind } from "./entry-standing.ts";
import { entryWords } from "./entry-words.ts";
import { inPlace } from "#ingest/date/time-zone.ts";
import { dateFrom } from "#ingest/date/written-date.ts";
import {
  absolute,
  authorsOf,
  baseOfNode,
  datesOf,
  type FeedHead,
  licenseOf,
  linkOf,
} from "./feed-head.ts";
import { attachmentsOf, imageOf, textsElsewhere } from "./feed-media.ts";
import { escapeHtml } from "#text/html/escape.ts";
import { htmlIn, plainText, plainWords } from "./feed-text.ts";
import { slugFrom } from "#ingest/source/section-slug.ts";
import { childOf, childrenOf, childText, textOf, type XmlNode } from "./xml-tree.ts";

/** What the reading of entries shares. */
export type EntryContext = {
  readonly head: FeedHead;
  readonly ids: EntryIds;
  /** Titles of the sections that entries name, by path; grows. */
  readonly sections: Map<string, string>;
  /** Where an entry without category goes. */
  readonly section: string;
  /** Whether the site moves here: then its addresses become aliases. Else entries go on living
   *  there. */
  readonly isMigration: boolean;
  /** What decides beside an entry's own fields who may see it. */
  readonly visibility: { readonly now: number; readonly answers?: VisibilityAnswers };
  /** IANA name of the place where it is written. */
  readonly timeZone?: string | undefined;
};

/** The fields of an article, as `toArticle` takes them, and what the publisher should know of it.
 *  */
export type IdentifiedFields = {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly notices: readonly Fault[];
  readonly findings?: Partial<Findings>;
};

/** The fields of an article of an RSS item, an RDF item or an Atom
 *  entry. */
export function entryFields(node: XmlNode, context: EntryContext): IdentifiedFields {
  const { head } = context;
  const base = baseOfNode([node], head.base);
  const guid =
    childText(node, "guid", "atom:id", "dc:identifier") || (node.attributes.get("rdf:about") ?? "");
  const link = entryLink(node, base, guid);
  const words = entryWords({
    title: plainText(childOf(node, "title", "atom:title", "dc:title", "media:title")),
    html: withAddresses(bodyOf(node), contentBase(node, base, link)),
    summary: plainText(childOf(node, ...SUMMARIES)),
    names: [link, guid],
  });
  const written = datesOf(node);
  // A date that nobody can read is not left out, so that it is named.
  const published =
    firstDate([...written, ...head.dates], context.timeZone) ?? written[0]?.slice(0, 200);
  const authors = authorsOf(node);
  const hidings = entryHidings(node, context.visibility);
  const identity = context.ids.identify({
    address: link,
    guid,
    own: link,
    text: `${words.title} ${words.body ?? ""} ${published}`,
  });
  const fields = withoutUndefined({
    ...words,
    id: identity.id,
    published,
    updated: firstDate(childrenOf(node, ...CHANGES).map(textOf), context.timeZone),
    guid: guid.length <= 2_000 ? identity.guid : undefined,
    authors: authors.length > 0 ? authors : head.authors,
    lang: languageOf([node.attributes.get("xml:lang"), childText(node, "dc:language"), head.lang]),
    tags: tagsOf(node),
    image: imageOf(node, base),
    attachments: attachmentsOf(node, base),
    source: sourceOf(node, base),
    license: licenseOf(node, base) || head.license || undefined,
    ...sectionsOf(categoriesOf(node), context),
    ...addressOf(link, context),
    status: hidings.length > 0 ? "draft" : undefined,
  });
  const findings = { hidings, leftOut: textsElsewhere(node), wanted: identity.wanted };
  return { fields, notices: identity.notices, findings };
}

const SUMMARIES = [
  "atom:summary",
  "description",
  "dc:description",
  "dcterms:abstract",
  "excerpt:encoded",
  "itunes:summary",
];
const CHANGES = ["atom:updated", "dcterms:modified", "atom:modified"];

/** `url` of an entry that lives on there, or `aliases` of one that moves here. */
export function addressOf(
  link: string,
  { isMigration }: EntryContext,
): Readonly<Record<string, unknown>> {
  if (!link) return {};
  if (!isMigration) return { url: link };
  const url = new URL(link);
  return url.pathname + url.search === "/" ? {} : { aliases: [url.pathname + url.search] };
}

/** The section of the first category, and `also` those of the others. A category with slashes is a
 *  path. */
export function sectionsOf(
  categories: readonly string[],
  { sections, section }: EntryContext,
): { readonly section: string; readonly also: readonly string[] } {
  const paths = categories.map((category) => {
    const titles = category
      .split(/\s*[/>]\s*/)
      .filter(Boolean)
      .slice(0, 8);
    const slugs = titles.map(slugFrom);
    for (const [index, title] of titles.entries()) {
      const path = slugs.slice(0, index + 1).join("/");
      if (!sections.has(path)) sections.set(path, title);
    }
    return slugs.join("/");
  });
  const [first = section, ...others] = [...new Set(paths.filter(Boolean))];
  if (!sections.has(first)) sections.set(first, first);
  return { section: first, also: others };
}

/** The first text that is a date, in the form that `toDating` takes. */
export function firstDate(written: readonly string[], timeZone?: string): string | undefined {
  return written
    .map((text) => dateFrom(inPlace(text, timeZone)))
    .find((date) => date !== undefined && !isRejection(toDating(date, "UTC")));
}

/** The first text that is a language tag. */
export function languageOf(written: readonly (string | undefined)[]): string | undefined {
  return written.map((text) => toLanguageTag(text)).find((tag) => !isRejection(tag)) as
    | string
    | undefined;
}

function entryLink(node: XmlNode, base: string, guid: string): string {
  const isPermalink = childOf(node, "guid")?.attributes.get("isPermaLink") !== "false";
  return (
    absolute(childText(node, "feedburner:origLink"), base) ||
    linkOf(node, "alternate", base) ||
    absolute(childText(node, "link"), base) ||
    (isPermalink && URL.canParse(guid) ? absolute(guid, base) : "")
  );
}

function bodyOf(node: XmlNode): string {
  const whole = childOf(
    node,
    "content:encoded",
    "atom:content",
    "xhtml:body",
    "xhtml:div",
    "content",
  );
  return htmlIn(whole) || htmlIn(childOf(node, "description", "atom:summary", "media:description"));
}

/** The base that the content's addresses have by their own `xml:base`, or, where the entry has no
 *  address to resolve them against, by the feed; "about:blank" where the entry's address is it. */
function contentBase(node: XmlNode, base: string, link: string): string {
  const content = childOf(node, "atom:content", "content:encoded", "xhtml:body", "content");
  const around = content === undefined ? [node] : [node, content];
  const isOwn = around.some(({ attributes }) => attributes.has("xml:base"));
  return isOwn || link === "" ? baseOfNode(around.slice(1), base) : "about:blank";
}

/** HTML whose relative addresses are absolute, where its base is known. */
function withAddresses(html: string, base: string): string {
  if (base === "about:blank") return html;
  return html.replace(
    /(<[a-z][^>]*?\s(?:href|src|poster|cite)\s*=\s*)(?:"([^"]*)"|'([^']*)')/gi,
    (whole: string, before: string, double?: string, single?: string) => {
      const written = (double ?? single ?? "").replaceAll("&amp;", "&").trim();
      if (written === "" || /^(?:[a-z][a-z\d+.-]*:|#)/i.test(written)) return whole;
      const url = URL.parse(written, base);
      return url === null ? whole : `${before}"${escapeHtml(url.href)}"`;
    },
  );
}

function categoriesOf(node: XmlNode): readonly string[] {
  return childrenOf(node, "category", "atom:category")
    .filter((category) => category.attributes.get("domain") !== "post_tag" && !isKind(category))
    .map(
      (category) =>
        category.attributes.get("label") ?? category.attributes.get("term") ?? textOf(category),
    )
    .map((category) => plainWords(category).trim().slice(0, 200))
    .filter(Boolean);
}

function tagsOf(node: XmlNode): readonly string[] {
  const marked = childrenOf(node, "category").filter(
    ({ attributes }) => attributes.get("domain") === "post_tag",
  );
  const words = childText(node, "media:keywords", "itunes:keywords").split(",");
  const tags = [...childrenOf(node, "dc:subject", "media:category"), ...marked].map((tag) =>
    plainWords(textOf(tag)),
  );
  return [
    ...new Set([...tags, ...words].map((tag) => tag.trim().slice(0, 200)).filter(Boolean)),
  ].slice(0, 200);
}

function sourceOf(node: XmlNode, base: string): object | undefined {
  const source = childOf(node, "source", "atom:source");
  if (source === undefined) return undefined;
  const name = (childText(source, "atom:title") || textOf(source))
    .replace(/\s+/gu, " ")
    .slice(0, 200);
  const url =
    absolute(source.attributes.get("url") ?? "", base) || linkOf(source, "alternate", base);
  return name ? withoutUndefined({ name, url: url || undefined }) : undefined;
}
