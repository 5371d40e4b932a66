import type { HtmlElement } from "./html-tree.ts";

/** What the `meta` and `link` elements of a page say of it; "" where they say nothing. */
export type PageMeta = {
  readonly date: string;
  readonly title: string;
  readonly description: string;
  readonly image: string;
  readonly site: string;
  readonly author: string;
  readonly keywords: readonly string[];
  /** The page's address as it names it itself. */
  readonly canonical: string;
};

const NAMES = {
  date: ["article:published_time", "datepublished", "pubdate", "publishdate"],
  title: ["og:title"],
  description: ["description", "og:description"],
  image: ["og:image"],
  site: ["og:site_name"],
  author: ["author", "article:author"],
  keywords: ["keywords"],
} as const;

/** Reads the `meta` and `link` elements among the elements of a page. */
export function pageMeta(elements: readonly HtmlElement[]): PageMeta {
  const said = new Map<string, string>();
  let canonical = "";
  for (const { name, attributes } of elements) {
    const at = (attribute: string): string => attributes.get(attribute)?.trim() ?? "";
    const key = (at("property") || at("name") || at("itemprop")).toLowerCase();
    if (name === "meta" && key && !said.has(key)) said.set(key, at("content"));
    if (name === "link" && at("rel") === "canonical") canonical ||= at("href");
  }
  const first = (names: readonly string[]): string =>
    names.map((name) => said.get(name)).find(Boolean) ?? "";
  return {
    date: first(NAMES.date),
    title: first(NAMES.title),
    description: first(NAMES.description),
    image: first(NAMES.image),
    site: first(NAMES.site),
    author: first(NAMES.author),
    keywords: first(NAMES.keywords)
      .split(/[,，;；\s]+/)
      .filter(Boolean)
      .slice(0, 20),
    canonical,
  };
}
