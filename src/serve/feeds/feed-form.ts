import { feedParts } from "#feeds/feed-parts.ts";
import { type Feed, FEED_FORMATS, FEEDS_REVISION, feedUrl } from "#feeds/feed.ts";
import type { FeedFormat } from "#model/release.ts";
import type { SectionPath } from "#model/name.ts";
import { renderFeedPage } from "#pages/feed-page.ts";
import { teaserFromArticle } from "#model/teaser.ts";
import { pageContext } from "#pages/page-context.ts";
import { wordsFor } from "#pages/words.ts";
import { CACHE } from "#serve/http/cache-control.ts";
import { HTML_TYPE } from "#serve/http/conditional.ts";
import { bytesOfParts } from "#serve/http/byte-parts.ts";
import { PAGES_REVISION } from "#serve/articles/front-answer.ts";
import type { AppContext } from "#serve/http/env.ts";

/** How a feed is shown: in one of its formats, or as a page for a person who opened that format in
 *  a browser. */
export type FeedForm = { readonly format: FeedFormat; readonly isPage: boolean };

/** The form that a request asks for. Browsers say when an address is opened by a person, and
 *  nothing else does; by `Accept` one cannot tell: Java ROME, a feed reader, asks for `text/html,
 *  image/gif, image/jpeg, *\/*;q=.2`.
 *  @see Fetch Metadata Request Headers section 2.1; feeds.md §1 decision 4 */
export function formAsked(c: AppContext, format: FeedFormat): FeedForm {
  return { format, isPage: c.req.header("Sec-Fetch-Dest") === "document" };
}

/** What tells one form from another, and from what an older version wrote: part of every feed's
 *  entity tag. */
export function formTag({ format, isPage }: FeedForm): string {
  return isPage ? `${format} page ${PAGES_REVISION}` : `${format} ${FEEDS_REVISION}`;
}

/** Content-Type and Cache-Control of a form. */
export function formHeaders({ format, isPage }: FeedForm): {
  readonly type: string;
  readonly cache: string;
} {
  return isPage
    ? { type: HTML_TYPE, cache: CACHE.page }
    : { type: FEED_FORMATS[format].type, cache: CACHE.feed };
}

/** The bytes of a feed in a form.
 *  @param section  the section that it belongs to; a page stands in it */
export function formBytes(
  feed: Feed,
  { format, isPage }: FeedForm,
  section?: SectionPath,
): Uint8Array<ArrayBuffer> {
  if (!isPage) return bytesOfParts(feedParts(feed, format));
  const { site, baseUrl, previousArchive, archiveOf } = feed;
  const context = { ...pageContext(site, baseUrl, section), words: wordsFor(feed.lang) };
  const page = renderFeedPage(context, {
    title: feed.title,
    description: feed.description,
    lang: feed.lang,
    homePath: feed.homePath,
    format,
    urls: { rss: feedUrl(feed, "rss"), atom: feedUrl(feed, "atom"), json: feedUrl(feed, "json") },
    ...(archiveOf !== undefined && {
      newest: feedUrl({ baseUrl, path: archiveOf }, format),
    }),
    ...(previousArchive !== undefined && {
      older: feedUrl({ baseUrl, path: previousArchive }, format),
    }),
    articles: feed.entries.map(teaserFromArticle),
  });
  return bytesOfParts([page]);
}
