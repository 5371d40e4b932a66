import type { Command } from "commander";
import { isRejection } from "#model/rejection.ts";
import { rollback } from "#publish/write/rollback.ts";
import { withKv } from "#cli/wrangler/kv.ts";
import { addKvOptions, type KvOptions } from "#cli/wrangler/kv-options.ts";
import { addHubOptions, type HubOptions, hubReport } from "#cli/fetch/websub-options.ts";
import { failure } from "#cli/terminal/report.ts";
import { run } from "#cli/terminal/run.ts";

const EXAMPLES = `
Examples:
  npm run broadsheet -- rollback
  npm run broadsheet -- rollback 20261123T190149Z-3fK9a_Qz --remote`;

type Options = KvOptions & HubOptions;

/** Adds `rollback [release]`. */
export function addRollback(program: Command): void {
  const command = program
    .command("rollback")
    .description("show the release before this one again, or the one named: one write, at once")
    .argument("[release]", "a release as `releases` lists it")
    .addHelpText("after", EXAMPLES);
  addHubOptions(addKvOptions(command)).action((release: string | undefined, options: Options) =>
    run(options, async ({ progress }) => {
      const told: { hub?: string | undefined; topics: readonly string[] } = { topics: [] };
      const report = await withKv(options, async (kv) => {
        const outcome = await rollback({ kv, now: Date.now(), ...(release && { to: release }) });
        if (isRejection(outcome)) return failure(outcome, 1);
        const { hub, topics, ...json } = outcome;
        Object.assign(told, { hub, topics });
        const lines = [`Went back from ${json.from} to ${json.to}.`];
        return { exitCode: 0, json, lines, complaints: [] };
      });
      return hubReport(report, told, { ...options, progress });
    }),
  );
}
