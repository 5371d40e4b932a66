import type { HighlightSegment } from "#model/card.ts";
import type { Teaser } from "#model/teaser.ts";

/** What the results page shows of a hit. */
export type HitTeaser = Teaser & {
  /** Whether it has only some of the words. */
  readonly partial: boolean;
  /** What it was found by, where neither its title nor its text shows it. */
  readonly matched?: "tag" | "author" | "published";
  readonly highlights: {
    readonly title: readonly HighlightSegment[];
    readonly snippet: readonly HighlightSegment[];
  };
};

/** By what a search is narrowed, as its address says it. */
export type SearchFilters = {
  readonly section?: string;
  readonly tag?: string;
  readonly author?: string;
  readonly lang?: string;
  readonly after?: string;
  readonly before?: string;
};

/** How many articles have a value. */
export type FacetValue = { readonly value: string; readonly count: number };

/** What the results page shows: what was asked, and what was found. */
export type SearchResults = {
  readonly query: string;
  readonly filters: SearchFilters;
  readonly sort: "relevance" | "date";
  readonly total: number;
  readonly page: number;
  /** Whether a further page would show more. */
  readonly hasMore: boolean;
  readonly degraded: boolean;
  /** Whether no article matches fully, so that all hits have only some of the words. */
  readonly partial: boolean;
  readonly suggestion: string | null;
  /** Whether the search has a feed. */
  readonly canFollow: boolean;
  /** Words that were looked for in place of those that nothing has. */
  readonly corrected?: readonly { readonly from: string; readonly to: string }[];
  /** What of the query counted for nothing. */
  readonly ignored?: readonly string[];
  /** Sections that were asked for and are not there. */
  readonly unknownSections?: readonly string[];
  readonly hits: readonly HitTeaser[];
  readonly facets: Readonly<
    Record<"section" | "tag" | "author" | "year" | "lang", readonly FacetValue[]>
  >;
};
