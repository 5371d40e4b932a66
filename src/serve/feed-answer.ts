import { archiveFolder } from "../model/address.ts";
import type { Article } from "../model/article.ts";
import { epochMs, type Instant, laterOf } from "../model/instant.ts";
import { renderAtom } from "../feeds/atom.ts";
import { modifiedOf } from "../feeds/entry.ts";
import {
  type Feed,
  FEED_FORMATS,
  type FeedFormat,
  FEEDS_REVISION,
  feedUrl,
} from "../feeds/feed.ts";
import { type Heading, sectionHeading, siteHeading } from "../feeds/heading.ts";
import { renderJsonFeed } from "../feeds/json-feed.ts";
import { renderRss } from "../feeds/rss.ts";
import { isArchiveName } from "../store/archive-list.ts";
import { type ArchivePage, readArchive, readFront } from "../store/article-reading.ts";
import { blobFor } from "../store/keyed-block.ts";
import { CACHE } from "./cache-control.ts";
import { conditional, type Representation } from "./conditional.ts";
import { Problem } from "./problem.ts";
import type { Visit } from "./release-route.ts";
import { type Place, shown } from "./section-asked.ts";
import { etagOf, siteTag } from "./validator.ts";

const RENDER = { rss: renderRss, atom: renderAtom, json: renderJsonFeed } as const satisfies Record<
  FeedFormat,
  (feed: Feed) => string
>;

/** The newest page of a feed. A 304 costs the reading of `current` alone, for it depends on nothing else; the page one more. */
export async function answerFeed(
  visit: Visit,
  place: Place,
  format: FeedFormat,
): Promise<Response> {
  const { site, baseUrl } = visit;
  const { front } = place;
  const { newest } = front.archive;
  const heading = headingOf(visit, place);
  const etag = await etagOf(
    front.blob,
    newest,
    front.modified,
    await siteTag(site),
    baseUrl,
    format,
    FEEDS_REVISION,
  );
  const validators = { etag, modified: epochMs(front.modified) };
  const representation = representationOf(visit, heading, format, validators);
  return conditional(visit.c, representation, async () =>
    RENDER[format]({
      ...heading,
      site,
      baseUrl,
      modified: front.modified,
      entries: await readFront(visit.reader, place.path),
      ...(newest !== null && { previousArchive: archiveFolder(place.path, newest) }),
      complete: newest === null,
      ...(site.hub !== undefined && { hub: site.hub }),
    }),
  );
}

/** One archive document of a feed. What it holds hangs on one blob of the archive list, so that here too a 304 costs the reading of `current` alone.
 *  @throws {Problem} archive-not-found, archive-superseded */
export async function answerArchive(
  visit: Visit,
  place: Place,
  archive: string,
  format: FeedFormat,
): Promise<Response> {
  const { site, baseUrl, reader } = visit;
  if (!isArchiveName(archive))
    throw new Problem("archive-not-found", `There is no archive document ${shown(archive)}`);
  const heading = headingOf(visit, place);
  const path = archiveFolder(place.path, archive);
  const chunk = blobFor(place.front.archive.chunks, archive) ?? null;
  const etag = await etagOf(
    chunk,
    archive,
    await siteTag(site),
    baseUrl,
    format,
    place.path,
    FEEDS_REVISION,
  );
  // Its entries may be corrected without the newest page changing: only the release's own date is never too early.
  const validators = { etag, modified: epochMs(reader.manifest.created) };
  const read = async (): Promise<ArchivePage> => {
    const page = await readArchive(reader, place.path, archive);
    if (page !== null) return page;
    const newest = feedUrl({ baseUrl, path: heading.path }, format);
    const detail = `The archive document ${shown(archive)} was superseded: begin again at ${newest}`;
    throw new Problem("archive-superseded", detail);
  };
  // Who has this entity tag was given it by us for this very document: it need not be looked up to know that it exists.
  const isHeld = visit.c.req.header("If-None-Match")?.includes(etag) ?? false;
  const page = isHeld ? undefined : await read();
  const representation = representationOf(visit, { path }, format, validators);
  return conditional(visit.c, representation, async () => {
    const { articles, previous, next } = page ?? (await read());
    return RENDER[format]({
      ...heading,
      path,
      site,
      baseUrl,
      modified: lastChange(articles, reader.manifest.created),
      entries: articles,
      archiveOf: heading.path,
      ...(previous !== undefined && { previousArchive: archiveFolder(place.path, previous) }),
      ...(next !== undefined && { nextArchive: archiveFolder(place.path, next) }),
      complete: false,
    });
  });
}

function headingOf({ site }: Visit, { section }: Place): Heading {
  return section === undefined ? siteHeading(site) : sectionHeading(site, section);
}

/** WebSub looks for hub and self in the headers first. */
function representationOf(
  { site, baseUrl }: Visit,
  { path }: Pick<Feed, "path">,
  format: FeedFormat,
  validators: Representation["validators"],
): Representation {
  const self = `<${feedUrl({ baseUrl, path }, format)}>; rel="self"`;
  return {
    validators,
    type: FEED_FORMATS[format].type,
    cache: CACHE.feed,
    link: site.hub === undefined ? self : `<${site.hub}>; rel="hub", ${self}`,
  };
}

function lastChange(articles: readonly Article[], otherwise: Instant): Instant {
  const [first, ...rest] = articles.map(modifiedOf);
  return first === undefined ? otherwise : rest.reduce(laterOf, first);
}
