import type { SourceKind } from "#ingest/source/source-kind.ts";
import type { Telling } from "#cli/terminal/report.ts";
import type { Site } from "#model/site.ts";
import type { ArticleWriter } from "./article-writer.ts";
import type { ReadingOptions } from "./import-document.ts";
import type { ImportDesk } from "./article-intake.ts";
import type { ImportState } from "./import-state.ts";
import type { Progress } from "#cli/terminal/progress.ts";
import type { RawShelf } from "./raw-shelf.ts";
import type { Visitor } from "#cli/fetch/crawler.ts";

/** What `import` is told. */
export type ImportOptions = Telling & {
  readonly to: string;
  readonly kind?: SourceKind;
  readonly rules?: string;
  readonly migrate?: boolean;
  readonly site?: string;
  readonly section: string;
  readonly timeZone?: string;
  readonly idAuthority?: string;
  readonly repair: boolean;
  readonly allowPrivate?: boolean;
  readonly ignoreRobots?: boolean;
  readonly maxVisits: number;
};

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
