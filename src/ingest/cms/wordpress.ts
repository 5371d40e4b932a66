import { withoutUndefined } from "#model/defined.ts";
import type { Fault } from "#model/rejection.ts";
import { createEntryIds, type EntryIds } from "#ingest/feed/entry-id.ts";
import { entryWords } from "#ingest/feed/entry-words.ts";
import { firstDate } from "#ingest/feed/feed-entry.ts";
import { absolute } from "#ingest/feed/feed-head.ts";
import { countedNouns, type Findings } from "#ingest/source/findings.ts";
import { visibilityOf, type VisibilityAnswers } from "#ingest/source/visibility.ts";
import { gateHidings } from "#ingest/source/gated-part.ts";
import { plainWords } from "#ingest/feed/feed-text.ts";
import { type Attachments, createAttachments } from "./wordpress-attachment.ts";
import { withEmptyHidden } from "./empty-body.ts";
import { inOneLanguage } from "./several-languages.ts";
import { htmlFromWordPress } from "./wordpress-html.ts";
import {
  changedAfter,
  datedBy,
  keptByPlugins,
  oldAddresses,
  slugAddress,
} from "./wordpress-fields.ts";
import { nicename, type WordPressHead, wordPressHead } from "./wordpress-head.ts";
import { createXmlReader } from "#ingest/feed/xml-reader.ts";
import { childrenOf, childText, textOf, type XmlNode } from "#ingest/feed/xml-tree.ts";

/** One post of an export, not yet checked. */
export type WordPressEntry = {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly line: number;
  /** What the publisher should know of it. */
  readonly notices: readonly Fault[];
  readonly findings: Findings;
  /** Titles of its sections by path, where the head does not name them. */
  readonly titles: readonly (readonly [string, string])[];
};

/** How an export is read. */
export type WordPressOptions = {
  /** Takes each post as it is read. */
  readonly onEntry: (entry: WordPressEntry, head: WordPressHead) => void;
  /** Attached files, as `createAttachmentReader` finds them. */
  readonly attachments?: Attachments;
  /** Told what is no article, such as `revision`. */
  readonly onLeftOut?: (noun: string) => void;
  /** What the publisher says of statuses. */
  readonly answers?: VisibilityAnswers;
  /** Whether the site moves here; else its posts go on living there. */
  readonly isMigration?: boolean;
};

/** A reader of a WordPress export (WXR) that takes it in parts, so that its size does not matter:
 *  each post is handed over when it ends, and forgotten. */
export type ExportReader = {
  write(chunk: string): void;
  /** @returns what made the reader stop, if something did */
  end(): Fault | undefined;
};

const CONTAINERS: ReadonlySet<string> = new Set(["rss", "channel"]);

/** Reads posts and pages; revisions, menus, attachments and what is in the trash are passed over,
 *  and so are comments. */
export function createWordPressReader(options: WordPressOptions): ExportReader {
  const parts: XmlNode[] = [];
  const ids = createEntryIds();
  let head: WordPressHead | undefined;
  return createXmlReader({
    isWhole: true,
    wants: (name, parent) => CONTAINERS.has(parent) && !CONTAINERS.has(name),
    take(node) {
      if (node.name !== "item") {
        parts.push(node);
        head = undefined;
        return;
      }
      head ??= wordPressHead(parts);
      const entry = entryFrom(node, { ...options, head, ids });
      if (entry !== undefined) options.onEntry(entry, head);
    },
  });
}

/** Reads only the attached files: posts name their pictures by ids that often come later. */
export function createAttachmentReader(found: Attachments): ExportReader {
  return createXmlReader({
    wants: (name, parent) => name === "item" && CONTAINERS.has(parent),
    take: (node) => found.add(node),
  });
}

type ItemContext = WordPressOptions & { readonly head: WordPressHead; readonly ids: EntryIds };

/** Statuses of what nobody published, and what they are called. */
const NOT_POSTS: Readonly<Record<string, string>> = {
  trash: "post in the trash",
  "auto-draft": "empty draft",
  inherit: "revision",
};
/** What is no article, by its type. */
const NOT_ARTICLES: Readonly<Record<string, string>> = {
  nav_menu_item: "menu item",
  revision: "revision",
};
/** What stands in articles by its number, and is counted there. */
const INNER_TYPES: ReadonlySet<string> = new Set(["attachment", "wp_block"]);

/** What an item is that does not come along; "" for an article. Files are counted apart. */
function nounOf(type: string, status: string): string {
  if (INNER_TYPES.has(type)) return "";
  if (type !== "post" && type !== "page") return NOT_ARTICLES[type] ?? `post of type ${type}`;
  return NOT_POSTS[status] ?? "";
}

