import { archiveFolder } from "#model/address.ts";
import { type Feed, feedUrl } from "#feeds/feed.ts";
import type { FeedFormat } from "#model/release.ts";
import { newestFeed } from "#feeds/newest-feed.ts";
import { type Heading, sectionHeading, siteHeading } from "#feeds/heading.ts";
import { shownSettings } from "#feeds/shown-settings.ts";
import { allSections } from "#model/section.ts";
import type { Site } from "#model/site.ts";
import { isArchiveName } from "#store/archive-list.ts";
import { archiveParts, readArchive, readFront } from "#store/article-reading.ts";
import { readTombstones } from "#store/history/gone.ts";
import { formAsked, formTag, formBytes } from "./feed-form.ts";
import { cachedBody } from "#serve/http/feed-cache.ts";
import { answerFound, lastChange } from "./found-feed.ts";
import { feedResponse } from "./feed-response.ts";
import { feedValidators } from "./feed-validators.ts";
import { Problem } from "#serve/http/problem.ts";
import type { RequestScope } from "#serve/http/release-route.ts";
import { type SectionOrSite, shown } from "#serve/http/section-or-site.ts";
import { etagOf, siteTag } from "#serve/http/validator.ts";

/** The newest page of a feed. A 304 costs the reading of `current` alone, for it depends on nothing
 *  else; the page one more, and in Atom, which alone can name articles that are gone, at most two,
 *  in one round. */
export async function answerFeed(
  scope: RequestScope,
  place: SectionOrSite,
  format: FeedFormat,
): Promise<Response> {
  const { c, reader, site, baseUrl } = scope;
  const { front } = place;
  const heading = headingOf(scope, place);
  const form = formAsked(c, format);
  const { etag, modified, validators } = await feedValidators(scope, {
    form,
    heading,
    place: front,
  });
  const { hub } = site;
  const document = {
    form,
    address: heading,
    validators,
    ...(hub !== undefined && { hub }),
    heldAs: etag,
  };
  const write = async () => {
    const [entries, tombstones] = await Promise.all([
      readFront(reader, place.path),
      format === "rss" ? [] : readTombstones(reader, front),
    ]);
    const { path } = place;
    const page = { site, baseUrl, heading, path, newest: front.archive.newest };
    const feed = newestFeed({ ...page, modified, entries, tombstones });
    return { etag, bytes: formBytes(feed, form, place.section?.path) };
  };
  return feedResponse(scope, document, () => cachedBody(c.var.feedCache, etag, write));
}

/** One archive document of a feed. What it holds hangs on the packs that its list names, so that a
 *  304 costs the reading of `current` and of a blob of that list, or that of the document where an
 *  article beside those that it holds was edited.
 *  @throws {Problem} archive-not-found, archive-superseded */
export async function answerArchive(
  scope: RequestScope,
  place: SectionOrSite,
  archive: string,
  format: FeedFormat,
): Promise<Response> {
  const { c, site, baseUrl, reader } = scope;
  if (!isArchiveName(archive))
    throw new Problem("archive-not-found", `There is no archive document ${shown(archive)}`);
  const heading = headingOf(scope, place);
  const form = formAsked(c, format);
  const path = archiveFolder(place.path, archive);
  const parts = await archiveParts(reader, place.path, archive);
  const madeOf = await etagOf(
    ...(parts ?? [null]),
    archive,
    form.isPage ? await siteTag(site) : archiveSettings(site, heading),
    baseUrl,
    formTag(form),
    place.path,
  );
  const find = async (): Promise<Feed> => {
    const page = await readArchive(reader, place.path, archive);
    if (page === null) {
      const newest = feedUrl({ baseUrl, path: heading.path }, format);
      const detail = `The archive document ${shown(archive)} was superseded: begin again at ${newest}`;
      throw new Problem("archive-superseded", detail);
    }
    const { articles, previous, next } = page;
    return {
      ...heading,
      path,
      site,
      baseUrl,
      modified: lastChange(articles) ?? reader.manifest.created,
      entries: articles,
      archiveOf: heading.path,
      ...(previous !== undefined && { previousArchive: archiveFolder(place.path, previous) }),
      ...(next !== undefined && { nextArchive: archiveFolder(place.path, next) }),
      complete: false,
    };
  };
  const section = place.section && { section: place.section.path };
  return answerFound(scope, { form, address: { path }, madeOf, find, ...section });
}

/** What an archive document may show of the site: which sections its entries name is known only
 *  when it is read. */
function archiveSettings(site: Site, heading: Heading): string {
  const titles = allSections(site.sections).map(({ path, title }) => [path, title]);
  return JSON.stringify([shownSettings(site, heading, []), titles]);
}

/** The heading of a place's own feed. */
export function headingOf({ site }: RequestScope, { section }: SectionOrSite): Heading {
  return section === undefined ? siteHeading(site) : sectionHeading(site, section);
}
