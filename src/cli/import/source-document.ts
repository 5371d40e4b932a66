import type { Place } from "#model/rejection.ts";
import type { Article } from "#model/article.ts";

/** One document of a source. */
export type SourceDocument = {
  /** As the publisher knows it: a path, or an address. */
  readonly name: string;
  readonly text: string;
  /** Where it was fetched; absent for a file. */
  readonly url?: string;
  /** Its path on its site, of a page in a folder; else the name. */
  readonly address?: string;
  /** When the sitemap that names it says it changed, where that counts as its date. */
  readonly lastModified?: string;
  /** Gives the text at an address that the document leads to, as the next page of the same article;
   *  undefined where there is none. What was given so is no document of its own any more. */
  readonly follow?: (address: string) => Promise<string | undefined>;
  /** Finishes an article, with the files that came beside the document. */
  readonly prepare?: (article: Article) => Article;
};

/** Where a document is, for messages. */
export function placeOf({ name }: Pick<SourceDocument, "name">): Place {
  return { file: name };
}
