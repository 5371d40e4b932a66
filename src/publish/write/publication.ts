import type { ArticleId } from "#model/name.ts";
import type { PartChoice } from "./part-choice.ts";
import type { Article } from "#model/article.ts";
import type { Instant } from "#model/instant.ts";
import type { Fault } from "#model/rejection.ts";
import type { Manifest, ReleaseId } from "#model/release.ts";
import type { Site } from "#model/site.ts";
import type { BuildOptions } from "#publish/build/build-release.ts";
import type { Changes } from "#publish/build/comparison.ts";
import type { IndexBuilder } from "#publish/build/index-part.ts";
import type { MediaFile } from "#publish/build/media-use.ts";
import type { PlanNotice } from "#publish/build/plan-notice.ts";
import type { SuggestionInput } from "#publish/build/suggestion-part.ts";
import type { PublicationCost } from "./cost.ts";
import type { Rework } from "./rework.ts";

/** How far a publication has come. */
export type PublicationProgress = {
  readonly step: "index" | "blobs" | "media" | "releases";
  readonly done: number;
  readonly total: number;
};

/** What the publisher confirms of a publication. */
export type PublishFlags = {
  /** Publish also when many articles would go, and over a `current` that is
   *  damaged. */
  readonly force?: boolean | undefined;
  /** Publish also when subscribers would see articles again that they have seen under another
   *  id. */
  readonly allowReappearing?: boolean | undefined;
  /** Publish also when the address of a section's feed or an alias would answer no more. */
  readonly allowGone?: boolean | undefined;
  /** Publish also when a section takes the old path of another. */
  readonly allowReuse?: boolean | undefined;
  /** Ids of articles that were purged and may be seen again. */
  readonly revive?: readonly ArticleId[] | undefined;
  /** Take the site back from the one that owns it, and publish. */
  readonly takeBack?: boolean | undefined;
  /** Publish all anew, whatever changed; when false, what changed is laid over the last full
   *  release where that can be. True when absent. */
  readonly full?: boolean | undefined;
  /** What is new is old stock: it goes into the archive, and no newest page tells of it. */
  readonly backfill?: boolean | undefined;
};

/** What is to be published, and where. */
export type Publication = PublishFlags & {
  readonly kv: KVNamespace;
  readonly site: Site;
  /** In any order; drafts, future and withdrawn ones too. */
  readonly articles: readonly Article[];
  readonly media: readonly MediaFile[];
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly progress?: (progress: PublicationProgress) => void;
  /** Called before anything is written, with what it will cost. */
  readonly foresee?: (cost: PublicationCost) => void;
  /** Who may publish while the site is owned: the mark of the owner; absent: nobody's. */
  readonly owner?: string;
  /** Articles of the largest site that may be published anew here, when what changed cannot be laid
   *  over the last full release; absent for any. */
  readonly fullAtMost?: number;
  /** Who publishes, for others who publish at the same time; absent: nobody is told. */
  readonly by?: string;
  /** Called before anything is made when somebody else seems to be publishing. */
  readonly warn?: (fault: Fault) => void;
  /** How the index is built; that of search/ when absent. */
  readonly buildIndex?: IndexBuilder;
  /** Keeps what is made of articles for the next publication; without it everything is made
   *  anew. */
  readonly workshop?: BuildOptions["workshop"];
  /** Set where it is made of what KV holds already. */
  readonly rework?: Rework;
  /** Cuts Chinese titles into words and reads them; without it nothing is suggested by pinyin. */
  readonly readingsOf?: SuggestionInput["readingsOf"];
};

/** What a publication did. */
export type Outcome = {
  readonly kind: "published" | "unchanged";
  /** The release that readers see now. */
  readonly release: ReleaseId;
  /** What `current` holds now. */
  readonly manifest: Manifest;
  /** KV writes that were made. */
  readonly written: number;
  /** Blobs and media files that were there already. */
  readonly skipped: number;
  /** Published articles. */
  readonly articles: number;
  /** When scheduled articles appear. */
  readonly upcoming: readonly Instant[];
  readonly notices: readonly PlanNotice[];
  /** Counts what the release does in the eyes of subscribers. */
  readonly changes: { readonly [Kind in keyof Changes]: number };
  /** Which part it wrote, and why. */
  readonly choice: PartChoice;
  /** The feeds that changed since somebody last published, as a WebSub hub knows them: absolute
   *  URLs. */
  readonly topics: readonly string[];
  /** Bytes of the releases with their media. */
  readonly bytes: number;
};
