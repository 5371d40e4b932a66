import type { Publication } from "#publish/write/publication.ts";
import type { Tools } from "#publish/write/taken-rollback.ts";
import { type KeptWork, openKeptWork } from "#cli/folder/kept-work.ts";
import { loadReadings } from "#cli/folder/readings.ts";
import type { Progress } from "#cli/terminal/progress.ts";
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

/** What builds a release for commands that make one of what KV holds. About 70 ms. */
export async function buildingTools(
  { persistTo }: { readonly persistTo?: string },
  progress: Progress,
): Promise<Tools & { readonly workshop: KeptWork }> {
  return {
    workshop: openKeptWork(keptWorkFolder(persistTo)),
    readingsOf: await loadReadings(),
    progress: stepsTo(progress),
  };
}
