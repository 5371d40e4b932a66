import type { SourceKind } from "#ingest/source/source-kind.ts";
import type { Telling } from "#cli/terminal/report.ts";
import type { Site } from "#model/site.ts";
import type { DateSource } from "#cli/memory/file-dates.ts";
import type { ArticleWriter } from "./article-writer.ts";
import type { ReadingOptions } from "./reading-options.ts";
import type { ArticleIntake } from "./article-intake.ts";
import type { ImportState } from "#cli/memory/import-state.ts";
import type { Progress } from "#cli/terminal/progress.ts";
import type { GuidTable } from "./guid-table.ts";
import type { PictureKeeper } from "./picture-keeper.ts";
import type { RawArchive } from "#cli/memory/raw-archive.ts";
import type { Crawler } from "#cli/fetch/crawler.ts";

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
  /** What the publisher says of values that are about visibility, `field:value=published`. */
  readonly visibility?: readonly string[];
  readonly dates?: DateSource;
  readonly undated?: string;
  readonly keepEmails?: boolean;
  readonly audit?: boolean;
  /** Whether pictures come along. */
  readonly media?: boolean;
  /** A feed that gave the guids. */
  readonly guidsFrom?: string;
};

/** What the import of a source works with. */
export type ImportJob = {
  readonly intake: ArticleIntake;
  readonly raw: RawArchive;
  readonly writer: ArticleWriter;
  readonly state: ImportState;
  readonly options: ReadingOptions;
  readonly progress: Progress;
  readonly crawler: Crawler;
  readonly pictures: PictureKeeper;
  readonly guids: GuidTable | undefined;
  /** How many addresses are visited at most. */
  readonly maxVisits: number;
  /** The settings of the site, where the folder or a source has them. */
  known: Site | undefined;
};
