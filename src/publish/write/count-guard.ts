import { rejection, type Rejection } from "#model/rejection.ts";
import type { Manifest } from "#model/release.ts";

/** A release may have this part fewer articles than the one before; beyond it, something has
 *  probably gone wrong with the content. */
const MAX_DROP = 0.2;

/** Refuses a release in which the number of articles drops by more than a fifth.
 *  @returns a Rejection, or null when the release may be published
 *  @see trust.md row 15: a content folder that was half copied must not empty the site */
export function refuseDrop(previous: Manifest | null, next: Manifest): Rejection | null {
  const before = previous?.count ?? 0;
  if (next.count >= before * (1 - MAX_DROP)) return null;
  return rejection(
    { file: "content" },
    {
      what: `the release would have ${next.count} articles, the one before has ${before}: more than a fifth would go`,
      fix: "publish with --force if this is meant",
    },
  );
}
