import { archiveFolder, sectionFolder } from "#model/address.ts";
import { FEED_FORMATS } from "#feeds/feed.ts";
import { answerAlias } from "#serve/articles/alias-answer.ts";
import { type FeedAddress, toFeedAddress } from "./feed-address.ts";
import { answerArchive, answerFeed } from "./feed-answer.ts";
import { answerFront } from "#serve/articles/front-answer.ts";
import { answerFilteredFeed, feedFilterAsked } from "./filtered-feed.ts";
import { movedTo } from "#serve/http/redirect.ts";
import type { Visit } from "#serve/http/release-route.ts";
import { segmentsOf } from "#serve/http/request-path.ts";
import { findPlace, type Place, sectionNotFound } from "#serve/http/section-asked.ts";

/** Everything of a section and of the whole site: its page, its feeds, their archive documents. A
 *  path that means one of them without being its address, such as one with a slash too many, leads
 *  there.
 *  @throws {Problem} page-not-found, section-not-found, and those of the answers */
export async function answerPlace(visit: Visit): Promise<Response> {
  const { c, reader, baseUrl } = visit;
  const [first, ...below] = segmentsOf(c.req.path);
  const isSection = first === "sections";
  const address = toFeedAddress(isSection ? below : [first ?? "", ...below]);
  if (address === undefined || (address.section === "") === isSection) return answerAlias(visit);
  const place = findPlace(reader.manifest, address.section);
  if (place === undefined) return answerAlias(visit, sectionNotFound(address.section));
  const path = pathOf(place, address);
  if (path !== c.req.path) return movedTo(baseUrl, path);
  const { archive, format } = address;
  if (format === undefined) return answerFront(visit, place);
  if (archive === undefined) {
    const feedFilter = feedFilterAsked(visit, place);
    if (feedFilter !== undefined) return answerFilteredFeed(visit, place, { feedFilter, format });
    return answerFeed(visit, place, format);
  }
  return answerArchive(visit, place, archive, format);
}

function pathOf({ path }: Place, { archive, format }: FeedAddress): string {
  if (format === undefined) return sectionFolder(path) || "/";
  const folder = archive === undefined ? sectionFolder(path) : archiveFolder(path, archive);
  return `${folder}/${FEED_FORMATS[format].file}`;
}
