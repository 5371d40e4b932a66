import type { Article } from "./article.ts";
import type { Instant } from "./instant.ts";

/** An article that is gone, for readers that hold a copy of it. */
export type Tombstone = {
  readonly article: Pick<Article, "id" | "guid">;
  /** When it went. */
  readonly when: Instant;
};
