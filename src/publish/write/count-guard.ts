import { rejection, type Rejection } from "#model/rejection.ts";
import type { Manifest } from "#model/release.ts";
import type { Changes } from "#publish/build/comparison.ts";

/** From so many articles on, and so large a part of what readers saw, something has probably gone
 *  wrong with the content. */
const LEAST_LOSS = 5;
const LEAST_SHARE = 0.05;

/** Refuses a release in which many articles would go from readers' eyes: at least five, and a
 *  twentieth of all. One that became a draft, was withdrawn, or is dated into the future has gone
 *  too; one that comes again under another id has not. What is new makes up for nothing. Nor may a
 *  release be empty where there were articles.
 *  @returns a Rejection, or null when the release may be published
 *  @see trust.md row 15: a content folder that was half copied must not empty the site */
export function refuseMassLoss(
  previous: Manifest | null,
  next: Pick<Manifest, "count">,
  { gone, reappearing }: Pick<Changes, "gone" | "reappearing">,
): Rejection | null {
  const before = previous?.count ?? 0;
  // Of a release that kept no ledger only the number is known.
  const lost = Math.max(gone.length - reappearing.length, before - next.count);
  const isEmptied = next.count === 0 && before > 0;
  const isMuch = lost >= LEAST_LOSS && lost >= before * LEAST_SHARE;
  if (!isMuch && !isEmptied) return null;
  return rejection(
    {},
    {
      what: `${lost} of ${before} articles would go: deleted, drafts now, withdrawn, or dated later`,
      fix: "publish with --force if this is meant; preview names them",
    },
  );
}
