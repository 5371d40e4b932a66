import { articlePath } from "#model/address.ts";
import type { Card } from "#model/card.ts";
import { epochMs, type Instant } from "#model/instant.ts";
import type { Site } from "#model/site.ts";
import { knownLang } from "./feed.ts";
import { element, XML_DECLARATION } from "./xml.ts";

/** News in one news sitemap at most. @see Google "news sitemap": 1,000 entries, articles of the
 *  last two days */
export const NEWS_SITEMAP_MAX = 1_000;
/** How far back a news sitemap reaches. Milliseconds. */
export const NEWS_SITEMAP_SPAN_MS = 48 * 3_600_000;

/** What a news sitemap needs to know of an article; a Card is enough. */
type NewsItem = Pick<Card, "id" | "title" | "published" | "lang"> & {
  readonly url?: string;
};

/** The sitemap of the articles of the 48 hours before `now`, newest first as they are given,
 *  without those that live elsewhere. */
export function renderNewsSitemap(
  articles: readonly NewsItem[],
  { site, baseUrl, now }: { readonly site: Site; readonly baseUrl: string; readonly now: Instant },
): string {
  const end = epochMs(now);
  const isNews = ({ published, url }: NewsItem): boolean =>
    url === undefined &&
    epochMs(published) <= end &&
    epochMs(published) > end - NEWS_SITEMAP_SPAN_MS;
  const urls = articles
    .filter(isNews)
    .slice(0, NEWS_SITEMAP_MAX)
    .map(
      ({ id, title, published, lang }) => `<url>
${element("loc", baseUrl + articlePath(id))}<news:news>
<news:publication>
${element("news:name", site.title)}${element("news:language", newsLanguage(knownLang(lang) ?? site.lang))}</news:publication>
${element("news:publication_date", published)}${element("news:title", title)}</news:news>
</url>
`,
    );
  return `${XML_DECLARATION}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
${urls.join("")}</urlset>
`;
}

/** The language as news sitemaps name it: an ISO 639 code, but `zh-cn` and `zh-tw` for the scripts
 *  of Chinese. */
function newsLanguage(tag: string): string {
  const [language = "en"] = tag.split("-", 1);
  if (language === "und") return "en";
  if (language !== "zh") return language;
  return /^zh-(?:Hant|TW|HK|MO)\b/i.test(tag) ? "zh-tw" : "zh-cn";
}
