import type { HtmlElement } from "./html-tree.ts";

/** What the `meta` and `link` elements of a page say of it; "" where they say nothing. */
export type PageMeta = {
  readonly date: string;
  /** When it was last changed. */
  readonly modified: string;
  readonly title: string;
  readonly description: string;
  readonly image: string;
  readonly site: string;
  /** Where the article came from. */
  readonly source: string;
  readonly author: string;
  readonly keywords: readonly string[];
  /** What it says of who may read the page, and until when. */
  readonly visibility: Readonly<Record<string, string>>;
  /** The page's address as it names it itself. */
  readonly canonical: string;
};

const NAMES = {
  date: (
    "article:published_time og:article:published_time datepublished pubdate publishdate " +
    "publish_date publish-date publish_time publication_date publicationdate parsely-pub-date " +
    "sailthru.date cxenseparse:recs:publishtime bt:pubdate weibo:article:create_at apub:time " +
    "og:time og:release_date article.published date dc.date dc.date.issued dcterms.date " +
    "dcterms.issued dcterms.created citation_publication_date citation_date releasedate created"
  ).split(" "),
  modified: (
    "article:modified_time og:updated_time datemodified dateupdate dcterms.modified last-modified " +
    "lastmod"
  ).split(" "),
  title: ["og:title", "articletitle", "twitter:title"],
  description: ["description", "og:description"],
  image: ["og:image"],
  site: ["og:site_name", "sitename"],
  source: ["contentsource", "mediaid", "og:article:source", "source"],
  author: [
    "dc:creator",
    "dcterm:creator",
    "author",
    "article:author",
    "og:article:author",
    "parsely-author",
    "dc.creator",
  ],
  keywords: ["keywords"],
} as const;

/** Reads the `meta` and `link` elements among the elements of a page. */
export function pageMeta(elements: readonly HtmlElement[]): PageMeta {
  const said = new Map<string, string>();
  let canonical = "";
  for (const { name, attributes } of elements) {
    const at = (attribute: string): string => attributes.get(attribute)?.trim() ?? "";
    // A property may be several, parted by spaces.
    const keys = (at("property") || at("name") || at("itemprop")).toLowerCase().split(/\s+/);
    for (const key of name === "meta" ? keys : [])
      if (key && !said.get(key)) said.set(key, at("content"));
    if (name === "link" && at("rel") === "canonical") canonical ||= at("href");
  }
  const first = (names: readonly string[]): string =>
    names.map((name) => said.get(name)).find(Boolean) ?? "";
  return {
    date: first(NAMES.date),
    modified: first(NAMES.modified),
    title: first(NAMES.title),
    description: first(NAMES.description),
    image: first(NAMES.image),
    // An address is no name.
    site: first(NAMES.site).replace(/^https?:.*$/, ""),
    source: first(NAMES.source),
    author: first(NAMES.author),
    keywords: first(NAMES.keywords)
      .split(/[,，;；\s]+/)
      .filter(Boolean)
      .slice(0, 20),
    visibility: visibilityIn(first),
    canonical,
  };
}

function visibilityIn(first: (names: readonly string[]) => string): PageMeta["visibility"] {
  return {
    expirationTime: first(["article:expiration_time", "expirationdate", "expires_at"]),
    contentTier: first(["article:content_tier"]),
    unavailableAfter: UNAVAILABLE.exec(first(["robots", "googlebot"]))?.[1] ?? "",
  };
}

/** Matches the moment of `noarchive, unavailable_after: 2020-09-21T10:00:00Z`. */
const UNAVAILABLE = /unavailable_after:\s*(.+?)(?:,\s*[a-z_-]+)*$/i;
