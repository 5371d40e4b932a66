import type { Site } from "../model/site.ts";
import type { ArticleWriter } from "./article-writer.ts";
import type { ReadingOptions } from "./import-document.ts";
import type { ImportDesk } from "./import-desk.ts";
import type { ImportState } from "./import-state.ts";
import type { Progress } from "./progress.ts";
import type { RawShelf } from "./raw-shelf.ts";
import type { Visitor } from "./visitor.ts";

/** What the import of a source works with. */
export type ImportJob = {
  readonly desk: ImportDesk;
  readonly raw: RawShelf;
  readonly writer: ArticleWriter;
  readonly state: ImportState;
  readonly options: ReadingOptions;
  readonly progress: Progress;
  readonly visitor: Visitor;
  /** How many addresses are visited at most. */
  readonly maxVisits: number;
  /** The settings of the site, where the folder or a source has them. */
  known: Site | undefined;
};
