import type { Teaser } from "./teaser.ts";

/** A link to an article from the page of another. */
export type ArticleLink = Pick<Teaser, "id" | "title" | "published" | "precision" | "lang" | "url">;

/** The articles that the page of one leads to. */
export type Related = {
  /** About the same, the nearest first. */
  readonly similar: readonly ArticleLink[];
  /** Just before it in its section. */
  readonly previous?: ArticleLink;
  /** Just after it in its section. */
  readonly next?: ArticleLink;
};

/** What the page of an article leads to when nothing is known of it. */
export const UNRELATED: Related = { similar: [] };
