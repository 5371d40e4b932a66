import type { Article } from "./article.ts";
import { type Instant, laterOf } from "./instant.ts";

/** An article without its body. */
export type ArticleHead = Omit<Article, "body" | "format" | "html">;

/** An article's content as feeds in XML hold it, ready to be copied into them. */
export type EntryContent = {
  /** The UTF-8 of safe HTML, corrections below it, escaped as XML text; nothing stands where an
   *  address of the site itself begins. */
  readonly xml: Uint8Array;
  /** Where in `xml` the site's own address belongs, ascending. Bytes. */
  readonly origins: readonly number[];
};

/** An article as the front of a section holds it: the entry of a feed, its content ready in place
 *  of its body. */
export type Entry = ArticleHead & { readonly content: EntryContent };

/** An article that is gone, for readers that hold a copy of it. */
export type Tombstone = {
  readonly article: Pick<Article, "id" | "guid">;
  /** When it went. */
  readonly when: Instant;
};

/** When an article last changed in a way that readers should see: never before its publication. */
export function modifiedOf({ published, updated, corrections }: ArticleHead): Instant {
  const latest = updated === undefined ? published : laterOf(published, updated);
  return corrections.reduce((latest, { at }) => laterOf(latest, at), latest);
}
