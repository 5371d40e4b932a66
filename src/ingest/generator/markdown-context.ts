import type { EntryIdentity } from "#ingest/feed/entry-id.ts";
import type { Findings } from "#ingest/source/findings.ts";
import type { VisibilityAnswers } from "#ingest/source/visibility.ts";
import type { Rejection } from "#model/rejection.ts";
import type { BlobName } from "#model/release.ts";
import type { Notice } from "#ingest/folder/content.ts";
import type { Draft } from "#ingest/folder/draft.ts";
import type { FileFinder } from "./file-finder.ts";
import type { Generator } from "./generator.ts";

/** How the sources of a generator's site are read. */
export type MarkdownSiteOptions = {
  /** The name of a blob with these bytes. */
  readonly nameBlob: (bytes: Uint8Array) => BlobName;
  /** IANA name, of dates without offset. */
  readonly timeZone?: string;
  /** Milliseconds since 1970: what has expired by then is hidden. */
  readonly now: number;
  readonly answers?: VisibilityAnswers;
  /** Whether the site moves here: then an old permalink is the guid. */
  readonly isMigration?: boolean;
  /** The date of a file of which nothing else tells it. */
  readonly dateOf?: (
    path: string,
  ) => { readonly date: string; readonly source: string } | undefined;
};

/** What the reading of a site's files shares. */
export type SiteContext = Omit<MarkdownSiteOptions, "nameBlob" | "timeZone"> & {
  readonly timeZone: string;
  /** IANA name of the place by whose clock CST is meant. */
  readonly place: string;
  /** Titles of sections by path; grows. */
  readonly titles: Map<string, string>;
  readonly generator: Generator | undefined;
  readonly find: FileFinder;
  /** The fields that a file has of what stands around it. */
  readonly inherited: (path: string) => Readonly<Record<string, unknown>>;
  /** What authors are called, by the keys that articles have for them. */
  readonly authorNames: ReadonlyMap<string, string>;
  readonly identify: (name: string, guid: string, path: string) => EntryIdentity;
};

/** What became of one file. */
export type MarkdownFile =
  | {
      readonly kind: "article";
      readonly draft: Draft;
      readonly notices: readonly Notice[];
      readonly findings: Findings;
    }
  | { readonly kind: "rejected"; readonly rejections: readonly Rejection[] }
  | { readonly kind: "left-out"; readonly noun: string }
  | { readonly kind: "undated" }
  | { readonly kind: "nothing" };
