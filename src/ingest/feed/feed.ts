import { type Fault, rejection, type Rejection } from "#model/rejection.ts";
import { placeOfText } from "#ingest/date/time-zone.ts";
import { createEntryIds } from "./entry-id.ts";
import { entryNoun } from "./entry-standing.ts";
import { type EntryContext, entryFields } from "./feed-entry.ts";
import { type FeedHead, feedHead } from "./feed-head.ts";
import type { FeedOptions, FeedReading } from "./feed-reading.ts";
import { jsonFeedEntries } from "./json-feed.ts";
import { createXmlReader } from "./xml-reader.ts";
import type { XmlNode } from "./xml-tree.ts";

/** Feeds longer than this are read in part: what is beyond are pages of their own. */
const MAX_ENTRIES = 10_000;

const CONTAINERS: ReadonlySet<string> = new Set([
  "rss",
  "rdf:RDF",
  "channel",
  "Channel",
  "items",
  "atom:feed",
]);
const ENTRIES: ReadonlySet<string> = new Set(["item", "atom:entry"]);

/** Reads RSS (0.9 to 2.0), RDF, Atom (0.3 and 1.0) or JSON Feed, as broken as feeds are. Never
 *  throws. O(length).
 *  @returns a Rejection when the text is no feed, declares entities or nests too deep */
export function readFeed(text: string, options: FeedOptions): FeedReading | Rejection {
  return /^\s*\{/.test(text)
    ? jsonFeedEntries(text, options, contextFor)
    : readXmlFeed(text, options);
}

function readXmlFeed(text: string, options: FeedOptions): FeedReading | Rejection {
  const parts: XmlNode[] = [];
  const entries: XmlNode[] = [];
  let around: readonly XmlNode[] = [];
  let root = "";
  const reader = createXmlReader({
    wants(name, parent) {
      root ||= name;
      return parent === ""
        ? name === "atom:entry"
        : CONTAINERS.has(parent) && !CONTAINERS.has(name);
    },
    take(node, ancestors) {
      if (!ENTRIES.has(node.name)) parts.push(node);
      else if (entries.length < MAX_ENTRIES) entries.push(node);
      if (ancestors.length >= around.length) around = [...ancestors];
    },
  });
  reader.write(text);
  const isFeed = CONTAINERS.has(root) || root === "atom:entry";
  const fault = reader.end() ?? (isFeed ? undefined : root === "opml" ? OPML : NO_FEED);
  if (fault !== undefined) return rejection(options.place, fault);
  const head = feedHead(parts, around, options.url ?? "about:blank");
  const context = contextFor(head, options);
  return {
    head,
    entries: entries
      .filter((node) => entryNoun(node) === "")
      .map((node) => ({ ...entryFields(node, context), line: node.line })),
    leftOut: entries.map(entryNoun).filter(Boolean),
    sections: context.sections,
  };
}

const OPML: Fault = {
  what: "is OPML, a list of feeds, and holds no articles",
  fix: "import each feed by its address",
};

const NO_FEED: Fault = {
  what: "is no feed: neither RSS, RDF, Atom nor JSON Feed",
  fix: "name the kind of source, or give the address of the feed itself",
};

function contextFor(
  head: FeedHead,
  { section = "news", isMigration = false, answers, now = 0, timeZone }: FeedOptions,
): EntryContext {
  return {
    head,
    ids: createEntryIds(),
    sections: new Map(),
    section,
    isMigration,
    visibility: { now, ...(answers !== undefined && { answers }) },
    timeZone: placeOfText(timeZone, /^zh\b/i.test(head.lang)),
  };
}
