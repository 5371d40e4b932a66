import { archiveFolder } from "#model/address.ts";
import type { Article } from "#model/article.ts";
import { epochMs, type Instant, laterOf } from "#model/instant.ts";
import { modifiedOf } from "#feeds/entry.ts";
import { type Feed, type FeedFormat, feedUrl } from "#feeds/feed.ts";
import { type Heading, sectionHeading, siteHeading } from "#feeds/heading.ts";
import { shownSettings } from "#feeds/shown-settings.ts";
import { allSections } from "#model/section.ts";
import type { Site } from "#model/site.ts";
import { isArchiveName } from "#store/archive-list.ts";
import { type ArchivePage, archiveParts, readArchive, readFront } from "#store/article-reading.ts";
import { readTombstones } from "#store/history/gone.ts";
import { formAsked, formTag, formBytes } from "./feed-form.ts";
import { cachedBody } from "#serve/http/feed-cache.ts";
import { feedResponse } from "./feed-response.ts";
import { Problem } from "#serve/http/problem.ts";
import type { RequestScope } from "#serve/http/release-route.ts";
import { type SectionOrSite, shown } from "#serve/http/section-or-site.ts";
import { etagOf, siteTag, tagsIn } from "#serve/http/validator.ts";

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
  const { newest } = front.archive;
  const heading = headingOf(scope, place);
  const form = formAsked(c, format);
  const etag = await etagOf(
    front.blob,
    newest,
    front.modified,
    // A page shows more of the site than a feed does.
    (form.isPage ? undefined : front.settings) ?? (await siteTag(site)),
    baseUrl,
    heading.path,
    formTag(form),
  );
  const { hub } = site;
  const document = {
    form,
    address: heading,
    validators: { etag, modified: epochMs(front.modified) },
    ...(hub !== undefined && { hub }),
    heldAs: etag,
  };
  const write = async () => {
    const [entries, tombstones] = await Promise.all([
      readFront(reader, place.path),
      format === "rss" ? [] : readTombstones(reader, front),
    ]);
    const feed: Feed = {
      ...heading,
      site,
      baseUrl,
      modified: front.modified,
      entries,
      tombstones,
      ...(newest !== null && { previousArchive: archiveFolder(place.path, newest) }),
      complete: newest === null,
      ...(hub !== undefined && { hub }),
    };
    return { etag, bytes: formBytes(feed, form, place.section?.path) };
  };
  return feedResponse(scope, document, () => cachedBody(c.var.feedCache, etag, write));
}

/** One archive document of a feed. What it holds hangs on the packs that its list names, so that a
 *  304 costs the reading of `current` and of a blob of that list.
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
  const etag = await etagOf(
    ...(parts ?? [null]),
    archive,
    form.isPage ? await siteTag(site) : archiveSettings(site, heading),
    baseUrl,
    formTag(form),
    place.path,
  );
  // Its entries may be corrected without the newest page changing: only the release's own date is
  // never too early.
  const validators = { etag, modified: epochMs(reader.manifest.created) };
  const read = async (): Promise<ArchivePage> => {
    const page = await readArchive(reader, place.path, archive);
    if (page !== null) return page;
    const newest = feedUrl({ baseUrl, path: heading.path }, format);
    const detail = `The archive document ${shown(archive)} was superseded: begin again at ${newest}`;
    throw new Problem("archive-superseded", detail);
  };
  // Who has this entity tag was given it by us for this very document, as was the isolate: it need
  // not be looked up to know that it exists.
  const isKnown =
    tagsIn(c.req.header("If-None-Match") ?? "").includes(etag) ||
    c.var.feedCache.bodies.get(etag) !== undefined;
  const page = isKnown ? undefined : await read();
  const write = async () => {
    const { articles, previous, next } = page ?? (await read());
    const feed: Feed = {
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
    return { etag, bytes: formBytes(feed, form, place.section?.path) };
  };
  return feedResponse(scope, { form, address: { path }, validators, heldAs: etag }, () =>
    cachedBody(c.var.feedCache, etag, write),
  );
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

/** When any of the articles last changed; undefined when there are none. */
export function lastChange(articles: readonly Article[]): Instant | undefined {
  const [first, ...rest] = articles.map(modifiedOf);
  return first && rest.reduce(laterOf, first);
}
