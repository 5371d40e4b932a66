import { archiveFolder } from "#model/address.ts";
import type { SectionPath } from "#model/name.ts";
import { baseUrlOf, type Site } from "#model/site.ts";
import type { Feed } from "./feed.ts";
import type { Heading } from "./heading.ts";

/** What the newest page of a section's feed is made of, or of the site's. */
type NewestPage = Pick<Feed, "entries" | "modified" | "tombstones"> & {
  readonly site: Site;
  /** That of the settings when absent. */
  readonly baseUrl?: string;
  readonly heading: Heading;
  /** The section's path; "" for the whole site. */
  readonly path: string;
  /** The archive document just before it; null when the page holds everything. */
  readonly newest: string | null;
};

/** The newest page of a section's feed, or of the site's. */
export function newestFeed({ heading, path, newest, ...page }: NewestPage): Feed {
  const { site, baseUrl = baseUrlOf(site) } = page;
  const folder = (name: string): string => archiveFolder(path as SectionPath | "", name);
  return {
    ...page,
    ...heading,
    baseUrl,
    ...(newest !== null && { previousArchive: folder(newest) }),
    complete: newest === null,
    ...(site.hub !== undefined && { hub: site.hub }),
  };
}
