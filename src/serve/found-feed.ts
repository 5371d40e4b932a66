import type { Article } from "../model/article.ts";
import { epochMs } from "../model/instant.ts";
import type { SectionPath } from "../model/name.ts";
import type { Feed, FeedFormat } from "../feeds/feed.ts";
import type { Heading } from "../feeds/heading.ts";
import { NEWEST_PAGE } from "../feeds/newest-page.ts";
import { type Columns, publishedSeconds } from "../search/columns.ts";
import { contentHash } from "../store/blob-name.ts";
import { readFirstArticles } from "../store/article-reading.ts";
import { readColumns } from "./article-list.ts";
import { lastChange } from "./feed-answer.ts";
import { formAsked, formTag, renderForm } from "./feed-form.ts";
import { type HeldBody, heldBody } from "./feed-memory.ts";
import { feedResponse } from "./feed-response.ts";
import type { HouseContext } from "./house.ts";
import type { Visit } from "./release-route.ts";
import { etagOf, siteTag, tagsIn } from "./validator.ts";

/** A feed that no front holds: its articles are found in the columns of the index. */
export type FoundFeed = {
  /** Its one address. */
  readonly address: Pick<Feed, "path" | "query">;
  /** Finds its articles, newest first: a few more than a page shows, so that it is known whether the page shows all; and how many packs may be read for them. */
  readonly find: (columns: Columns) => Promise<FoundDocs> | FoundDocs;
  /** The section that it is a part of. */
  readonly section?: SectionPath;
  /** What it says of itself, given what it shows. */
  readonly heading: (articles: readonly Article[]) => Heading;
};

/** Numbers of articles, newest first, and how many packs may be read for them. */
export type FoundDocs = { readonly docs: readonly number[]; readonly packs: number };

/** Articles that `find` need find: the page that follows could not show more. */
export const ENOUGH_DOCS = NEWEST_PAGE.maxArticles + 1;
/** KV reads of one such feed on a cold isolate, `current` and columns among them.
 *  @see design.md §3: 20 reads, 3 rounds */
export const FOUND_FEED_READS = 20;
/** Packs that may be read when the columns alone tell which articles are wanted. */
export const FILTERED_FEED_PACKS = FOUND_FEED_READS - 2;

/** A feed of a tag, an author, a language, a search, or a part of a section. At most 20 KV reads in 3 rounds: of articles that lie scattered over many years, each in
 *  a pack of its own, the page shows as many as that pays for.
 *  Its entity tag has two parts. One stands for its bytes, which only reading it can tell; the other for the release. While the second is right a 304
 *  costs the reading of `current` alone; after a publication of other things it costs the reading of the feed, and is a 304 still.
 *  @throws {Problem} what `find` throws */
export async function answerFound(
  visit: Visit,
  found: FoundFeed,
  format: FeedFormat,
): Promise<Response> {
  const { c, reader, site, baseUrl } = visit;
  const { manifest } = reader;
  const form = formAsked(c, format);
  const { address } = found;
  const release = await etagOf(
    manifest.content,
    await siteTag(site),
    baseUrl,
    address.path,
    address.query ?? "",
    formTag(form),
  );
  const write = async () => {
    const text = renderForm(await readFound(visit, found), form, found.section);
    return { etag: `${await contentHash(text)}.${release}`, text };
  };
  const body = (): Promise<HeldBody> => heldBody(c.var.memory, release, write);
  // Only we can have made a tag for this address in this release: the feed is there, and the client has it.
  const echoed = c.var.memory.bodies.get(release) === undefined && tagOf(c, release);
  const etag = echoed || (await body()).etag;
  const validators = {
    etag,
    content: etag.slice(0, etag.indexOf(".")),
    // Every publication may have changed it: only the release's own date is never too early.
    modified: epochMs(manifest.created),
  };
  return feedResponse(visit, { form, address, validators, mayHold: echoed === false }, body);
}

/** The entity tag among those of the request that was made in this release; false when there is none. */
function tagOf(c: HouseContext, release: string): string | false {
  const tags = tagsIn(c.req.header("If-None-Match") ?? "");
  return tags.find((tag) => TAG.test(tag) && tag.endsWith(`.${release}`)) ?? false;
}

/** Matches `3fK9a_Qz1bXy0Tq7.3fK9a_Qz1bXy0Tq7`; refuses anything that could not stand in a header. */
const TAG = /^[\w-]{16}\.[\w-]{16}$/;

async function readFound(
  { reader, site, baseUrl }: Visit,
  { address, find, heading }: FoundFeed,
): Promise<Feed> {
  const columns = await readColumns(reader);
  const { docs, packs } = await find(columns);
  const page = newestOf(columns, docs);
  const entries = await readFirstArticles(reader, page, { packs, bytes: NEWEST_PAGE.maxBytes });
  return {
    ...heading(entries),
    ...address,
    site,
    baseUrl,
    modified: lastChange(entries) ?? reader.manifest.created,
    entries,
    complete: entries.length === docs.length,
  };
}

/** As on a section's newest page: at least 20 articles and all of the 48 hours before the newest, at most 100. */
function newestOf(columns: Columns, docs: readonly number[]): readonly number[] {
  const { minArticles, minSpanMs, maxArticles } = NEWEST_PAGE;
  const [newest] = docs;
  if (newest === undefined) return [];
  const since = publishedSeconds(columns, newest) - minSpanMs / 1000;
  return docs.filter(
    (doc, index) =>
      index < maxArticles && (index < minArticles || publishedSeconds(columns, doc) >= since),
  );
}
