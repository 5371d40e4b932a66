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
  /** Finishes an article, with the files that came beside the document. */
  readonly prepare?: (article: Article) => Article;
};
