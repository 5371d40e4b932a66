import type { Article } from "#model/article.ts";
import type { Manifest } from "#model/release.ts";
import type { Site } from "#model/site.ts";
import type { Past } from "#store/past.ts";
import { articlesSeen, changesIn } from "#publish/build/build-release.ts";
import type { Changes } from "#publish/build/comparison.ts";
import { ledgerEntry } from "#publish/build/ledger.ts";
import { inOrder, readyArticle } from "#publish/build/ready-article.ts";

/** What a release is compared with. */
export type PreviewInput = {
  readonly site: Site;
  /** In any order; drafts, future and withdrawn ones too. */
  readonly articles: readonly Article[];
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The release that readers see now; null when nothing was published. */
  readonly previous: Manifest | null;
  /** What subscribers saw in it; null when nobody knows. */
  readonly past: Past | null;
};

/** What subscribers would see if this content were published now: the same comparison as a publication makes, without building the release. O(length). */
export async function previewChanges(input: PreviewInput): Promise<Changes> {
  const { articles, now } = input;
  const kept = articles.filter(({ status }) => status !== "draft");
  const { ordered } = inOrder(await Promise.all(kept.map(readyArticle)));
  const known = new Set(articles.map(({ id }) => id));
  const seen = await articlesSeen({ articles: ordered, known }, now);
  return changesIn(input, seen.map(ledgerEntry));
}
