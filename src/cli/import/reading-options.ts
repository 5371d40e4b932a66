import type { PortalRules } from "#ingest/page/portal-rules.ts";
import type { SourceKind } from "#ingest/source/source-kind.ts";
import type { VisibilityAnswers } from "#ingest/source/visibility.ts";
import type { DateSource } from "#cli/archive/file-dates.ts";

/** How documents are read. */
export type ReadingOptions = {
  /** Told, where the publisher told it. */
  readonly kind?: SourceKind;
  readonly rules: PortalRules;
  /** Of articles that name none. */
  readonly section: string;
  /** Whether the site moves here. */
  readonly isMigration: boolean;
  /** Where the source lives, when it does not say so itself; "" when nobody knows. */
  readonly home: string;
  readonly timeZone: string;
  /** Whether the publisher told the time zone; else that of the source's settings holds. */
  readonly isZoneGiven: boolean;
  readonly isRepaired: boolean;
  /** Milliseconds since 1970: what has expired by then is hidden. */
  readonly now: number;
  readonly answers: VisibilityAnswers;
  readonly dates?: DateSource | undefined;
  /** The date of what has none. */
  readonly undated?: string | undefined;
  /** Whether authors that are only an e-mail address keep it. */
  readonly keepsEmails: boolean;
};
