import { generateAtomFeed, generateRssFeed } from "feedsmith";
import { atomParts } from "#feeds/atom.ts";
import { entryHtml } from "#feeds/entry-content.ts";
import type { Feed } from "#feeds/feed.ts";
import type { FeedPart } from "#feeds/part.ts";
import { entryId } from "#model/address.ts";
import { jsonFeedParts } from "#feeds/json-feed.ts";
import { rssParts } from "#feeds/rss.ts";
import { bytesOfParts } from "#serve/http/byte-parts.ts";
import type { Article } from "#model/article.ts";
import { decodeFront } from "#store/front.ts";
import { type ArticleFeed, frontOf } from "./feed-sample.ts";
import { loadPeer } from "./peers.ts";

/** Ours in three formats, also with what comes before (reading the front) and from articles as packs hold them, which archive documents are written from; and the libraries that people use. */
export const FEED_WRITERS = [
  "broadsheet rss",
  "broadsheet atom",
  "broadsheet json",
  "broadsheet rss, front read",
  "broadsheet rss, of packs",
  "feedsmith",
  "feedsmith atom",
  "rss",
] as const;

/** One of them. */
export type FeedWriterName = (typeof FEED_WRITERS)[number];

type RssClass = new (options: object) => { item(options: object): void; xml(): string };

/** A function that writes the feed as the bytes that are sent; undefined for a library that cannot be had. Libraries get everything ready made, ours makes it of entries
 *  as a front holds them, unless its name says otherwise. Nothing of what is measured has run when it is given. */
export function feedWriter(
  name: FeedWriterName,
  feed: ArticleFeed,
): (() => Uint8Array) | undefined {
  return WRITERS[name](feed);
}

const WRITERS: Readonly<
  Record<FeedWriterName, (feed: ArticleFeed) => (() => Uint8Array) | undefined>
> = {
  "broadsheet rss": ready(rssParts),
  "broadsheet atom": ready(atomParts),
  "broadsheet json": ready(jsonFeedParts),
  "broadsheet rss, front read": (feed) => {
    const front = frontOf(feed);
    return () => bytesOfParts(rssParts({ ...feed, entries: decodeFront(front, "front") }));
  },
  "broadsheet rss, of packs": (feed) => () => bytesOfParts(rssParts(feed)),
  feedsmith: (feed) => feedsmithWriter(feed, feedsmith),
  "feedsmith atom": (feed) => feedsmithWriter(feed, feedsmithAtom),
  rss: rssWriter,
};

/** Writes a feed from its front, which has been read. */
function ready(
  partsOf: (feed: Feed) => readonly FeedPart[],
): (feed: ArticleFeed) => () => Uint8Array {
  return (feed) => {
    const given = { ...feed, entries: decodeFront(frontOf(feed), "front") };
    return () => bytesOfParts(partsOf(given));
  };
}

function feedsmithWriter(
  feed: ArticleFeed,
  generate: (feed: ArticleFeed, items: readonly Item[]) => string,
): () => Uint8Array {
  const items = itemsFrom(feed);
  return () => new TextEncoder().encode(generate(feed, items));
}

function rssWriter(feed: ArticleFeed): (() => Uint8Array) | undefined {
  const Rss = loadPeer("rss@1.2.2");
  if (typeof Rss !== "function") return undefined;
  const items = itemsFrom(feed);
  // The package exports its class, which has no types.
  return () => new TextEncoder().encode(rss(Rss as RssClass, feed, items));
}

/** What libraries are given of an article. */
type Item = {
  readonly article: Article;
  readonly html: string;
  readonly guid: string;
  readonly url: string;
  readonly date: Date;
};

function itemsFrom(feed: ArticleFeed): readonly Item[] {
  return feed.entries.map((article) => ({
    article,
    html: entryHtml(article, feed.baseUrl),
    guid: entryId(article, feed.site),
    url: `${feed.baseUrl}/articles/${article.id}`,
    date: new Date(article.published),
  }));
}

function feedsmith(feed: ArticleFeed, items: readonly Item[]): string {
  return generateRssFeed({
    title: feed.title,
    link: `${feed.baseUrl}/`,
    description: feed.description,
    language: feed.lang,
    items: items.map(({ article, html, guid, url, date }) => ({
      title: article.title,
      link: url,
      guid: { value: guid, isPermaLink: false },
      pubDate: date,
      description: article.summary ?? "",
      categories: article.tags.map((name) => ({ name })),
      dc: { creators: [...article.authors] },
      content: { encoded: html },
    })),
  });
}

function feedsmithAtom(feed: ArticleFeed, items: readonly Item[]): string {
  return generateAtomFeed({
    id: `${feed.baseUrl}/`,
    title: { value: feed.title },
    subtitle: { value: feed.description },
    updated: items[0]!.date,
    links: [{ href: `${feed.baseUrl}/`, rel: "alternate" }],
    entries: items.map(({ article, html, guid, url, date }) => ({
      id: guid,
      title: { value: article.title },
      updated: date,
      published: date,
      links: [{ href: url, rel: "alternate" }],
      authors: article.authors.map((name) => ({ name })),
      categories: article.tags.map((term) => ({ term })),
      summary: { value: article.summary ?? "" },
      content: { value: html, type: "html" },
    })),
  });
}

function rss(Rss: RssClass, feed: Feed, items: readonly Item[]): string {
  const made = new Rss({
    title: feed.title,
    description: feed.description,
    feed_url: `${feed.baseUrl}/feed.xml`,
    site_url: `${feed.baseUrl}/`,
    language: feed.lang,
  });
  for (const { article, html, guid, url, date } of items) {
    made.item({
      title: article.title,
      description: article.summary,
      url,
      guid,
      date,
      categories: article.tags,
      author: article.authors[0],
      custom_elements: [{ "content:encoded": { _cdata: html } }],
    });
  }
  return made.xml();
}
