import { generateRssFeed } from "feedsmith";
import { atomParts } from "../src/feeds/atom.ts";
import { entryHtml } from "../src/feeds/entry.ts";
import type { Feed } from "../src/feeds/feed.ts";
import { entryId } from "../src/feeds/identity.ts";
import { jsonFeedParts } from "../src/feeds/json-feed.ts";
import { rssParts } from "../src/feeds/rss.ts";
import { bytesOfParts } from "../src/serve/byte-parts.ts";
import { loadPeer } from "./peers.ts";

/** Ours in three formats, and the libraries that people use. */
export const FEED_WRITERS = [
  "broadsheet rss",
  "broadsheet atom",
  "broadsheet json",
  "feedsmith",
  "rss",
] as const;

/** One of them. */
export type FeedWriterName = (typeof FEED_WRITERS)[number];

type RssClass = new (options: object) => { item(options: object): void; xml(): string };

/** A function that writes the feed as the bytes that are sent; undefined for a library that cannot be had. Libraries get everything ready made, ours has to make it
 *  of the articles. Nothing of what is measured has run when it is given. */
export function feedWriter(name: FeedWriterName, feed: Feed): (() => Uint8Array) | undefined {
  return WRITERS[name](feed);
}

const WRITERS: Readonly<Record<FeedWriterName, (feed: Feed) => (() => Uint8Array) | undefined>> = {
  "broadsheet rss": (feed) => () => bytesOfParts(rssParts(feed)),
  "broadsheet atom": (feed) => () => bytesOfParts(atomParts(feed)),
  "broadsheet json": (feed) => () => bytesOfParts(jsonFeedParts(feed)),
  feedsmith: feedsmithWriter,
  rss: rssWriter,
};

function feedsmithWriter(feed: Feed): () => Uint8Array {
  const ready = readyFor(feed);
  return () => new TextEncoder().encode(feedsmith(feed, ready));
}

function rssWriter(feed: Feed): (() => Uint8Array) | undefined {
  const Rss = loadPeer("rss@1.2.2");
  if (typeof Rss !== "function") return undefined;
  const ready = readyFor(feed);
  // The package exports its class, which has no types.
  return () => new TextEncoder().encode(rss(Rss as RssClass, feed, ready));
}

type Ready = {
  readonly article: Feed["entries"][number];
  readonly html: string;
  readonly guid: string;
  readonly url: string;
  readonly date: Date;
};

function readyFor(feed: Feed): readonly Ready[] {
  return feed.entries.map((article) => ({
    article,
    html: entryHtml(article, feed.baseUrl),
    guid: entryId(article, feed.site),
    url: `${feed.baseUrl}/articles/${article.id}`,
    date: new Date(article.published),
  }));
}

function feedsmith(feed: Feed, ready: readonly Ready[]): string {
  return generateRssFeed({
    title: feed.title,
    link: `${feed.baseUrl}/`,
    description: feed.description,
    language: feed.lang,
    items: ready.map(({ article, html, guid, url, date }) => ({
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

function rss(Rss: RssClass, feed: Feed, ready: readonly Ready[]): string {
  const made = new Rss({
    title: feed.title,
    description: feed.description,
    feed_url: `${feed.baseUrl}/feed.xml`,
    site_url: `${feed.baseUrl}/`,
    language: feed.lang,
  });
  for (const { article, html, guid, url, date } of ready) {
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
