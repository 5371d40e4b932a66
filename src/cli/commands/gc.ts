import type { Command } from "commander";
import { isRejection } from "#model/rejection.ts";
import { collectGarbage, type KeptFor } from "#publish/write/gc.ts";
import { withKv } from "#cli/wrangler/kv.ts";
import { addKvOptions, type KvOptions } from "#cli/wrangler/kv-options.ts";
import { count, failure } from "#cli/terminal/report.ts";
import { run } from "#cli/terminal/run.ts";

const AFTER = `
Kept are the newest five releases, the one that readers see, the one before it, those that wait for their time, and
everything younger than a day.

Examples:
  npm run broadsheet -- gc
  npm run broadsheet -- gc --remote`;

/** Why a release is kept, for people. */
const REASONS: Readonly<Record<KeptFor, string>> = {
  shown: "readers see it",
  base: "what readers see is laid over it",
  before: "the one before it, for a rollback",
  waiting: "waits for its time",
  newest: "one of the newest five, for a rollback",
  young: "younger than a day",
  planned: "planned by one that is kept",
};

/** Adds `gc`. */
export function addGc(program: Command): void {
  const command = program
    .command("gc")
    .description("delete old releases and what only they need")
    .addHelpText("after", AFTER);
  addKvOptions(command).action((options: KvOptions) =>
    run(options, () =>
      withKv(options, async (kv) => {
        const outcome = await collectGarbage(kv, Date.now());
        if (isRejection(outcome)) return failure(outcome, 1);
        const { releases, blobs, media, kept, young } = outcome;
        const parts = [
          count(releases, "release"),
          count(blobs, "blob"),
          count(media, "media file"),
        ];
        return {
          exitCode: 0,
          json: outcome,
          lines: [
            `Deleted ${parts.join(", ")}.`,
            `Kept ${count(kept.length, "release")} and what they need:`,
            ...kept.map(({ release, why }) => `  ${release}  ${REASONS[why]}`),
            ...(young > 0
              ? [
                  `Kept ${count(young, "value")} that no release needs, for they are younger than a day.`,
                ]
              : []),
          ],
          complaints: [],
        };
      }),
    ),
  );
}
