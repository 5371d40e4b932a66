import { FEED_FORMATS } from "#feeds/feed.ts";
import type { FeedFormat } from "#model/release.ts";

/** Which document of which place a path asks for. */
export type FeedAddress = {
  /** The section as asked for, unchecked; "" for the whole site. */
  readonly section: string;
  /** The archive document's name, unchecked. */
  readonly archive?: string;
  /** The feed's format; absent when the page for people is asked for. */
  readonly format?: FeedFormat;
};

/** Reads the part of a path behind `/sections/`, or a path of the whole site's feeds.
 *  @param segments  decoded
 *  @returns undefined when no feed and no page has such a path
 *  @example toFeedAddress(["news", "politics", "archive", "87613~3fK9a_Qz1b", "feed.xml"]) */
export function toFeedAddress(segments: readonly string[]): FeedAddress | undefined {
  const format = formatOf(segments.at(-1) ?? "");
  const rest = format === undefined ? segments : segments.slice(0, -1);
  if (rest.at(-2) !== "archive")
    return { section: rest.join("/"), ...(format !== undefined && { format }) };
  const archive = rest.at(-1);
  if (format === undefined || archive === undefined) return undefined;
  return { section: rest.slice(0, -2).join("/"), archive, format };
}

/** The format whose feeds have this file name; undefined when none does. */
export function formatOf(file: string): FeedFormat | undefined {
  const formats = Object.keys(FEED_FORMATS) as FeedFormat[]; // exactly the keys of a constant table
  return formats.find((format) => FEED_FORMATS[format].file === file);
}
