import type { FeedFormat, PerFormat } from "#model/release.ts";
import { atomParts } from "./atom.ts";
import type { Feed } from "./feed.ts";
import { jsonFeedParts } from "./json-feed.ts";
import type { FeedPart } from "./part.ts";
import { rssParts } from "./rss.ts";

const PARTS: PerFormat<(feed: Feed) => readonly FeedPart[]> = {
  rss: rssParts,
  atom: atomParts,
  json: jsonFeedParts,
};

/** A feed written in a format, in parts. O(length). */
export function feedParts(feed: Feed, format: FeedFormat): readonly FeedPart[] {
  return PARTS[format](feed);
}
