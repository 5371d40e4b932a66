import type { Fault, Place } from "#model/rejection.ts";
import type { Findings } from "#ingest/source/findings.ts";
import type { VisibilityAnswers } from "#ingest/source/visibility.ts";
import type { FeedHead } from "./feed-head.ts";

/** How a feed is read. */
export type FeedOptions = {
  readonly place: Place;
  /** The address of the feed, against which relative ones are resolved; absent for a file. */
  readonly url?: string;
  /** The section of entries without category. */
  readonly section?: string;
  /** Whether the site moves here; else its entries go on living there. */
  readonly isMigration?: boolean;
  /** What the publisher says of values about visibility. */
  readonly answers?: VisibilityAnswers;
  /** Milliseconds since 1970: what has expired by then is hidden; without it nothing has. */
  readonly now?: number;
  /** IANA name of the place where it is written: what CST means hangs on it. */
  readonly timeZone?: string;
};

/** One entry, not yet checked. */
type FeedEntry = {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly line: number;
  readonly notices: readonly Fault[];
  readonly findings?: Partial<Findings>;
};

/** What a feed gives. */
export type FeedReading = {
  readonly head: FeedHead;
  readonly entries: readonly FeedEntry[];
  /** Titles of the sections that the entries name, by path. */
  readonly sections: ReadonlyMap<string, string>;
  /** A noun for each entry that is no article. */
  readonly leftOut: readonly string[];
};
