import type { Instant, Precision } from "./instant.ts";
import type { ArticleId, SectionPath } from "./name.ts";

/** What a list of articles shows of one: enough for a hit, a summary or a line on a page, without
 *  reading its pack. */
export type Card = {
  readonly id: ArticleId;
  readonly title: string;
  readonly section: SectionPath;
  readonly published: Instant;
  readonly precision: Precision;
  readonly updated?: Instant;
  readonly authors: readonly string[];
  readonly tags: readonly string[];
  readonly lang: string;
  /** Where the article lives, when it lives elsewhere. */
  readonly url?: string;
  readonly kicker?: string;
  /** The publisher's summary or the article's excerpt; plain text. */
  readonly summary: string;
  /** The beginning of the plain text, from which a hit's snippet is cut. */
  readonly text: string;
  readonly image?: string;
  /** Where it was first published. */
  readonly source?: { readonly name: string; readonly url?: string };
  /** Which stretches of Chinese stand in the article beyond all that; absent when the card shows
   *  all of it, or in releases of versions that did not say. */
  readonly beyond?: string;
};

/** A stretch of an article's own characters, and whether it is what was searched for. Never
 *  HTML. */
export type HighlightSegment = { readonly text: string; readonly match: boolean };
