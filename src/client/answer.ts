/** A section, where an article lies in it. */
export type SectionName = { readonly path: string; readonly title: string };

/** What lists and hits say of an article. */
export type ListedArticle = {
  readonly id: string;
  readonly title: string;
  /** Absolute: its page, or where it lives elsewhere. */
  readonly url: string;
  readonly section: SectionName;
  /** RFC 3339. */
  readonly published: string;
  /** `day` where the publisher gave a date alone. */
  readonly precision: "day" | "time";
  readonly updated?: string;
  readonly authors: readonly string[];
  readonly tags: readonly string[];
  readonly lang: string;
  /** Plain text. */
  readonly summary: string;
  readonly kicker?: string;
  readonly image?: string;
  readonly source?: { readonly name: string; readonly url?: string };
  /** Never of what is there: so a change is told from what is gone. */
  readonly withdrawn?: undefined;
};

/** What readers cannot see any more: remove your copy. */
export type WithdrawnArticle = { readonly id: string; readonly withdrawn: true };

/** One page of a list. */
export type ArticlePage<Item = ListedArticle> = {
  readonly articles: readonly Item[];
  /** Leads to the page behind; null on the last. */
  readonly next: string | null;
  /** Where a mirror goes on from; absent where the site keeps no log of changes. */
  readonly cursor?: string;
};

/** An article with all its fields; docs/reference/article.md has those not named here. */
export type FullArticle = Omit<ListedArticle, "section" | "precision" | "summary" | "image"> & {
  readonly section: SectionName & { readonly titles: readonly string[] };
  /** The moment; `published` is as it was written, which may be a date alone. */
  readonly published_at: string;
  readonly format: "html" | "markdown" | "text";
  /** Safe HTML with absolute addresses. */
  readonly content_html: string;
  readonly content_text: string;
  readonly summary?: string;
  readonly image?: { readonly url: string; readonly alt?: string };
  readonly attachments: readonly { readonly url: string; readonly type?: string }[];
  readonly corrections: readonly { readonly at: string; readonly note: string }[];
  readonly translations: Readonly<Record<string, { readonly id: string; readonly url: string }>>;
  readonly license?: string;
};

/** A section with what lies in it. */
export type SectionBranch = SectionName & {
  readonly description?: string;
  readonly lang: string;
  /** Articles in it and below. */
  readonly count: number;
  readonly url: string;
  readonly feeds: Readonly<Record<"rss" | "atom" | "json", string>>;
  readonly children: readonly SectionBranch[];
};

/** The article's own characters, cut where what was searched for begins and ends; never HTML. */
export type TextSegments = readonly { readonly text: string; readonly match: boolean }[];

/** An article that a search found. */
export type SearchHit = ListedArticle & {
  /** Higher is better. */
  readonly score: number;
  /** Whether it has only part of what was searched for. */
  readonly partial: boolean;
  readonly highlights: { readonly title: TextSegments; readonly snippet: TextSegments };
};

/** Values of a facet with their counts, the commonest first. */
export type FacetValues = readonly { readonly value: string; readonly count: number }[];

/** What a search found; docs/reference/api.md has the fields not named here. */
export type FoundPage = {
  readonly query: string;
  readonly total: number;
  readonly page: number;
  readonly limit: number;
  readonly partial: boolean;
  readonly suggestion: string | null;
  readonly hits: readonly SearchHit[];
  readonly facets: Readonly<Record<"section" | "tag" | "author" | "year" | "lang", FacetValues>>;
};
