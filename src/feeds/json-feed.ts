import type { Article } from "#model/article.ts";
import type { Image } from "#model/article-part.ts";
import { modifiedOf, type Entry } from "#model/entry.ts";
import { legalText } from "#text/html/escape.ts";
import {
  articleUrl,
  externalUrl,
  attachmentsOf,
  type Category,
  categorizer,
  fetchableUrl,
  imageOf,
  foreignRights,
  summaryOf,
} from "./entry.ts";
import { entryHtml } from "./entry-content.ts";
import { type Feed, feedUrl, folderUrl, homeUrl, knownLang } from "./feed.ts";
import { entryId } from "#model/address.ts";

const VERSION = "https://jsonfeed.org/version/1.1";

/** The feed as JSON Feed 1.1, an item a line. The same feed gives the same bytes. O(length). What
 *  the format has no field for stands in `_broadsheet`: the article's own id, its sections, kicker,
 *  source and licence.
 *  @see JSON Feed 1.1 */
export function renderJsonFeed(feed: Feed): string {
  return jsonFeedParts(feed).join("");
}

/** The same in parts, an item each: a text of this length is dear to join, and its bytes can be
 *  made without. */
export function jsonFeedParts(feed: Feed): readonly string[] {
  const writeItem = itemWriter(feed);
  const items = feed.entries.map(
    (article, index) => (index === 0 ? "\n" : ",\n") + writeItem(article),
  );
  const head = jsonOf(top(feed)).slice(0, -1);
  return [`${head},"items":[`, ...items, items.length > 0 ? "\n]}\n" : "]}\n"];
}

/** The function that writes an article of the feed as an item of JSON Feed. */
export function itemWriter(feed: Feed): (article: Article | Entry) => string {
  const categoriesOf = categorizer(feed.site);
  return (article) => jsonOf(item(article, feed, categoriesOf(article)));
}

/** The fields of the document but `items`; those that are undefined are left out when written. */
function top(feed: Feed): object {
  const { site, baseUrl, hub } = feed;
  const url = feedUrl(feed, "json");
  const icon = site.icon === undefined ? undefined : fetchableUrl(site.icon, baseUrl);
  const author = { name: site.title, url: `${baseUrl}/` };
  const withdrawn = (feed.tombstones ?? []).map(({ article, when }) => ({
    id: entryId(article, site),
    when,
  }));
  return {
    version: VERSION,
    title: feed.title,
    home_page_url: homeUrl(feed),
    feed_url: url,
    description: feed.description || undefined,
    user_comment: `This is a feed: a page for programs. To follow ${feed.title}, add ${url} to your feed reader.`,
    // Readers follow next_url back to the first article: the archive documents are its pages.
    next_url:
      feed.previousArchive === undefined
        ? undefined
        : folderUrl(baseUrl, feed.previousArchive, "json"),
    icon,
    favicon: `${baseUrl}/favicon.ico`,
    authors: [author],
    author,
    language: knownLang(feed.lang),
    hubs: hub === undefined ? undefined : [{ type: "WebSub", url: hub }],
    _broadsheet: {
      about: `${baseUrl}/feeds`,
      license: site.license,
      withdrawn: withdrawn.length > 0 ? withdrawn : undefined,
    },
  };
}

function item(article: Article | Entry, feed: Feed, categories: readonly Category[]): object {
  const { baseUrl, site } = feed;
  const html = entryHtml(article, baseUrl);
  const summary = summaryOf(article);
  const authors = article.authors.map((name) => ({ name }));
  const modified = modifiedOf(article);
  const image = imageOf(article, baseUrl);
  const lang = knownLang(article.lang);
  const attachments = attachmentsOf(article, baseUrl).map((file) => ({
    url: file.url,
    mime_type: file.type,
    title: file.title,
    size_in_bytes: file.size,
    duration_in_seconds: file.duration,
  }));
  return {
    id: entryId(article, site),
    url: articleUrl(article, feed),
    external_url: externalUrl(article, feed),
    title: article.title,
    content_html: html || undefined,
    // One of the two must be there, and validators refuse an empty one.
    content_text: html ? undefined : (summary ?? article.title),
    summary,
    image: image?.url,
    date_published: article.published,
    date_modified: modified === article.published ? undefined : modified,
    authors: authors.length > 0 ? authors : undefined,
    author: authors[0],
    tags: article.tags.length > 0 ? article.tags : undefined,
    language: lang === knownLang(feed.lang) ? undefined : lang,
    attachments: attachments.length > 0 ? attachments : undefined,
    _broadsheet: {
      id: article.id,
      sections: categories,
      kicker: article.kicker,
      source: article.source,
      license: article.license,
      rights: foreignRights(article, site),
      image: sizeOf(image),
      precision: article.precision === "day" ? "day" : undefined,
      corrections: article.corrections.length > 0 ? article.corrections : undefined,
    },
  };
}

/** What JSON Feed has no field for: how large the picture is, and what it shows. */
function sizeOf({ alt, width, height }: Partial<Image> = {}): object | undefined {
  return alt === undefined && width === undefined && height === undefined
    ? undefined
    : { alt, width, height };
}

/** What JSON shows of a text that is not legal, a backslash before `b`, `f` or `u` among it: rare,
 *  and often only looks so. */
const SUSPECT = /[\x7f-\x9f\ufffe\uffff]|\\[bfu]/;

/** Items of more than this are written in ASCII. UTF-16 units. The streaming parser clarinet
 *  (beneath feedme) looks at its buffer at each character beyond ASCII, and gives up the whole feed
 *  when a text has then passed 65,536 units. */
const LONG_ITEM = 60_000;
const BEYOND_ASCII = /[\u0080-\uffff]/g;

/** JSON whose texts hold only characters that every format may: strict decoders refuse the escape
 *  of a lone surrogate. `<` is written as its escape, as in all JSON of ours, so that no text can
 *  be taken for markup.
 *  @see RFC 8259 section 8.2 */
function jsonOf(value: object): string {
  // Without a function for each field JSON.stringify takes half the time.
  const plain = JSON.stringify(value);
  const json = SUSPECT.test(plain)
    ? JSON.stringify(value, (_, field: unknown) =>
        typeof field === "string" ? legalText(field) : field,
      )
    : plain;
  const quiet = json.replaceAll("<", "\\u003c");
  return quiet.length > LONG_ITEM ? quiet.replace(BEYOND_ASCII, escapeOf) : quiet;
}

function escapeOf(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
