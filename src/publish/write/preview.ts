import type { Article } from "#model/article.ts";
import type { Site } from "#model/site.ts";
import type { AddressLoss } from "#publish/build/address-loss.ts";
import { articlesSeen, changesIn, lossIn, type Predecessor } from "#publish/build/build-release.ts";
import type { Changes } from "#publish/build/comparison.ts";
import { ledgerEntries } from "#publish/build/ledger.ts";
import { takedownsWith } from "#publish/build/takedown.ts";
import { withoutPurged } from "./purged-content.ts";
import { NO_TAKEDOWNS, type Takedowns } from "#store/history/takedown.ts";
import { sectionsOf, shownSections } from "#publish/build/section-tree.ts";
import { inOrder, readyArticle } from "#publish/build/ready-article.ts";

/** What a release is compared with. */
type PreviewInput = Predecessor & {
  readonly site: Site;
  /** In any order; drafts, future and withdrawn ones too. */
  readonly articles: readonly Article[];
  /** What was taken down before; absent for nothing. */
  readonly takedowns?: Takedowns;
  /** Milliseconds since 1970. */
  readonly now: number;
};

/** What a publication would do: in the eyes of subscribers, and to addresses. */
export type Preview = { readonly changes: Changes; readonly loss: AddressLoss };

/** What subscribers would see if this content were published now: the same comparison as a
 *  publication makes, without building the release. O(length). */
export async function previewChanges(input: PreviewInput): Promise<Preview> {
  const { now, takedowns = NO_TAKEDOWNS } = input;
  const { kept: articles } = await withoutPurged(input.articles, takedowns);
  const kept = articles.filter(({ status }) => status !== "draft");
  const { ordered } = inOrder(await Promise.all(kept.map(readyArticle)));
  const taken = takedownsWith(takedowns, kept, input.past?.entries ?? []);
  const known = new Set(articles.map(({ id }) => id));
  const seen = await articlesSeen({ articles: ordered, known, takedowns: taken }, now);
  const entries = ledgerEntries(seen);
  const shown = sectionsOf(seen.map(({ article }) => article));
  const sections = shownSections(input.site.sections, shown, sectionsOf(articles));
  const site = { ...input.site, sections };
  return {
    changes: changesIn(input, entries),
    loss: lossIn(input, { site, entries, articles: seen }),
  };
}
