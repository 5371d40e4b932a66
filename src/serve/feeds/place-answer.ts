import { archiveFolder, percentDecoded, sectionFolder } from "#model/address.ts";
import { oldSection } from "#model/old-section.ts";
import { FEED_FORMATS } from "#feeds/feed.ts";
import { answerAlias } from "#serve/articles/alias-answer.ts";
import { readOldAddress } from "#feeds/old-address.ts";
import { type FeedAddress, toFeedAddress } from "./feed-address.ts";
import { answerArchive, answerFeed } from "./feed-answer.ts";
import { answerFront } from "#serve/articles/front-answer.ts";
import { answerSectionMarkdown } from "#serve/articles/section-markdown.ts";
import { answerFilteredFeed, feedFilterAsked } from "./filtered-feed.ts";
import { movedTo } from "#serve/http/redirect.ts";
import type { RequestScope } from "#serve/http/release-route.ts";
import { isWrittenAs, segmentsOf } from "#serve/http/request-path.ts";
import {
  findSectionOrSite,
  type SectionOrSite,
  sectionGone,
  sectionNotFound,
} from "#serve/http/section-or-site.ts";

/** Everything of a section and of the whole site: its page, its feeds, their archive documents. A
 *  path that means one of them without being its address, such as one with a slash too many, leads
 *  there.
 *  @param link  what the home page says in its Link header
 *  @throws {Problem} page-not-found, section-not-found, and those of the answers */
export async function answerPlace(scope: RequestScope, link?: string): Promise<Response> {
  const { c, baseUrl } = scope;
  const written = markdownPlace(scope);
  if (written === undefined) return answerAddress(scope, link);
  const path = `${sectionFolder(written.path)}.md`;
  return isWrittenAs(c.req.url, path, c.env.BASE_URL)
    ? answerSectionMarkdown(scope, written)
    : movedTo(baseUrl, path);
}

/** The section whose address with `.md` is asked for, a slash behind it or not. */
function markdownPlace({ c, reader }: RequestScope): SectionOrSite | undefined {
  const [, path] = /^\/sections\/(.+)\.md\/*$/.exec(c.req.path) ?? [];
  return path === undefined
    ? undefined
    : findSectionOrSite(reader.manifest, segmentsOf(`/${path}`).join("/"));
}

async function answerAddress(scope: RequestScope, link?: string): Promise<Response> {
  const { c, reader, baseUrl } = scope;
  const [first, ...below] = segmentsOf(c.req.path);
  const isSection = first === "sections";
  const address = toFeedAddress(isSection ? below : [first ?? "", ...below]);
  if (address === undefined || (address.section === "") === isSection) return answerAlias(scope);
  const place = findSectionOrSite(reader.manifest, address.section);
  if (place === undefined) return answerOldSection(scope, address);
  const { archive, format } = address;
  // A page is never given for a feed.
  if (asksInQuery(scope, address)) return answerAlias(scope);
  const path = pathOf(place, address);
  if (!isWrittenAs(c.req.url, path, c.env.BASE_URL))
    return movedTo(baseUrl, path + filterQuery(scope));
  if (format === undefined) return answerFront(scope, place, link);
  if (archive === undefined) {
    const feedFilter = feedFilterAsked(scope, place);
    if (feedFilter !== undefined) return answerFilteredFeed(scope, place, { feedFilter, format });
    return answerFeed(scope, place, format);
  }
  return answerArchive(scope, place, archive, format);
}

/** Whether a feed is asked for by the query of a page. */
function asksInQuery({ parameters }: RequestScope, { format }: FeedAddress): boolean {
  return format === undefined && parameters.has("feed");
}

/** A section that is not there: where it is now, that it has ended, or what claims its path.
 *  @throws {Problem} section-gone, section-not-found */
async function answerOldSection(scope: RequestScope, address: FeedAddress): Promise<Response> {
  const { c, site, baseUrl } = scope;
  const old = oldSection(site, address.section);
  if (old?.kind === "moved" && !asksInQuery(scope, address))
    return movedTo(baseUrl, pathOf({ path: old.to }, address) + filterQuery(scope));
  const page = oldSection(site, address.section.replace(/\.md$/, ""));
  if (page?.kind === "moved" && old === undefined)
    return movedTo(baseUrl, `${sectionFolder(page.to)}.md`);
  // A feed's name of another system, such as rss.xml, says nothing of the section.
  const { folder } = readOldAddress(c.req.path, "");
  const ended = old ?? page ?? oldSection(site, percentDecoded(folder).replace("/sections/", ""));
  const problem = ended?.kind === "gone" ? sectionGone(address.section) : undefined;
  return answerAlias(scope, problem ?? sectionNotFound(address.section));
}

/** What of a query tells one feed from another, with its `?`. */
function filterQuery({ parameters }: RequestScope): string {
  const kept = ["depth", "lang"].flatMap((name) => {
    const value = parameters.get(name);
    return value !== null && /^[\w-]{1,40}$/.test(value) ? [`${name}=${value}`] : [];
  });
  return kept.length === 0 ? "" : `?${kept.join("&")}`;
}

function pathOf({ path }: Pick<SectionOrSite, "path">, { archive, format }: FeedAddress): string {
  if (format === undefined) return sectionFolder(path) || "/";
  const folder = archive === undefined ? sectionFolder(path) : archiveFolder(path, archive);
  return `${folder}/${FEED_FORMATS[format].file}`;
}
