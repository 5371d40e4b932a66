import type { PortalRules } from "#ingest/page/portal-rules.ts";
import type { SourceKind } from "#ingest/source/source-kind.ts";

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
  readonly isRepaired: boolean;
};
