import type { ArticleId } from "#model/name.ts";
import type { BlobName, Manifest } from "#model/release.ts";
import type { StoredKeyed } from "#store/recent/keyed-over.ts";
import type { RelatedLinks } from "#store/recent/related-links.ts";
import type { Member } from "#store/pack-place.ts";
import type { StoredRelease } from "#publish/build/base-part.ts";
import type { ReadyArticle } from "#publish/build/ready-article.ts";

/** A release that was published in full, as what changed is compared with it. */
export type Base = StoredRelease & {
  /** What it suggests, by number. */
  readonly suggested: readonly string[];
  readonly related: BaseRelated;
  /** One of its blobs. */
  readonly blob: (name: BlobName) => Promise<Uint8Array>;
};

/** Where a base keeps what its articles lead to. */
export type BaseRelated = {
  readonly blobs: readonly StoredKeyed[];
  /** Ids of what an article is similar to, the nearest first; undefined where it has no record. */
  readonly similarTo: (id: ArticleId) => readonly ArticleId[] | undefined;
  /** Which of its articles lead to which. */
  readonly links: () => RelatedLinks;
};

/** What changed since a base was published. */
export type Difference = {
  /** Articles that it has not, or not so, oldest first. */
  readonly own: readonly ReadyArticle[];
  /** For each of them, how many of the base's are older. */
  readonly places: readonly number[];
  /** Numbers of the base's that are withdrawn or replaced, ascending. */
  readonly removed: readonly number[];
};

/** Compares articles with those of a base. O(articles).
 *  @param articles  those that readers see, oldest first */
export function differenceFrom(
  base: Pick<Base, "manifest" | "directory">,
  articles: readonly ReadyArticle[],
): Difference {
  const { count } = base.manifest;
  const kept = new Uint8Array(count);
  const own: ReadyArticle[] = [];
  const places: number[] = [];
  let after = 0;
  for (const ready of articles) {
    const entry = base.directory.entries.get(ready.article.id);
    if (entry?.etag === ready.etag) {
      const number = numberOf(base, entry);
      kept[number] = 1;
      after = number + 1;
    } else {
      own.push(ready);
      places.push(after);
    }
  }
  const removed = Array.from(kept.keys()).filter((number) => kept[number] === 0);
  return { own, places, removed };
}

/** The number of an article of a base, by where it lies. */
export function numberOf(
  { manifest: { packs } }: { readonly manifest: Pick<Manifest, "packs"> },
  { pack, slot }: Member,
): number {
  return packs[pack]!.first + slot;
}
