/** A page of the seed of each kind, in each language that it speaks there. */
export type PageKind = {
  readonly name: string;
  readonly path: string;
  /** Of the page's own words. */
  readonly lang: "zh-Hans" | "zh-Hant" | "en";
  readonly status?: number;
};

const search = (query: Readonly<Record<string, string>>): string =>
  `/search?${new URLSearchParams(query).toString()}`;

/** Every kind of page that people see. */
export const PAGE_KINDS: readonly PageKind[] = [
  { name: "home", path: "/", lang: "zh-Hans" },
  { name: "section", path: "/sections/news", lang: "zh-Hans" },
  { name: "section-hant", path: "/sections/overseas", lang: "zh-Hant" },
  { name: "section-en", path: "/sections/english", lang: "en" },
  { name: "article", path: "/articles/101552", lang: "zh-Hans" },
  { name: "article-hant", path: "/articles/61204", lang: "zh-Hant" },
  { name: "article-en", path: "/articles/lan-river-bridge-opens", lang: "en" },
  { name: "tag", path: `/tags/${encodeURIComponent("霞渡县")}`, lang: "zh-Hans" },
  { name: "author", path: `/authors/${encodeURIComponent("陆青禾")}`, lang: "zh-Hans" },
  { name: "language", path: "/languages/zh-Hant", lang: "zh-Hans" },
  { name: "search", path: search({ q: "渡船" }), lang: "zh-Hans" },
  { name: "search-hant", path: search({ q: "燈戲", section: "overseas" }), lang: "zh-Hant" },
  { name: "search-en", path: search({ q: "river ferry", section: "english" }), lang: "en" },
  { name: "search-empty", path: "/search", lang: "zh-Hans" },
  { name: "search-nothing", path: search({ q: "qqqzzz" }), lang: "zh-Hans" },
  { name: "not-found", path: "/nothing-here", lang: "zh-Hans", status: 404 },
  { name: "not-found-hant", path: "/sections/overseas/x", lang: "zh-Hant", status: 404 },
  { name: "not-found-en", path: "/sections/english/x", lang: "en", status: 404 },
  { name: "gone", path: "/articles/112790", lang: "zh-Hans", status: 410 },
  { name: "feeds", path: "/feeds", lang: "zh-Hans" },
  { name: "demo", path: "/demo", lang: "zh-Hans" },
  { name: "api", path: "/api", lang: "zh-Hans" },
  { name: "feed", path: "/sections/news/feed.xml", lang: "zh-Hans" },
];
