import type { Article } from "#model/article.ts";
import type { ArticleId } from "#model/name.ts";
import type { Fault, Place, Rejection } from "#model/rejection.ts";
import type { Site } from "#model/site.ts";
import type { DroppedContent } from "#text/html/dropped-content.ts";
import type { Hiding } from "#ingest/source/findings.ts";
import type { Media } from "./media.ts";

/** Something that went in, and that the publisher should know about all the same. */
export type Notice = {
  readonly kind: "notice";
  readonly place: Place;
  readonly faults: readonly Fault[];
};

/** An article that is a draft because nobody knows what a value of it says of who may see it. */
export type Doubt = {
  readonly article: Article["id"];
  readonly place: Place;
  readonly hiding: Hiding;
};

/** Everything that a source gave: what is ready to publish, and what is wrong with the rest. */
export type Content = {
  readonly site: Site;
  /** Safe, with language, excerpt and absolute addresses; in the order of the source. */
  readonly articles: readonly Article[];
  readonly media: readonly Media[];
  /** What did not go in. */
  readonly rejections: readonly Rejection[];
  readonly notices: readonly Notice[];
  /** Where an article stands, or a field or a text of it; its id for one that nobody wrote. */
  readonly placeOf: (id: ArticleId, spot?: Spot) => Place;
  /** Drafts among the articles that may be none. */
  readonly doubts: readonly Doubt[];
  /** What of bodies did not stay as it was, by article. */
  readonly dropped: ReadonlyMap<Article["id"], readonly DroppedContent[]>;
  /** The hash of all that an article was made from, where it is kept for the next run: two of one
   *  origin are the same. */
  readonly originOf: (article: Article) => string | undefined;
};

/** A part of an article: a field of it, or a text in its body. */
type Spot = { readonly field?: string | undefined; readonly text?: string | undefined };

/** A notice of what stands at `place`. */
export function notice(place: Place, ...faults: readonly Fault[]): Notice {
  return { kind: "notice", place, faults };
}
