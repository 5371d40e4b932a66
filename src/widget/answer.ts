/** A run of an article's own characters, and whether the query matches them. */
export type HitSegment = { readonly text: string; readonly match: boolean };

/** A hit, as far as the element shows it. A template or a callback may show more of what the API
 *  gives. */
export type FoundHit = {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly section?: { readonly path: string; readonly title: string };
  /** RFC 3339, in the publisher's own time. */
  readonly published?: string;
  readonly lang?: string;
  /** Whether it has only some of the words. */
  readonly partial?: boolean;
  /** What it was found by, where neither title nor snippet shows it. */
  readonly matched?: "tag" | "author" | "published";
  /** The address of a picture. */
  readonly image?: string;
  readonly highlights: {
    readonly title: readonly HitSegment[];
    readonly snippet: readonly HitSegment[];
  };
};

/** A value by which hits can be narrowed, and how many have it. */
type OfferedValue = {
  readonly value: string;
  readonly count: number;
  readonly title?: string;
};

/** What `/api/search` answers, as far as the element reads it. A Worker of another version may
 *  know less. */
export type SearchAnswer = {
  readonly total: number;
  readonly hits: readonly FoundHit[];
  /** Whether no hit has all of the words. */
  readonly partial?: boolean;
  /** Whether a part of a long search was left out. */
  readonly degraded?: boolean;
  readonly suggestion?: string | null;
  /** Words that were searched for in the place of those typed. */
  readonly corrected?: readonly { readonly from: string; readonly to: string }[];
  /** What was typed and not searched for. */
  readonly ignored?: readonly string[];
  readonly facets?: Readonly<Record<string, readonly OfferedValue[]>>;
};
