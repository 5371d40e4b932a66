import { archiveFolder, sectionFolder } from "#model/address.ts";
import { FEED_FORMATS } from "#feeds/feed.ts";
import { answerAlias } from "#serve/articles/alias-answer.ts";
import { type FeedAddress, toFeedAddress } from "./feed-address.ts";
import { answerArchive, answerFeed } from "./feed-answer.ts";
import { answerFront } from "#serve/articles/front-answer.ts";
import { answerFilteredFeed, feedFilterAsked } from "./filtered-feed.ts";
import { movedTo } from "#serve/http/redirect.ts";
import type { RequestScope } from "#serve/http/release-route.ts";
import { segmentsOf } from "#serve/http/request-path.ts";
import {
  findSectionOrSite,
  type SectionOrSite,
  sectionNotFound,
} from "#serve/http/section-or-site.ts";

/** Everything of a section and of the whole site: its page, its feeds, their archive documents. A
 *  path that means one of them without being its address, such as one with a slash too many, leads
 *  there.
 *  @throws {Problem} page-not-found, section-not-found, and those of the answers */
export async function answerPlace(scope: RequestScope): Promise<Response> {
  const { c, reader, baseUrl } = scope;
  const [first, ...below] = segmentsOf(c.req.path);
  const isSection = first === "sections";
  const address = toFeedAddress(isSection ? below : [first ?? "", ...below]);
  if (address === undefined || (address.section === "") === isSection) return answerAlias(scope);
  const place = findSectionOrSite(reader.manifest, address.section);
  if (place === undefined) return answerAlias(scope, sectionNotFound(address.section));
  const path = pathOf(place, address);
  if (path !== c.req.path) return movedTo(baseUrl, path);
  const { archive, format } = address;
  if (format === undefined) return answerFront(scope, place);
  if (archive === undefined) {
    const feedFilter = feedFilterAsked(scope, place);
    if (feedFilter !== undefined) return answerFilteredFeed(scope, place, { feedFilter, format });
    return answerFeed(scope, place, format);
  }
  return answerArchive(scope, place, archive, format);
}

function pathOf({ path }: SectionOrSite, { archive, format }: FeedAddress): string {
  if (format === undefined) return sectionFolder(path) || "/";
  const folder = archive === undefined ? sectionFolder(path) : archiveFolder(path, archive);
  return `${folder}/${FEED_FORMATS[format].file}`;
}
