import type { Command } from "commander";
import { isRejection } from "#model/rejection.ts";
import { collectGarbage } from "#publish/write/gc.ts";
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
        const { releases, blobs, media } = outcome;
        const parts = [
          count(releases, "release"),
          count(blobs, "blob"),
          count(media, "media file"),
        ];
        return {
          exitCode: 0,
          json: outcome,
          lines: [`Deleted ${parts.join(", ")}.`],
          complaints: [],
        };
      }),
    ),
  );
}
