import { hostname } from "node:os";
import { describeRejection } from "#model/rejection.ts";
import type { Publication } from "#publish/write/publication.ts";
import type { Tools } from "#publish/write/taken-rollback.ts";
import { type KeptWork, openKeptWork } from "#cli/folder/kept-work.ts";
import { loadReadings } from "#cli/folder/readings.ts";
import type { Progress, ProgressDisplay } from "#cli/terminal/progress.ts";
import { keptWorkFolder } from "#cli/wrangler/state-folder.ts";

/** What people call the steps of a publication. */
const STEPS = {
  index: "indexing",
  blobs: "writing",
  media: "media",
  releases: "releasing",
} as const;

/** Shows the steps of a publication as they go on. */
export function stepsTo(progress: Progress): NonNullable<Publication["progress"]> {
  return ({ step, done, total }) => progress(STEPS[step], done, total);
}

/** Who publishes, and how it is told that somebody else does. */
export function leaseTerms(tell?: (line: string) => void): Required<Pick<Tools, "by" | "warn">> {
  return {
    by: `${hostname()}, process ${process.pid}`,
    warn: (fault) => tell?.(describeRejection({ place: { file: "KV" }, faults: [fault] })),
  };
}

/** What builds a release for commands that make one of what KV holds. About 70 ms. */
export async function buildingTools(
  { persistTo }: { readonly persistTo?: string },
  { progress, tell }: Pick<ProgressDisplay, "progress" | "tell">,
): Promise<Tools & { readonly workshop: KeptWork }> {
  return {
    ...leaseTerms(tell),
    workshop: openKeptWork(keptWorkFolder(persistTo)),
    readingsOf: await loadReadings(),
    progress: stepsTo(progress),
  };
}
