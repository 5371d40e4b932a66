import type { Command } from "commander";
import { isRejection } from "#model/rejection.ts";
import { rollback } from "#publish/write/rollback.ts";
import { withKv } from "#cli/wrangler/kv.ts";
import { addKvOptions, type KvOptions } from "#cli/wrangler/kv-options.ts";
import { failure } from "#cli/terminal/report.ts";
import { run } from "#cli/terminal/run.ts";

const EXAMPLES = `
Examples:
  npm run broadsheet -- rollback
  npm run broadsheet -- rollback 20261123T190149Z-3fK9a_Qz --remote`;

/** Adds `rollback [release]`. */
export function addRollback(program: Command): void {
  const command = program
    .command("rollback")
    .description("show the release before this one again, or the one named: one write, at once")
    .argument("[release]", "a release as `releases` lists it")
    .addHelpText("after", EXAMPLES);
  addKvOptions(command).action((release: string | undefined, options: KvOptions) =>
    run(options, () =>
      withKv(options, async (kv) => {
        const outcome = await rollback({ kv, now: Date.now(), ...(release && { to: release }) });
        if (isRejection(outcome)) return failure(outcome, 1);
        const { from, to } = outcome;
        return {
          exitCode: 0,
          json: outcome,
          lines: [`Went back from ${from} to ${to}.`],
          complaints: [],
        };
      }),
    ),
  );
}
