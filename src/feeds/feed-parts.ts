import type { FeedFormat, PerFormat } from "#model/release.ts";
import { atomParts } from "./atom.ts";
import type { Feed } from "./feed.ts";
import type { Article } from "#model/article.ts";
import type { Entry } from "#model/entry.ts";
import { entryWriter } from "./atom-entry.ts";
import { itemWriter as jsonItemWriter, jsonFeedParts } from "./json-feed.ts";
import type { FeedPart } from "./part.ts";
import { rssParts } from "./rss.ts";
import { itemWriter } from "./rss-item.ts";

const PARTS: PerFormat<(feed: Feed) => readonly FeedPart[]> = {
  rss: rssParts,
  atom: atomParts,
  json: jsonFeedParts,
};

/** A feed written in a format, in parts. O(length). */
export function feedParts(feed: Feed, format: FeedFormat): readonly FeedPart[] {
  return PARTS[format](feed);
}

/** Writes an article as an item of a feed. */
type ItemWriter = (article: Article | Entry) => readonly FeedPart[];

const ITEMS: PerFormat<(feed: Feed) => ItemWriter> = {
  rss: itemWriter,
  atom: entryWriter,
  json(feed) {
    const write = jsonItemWriter(feed);
    return (article) => [write(article)];
  },
};

/** The function that writes an article as an item of a feed: what it writes hangs on the article
 *  and on site, address and language of the feed alone. */
export function feedItemWriter(feed: Feed, format: FeedFormat): ItemWriter {
  return ITEMS[format](feed);
}