function entryFrom(node: XmlNode, context: ItemContext): WordPressEntry | undefined {
  const type = childText(node, "wp:post_type") || "post";
  const status = childText(node, "wp:status") || "publish";
  const noun = nounOf(type, status);
  if (noun) context.onLeftOut?.(noun);
  if (noun || INNER_TYPES.has(type)) return undefined;
  const { head, ids, attachments = createAttachments(), answers = new Map() } = context;
  const link = absolute(childText(node, "link"), head.link || "about:blank");
  const guid = childText(node, "guid");
  const content = inOneLanguage(childText(node, "content:encoded"), head.lang);
  const written = content.text;
  const inSiteLanguage = (name: string): string =>
    inOneLanguage(childText(node, name), head.lang).text;
  attachments.useIn(written);
  const body = htmlFromWordPress(written, { attachments, post: childText(node, "wp:post_id") });
  const words = entryWords({
    title: plainWords(inSiteLanguage("title")),
    html: body.html,
    summary: plainWords(inSiteLanguage("excerpt:encoded")),
    names: [link, guid],
  });
  const told = visibilityOf(
    { ...keptByPlugins(node), status, password: childText(node, "wp:post_password") },
    { now: 0, answers },
  );
  const kept = [...told.hidings, ...gateHidings(body.gates, answers)];
  const hidings = withEmptyHidden(kept, body.html, answers);
  const identity = ids.identify({
    address: slugAddress(childText(node, "wp:post_name"), link),
    guid,
    own: childText(node, "wp:post_id") || link,
    text: words.title,
  });
  const fields = withoutUndefined({
    ...words,
    id: identity.id,
    published:
      datedBy(childText(node, "wp:post_date"), childText(node, "wp:post_date_gmt")) ??
      firstDate([childText(node, "pubDate"), childText(node, "wp:post_date")]),
    updated: changedAfter(
      childText(node, "wp:post_modified_gmt"),
      childText(node, "wp:post_date_gmt"),
    ),
    guid: identity.guid,
    authors: authorsOf(node, head),
    tags: categoriesOf(node, "post_tag").map((tag) =>
      plainWords(inOneLanguage(textOf(tag), head.lang).text),
    ),
    image: pictureOf(node, attachments),
    status: statusOf(hidings),
    ...sectionsOf(node, type, head),
    ...oldAddresses(link, childText(node, "wp:post_id"), context),
  });
  const comments = childrenOf(node, "wp:comment").map(() => "comment");
  const translations = Array.from({ length: content.others }, () => "translation of qTranslate");
  const leftOut = countedNouns([...body.leftOut, ...comments, ...translations]);
  const titles = categoriesOf(node, "category").map((category) => {
    const name = category.attributes.get("nicename") ?? "";
    return [
      head.paths.get(name) ?? nicename(name),
      plainWords(inOneLanguage(textOf(category), head.lang).text),
    ] as const;
  });
  const { notices, wanted } = identity;
  return { fields, line: node.line, notices, findings: { hidings, leftOut, wanted }, titles };
}

function statusOf({ length }: readonly unknown[]): string {
  return length > 0 ? "draft" : "published";
}

function authorsOf(node: XmlNode, { authors }: WordPressHead): readonly string[] {
  const creator = childText(node, "dc:creator");
  return creator ? [plainWords(authors.get(creator) ?? creator)] : [];
}

function categoriesOf(node: XmlNode, domain: string): readonly XmlNode[] {
  return childrenOf(node, "category").filter(
    ({ attributes }) => attributes.get("domain") === domain,
  );
}

/** The deepest category as the section, the others as `also` unless they only hold it; pages lie in
 *  a section of their own. */
function sectionsOf(node: XmlNode, type: string, head: WordPressHead) {
  const paths = categoriesOf(node, "category")
    .map(({ attributes }) => attributes.get("nicename") ?? "")
    .map((name) => head.paths.get(name) ?? nicename(name))
    .sort((a, b) => b.split("/").length - a.split("/").length);
  const [section = type === "page" ? "pages" : "news", ...others] = [...new Set(paths)];
  return { section, also: others.filter((path) => !section.startsWith(`${path}/`)) };
}

function pictureOf(node: XmlNode, attachments: Attachments): object | undefined {
  const meta = childrenOf(node, "wp:postmeta").find(
    (meta) => childText(meta, "wp:meta_key") === "_thumbnail_id",
  );
  const found = meta && attachments.use(childText(meta, "wp:meta_value"));
  if (found === undefined) return undefined;
  return withoutUndefined({ url: found.url, alt: found.alt || undefined });
}
