import { sectionFolder } from "#model/address.ts";
import type { SectionPath } from "#model/name.ts";
import { frontAt, type Manifest } from "#model/release.ts";
import { FEED_FORMATS, folderUrl } from "#feeds/feed.ts";
import type { FeedFormat } from "#model/release.ts";
import { isSameFeed } from "#publish/build/modified.ts";

/** The URLs of the site's and the sections' feeds whose bytes differ between two releases: the
 *  topics to tell a WebSub hub of.
 *  @param before  the release that was last told of; null for none
 *  @param baseUrl  the site's address without a slash at the end
 *  @see WebSub section 5: a topic is one URL, so each format is one */
export function changedTopics(
  before: Manifest | null,
  after: Manifest,
  baseUrl: string,
): readonly string[] {
  return after.fronts.flatMap((front) => {
    const old = before === null ? undefined : frontAt(before, front.path);
    // A front is that of a section or of the site, and the keys of FEED_FORMATS are the formats.
    const folder = sectionFolder(front.path as SectionPath | "");
    const formats = Object.keys(FEED_FORMATS) as FeedFormat[];
    return formats
      .filter((format) => old === undefined || !isSameFeed(old, front, format))
      .map((format) => folderUrl(baseUrl, folder, format));
  });
}
