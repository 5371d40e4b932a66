import type { ArticleId } from "#model/name.ts";

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
