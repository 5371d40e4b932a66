import type { Command } from "commander";
import type { ArticleId } from "#model/name.ts";
import { isRejection } from "#model/rejection.ts";
import { rollback } from "#publish/write/rollback.ts";
import { withKv } from "#cli/wrangler/kv.ts";
import { addKvOptions, type KvOptions } from "#cli/wrangler/kv-options.ts";
import { edgeToken, purgeReport } from "#cli/fetch/edge-purge.ts";
import { addHubOptions, type HubOptions, hubReport } from "#cli/fetch/websub-options.ts";
import { addRevive } from "./revive-option.ts";
import { buildingTools } from "./building-tools.ts";
import { count, failure } from "#cli/terminal/report.ts";
import { run } from "#cli/terminal/run.ts";

const EXAMPLES = `
Examples:
  npm run broadsheet -- rollback
  npm run broadsheet -- rollback 20261123T190149Z-3fK9a_Qz --remote
  npm run broadsheet -- rollback --revive 87613

What was withdrawn since stays so, unless it is named; what was purged is not there any more. Where the earlier release
shows such an article, it is built anew without it, which takes as long as a publication.`;

type Options = KvOptions & HubOptions & { readonly revive?: readonly ArticleId[] };

/** Adds `rollback [release]`. */
export function addRollback(program: Command): void {
  const command = program
    .command("rollback")
    .description("show the release before this one again, or the one named: one write, at once")
    .argument("[release]", "a release as `releases` lists it")
    .addHelpText("after", EXAMPLES);
  addRevive(command, "a withdrawn article that may be seen again; may be repeated");
  addHubOptions(addKvOptions(command)).action((release: string | undefined, options: Options) =>
    run(options, async (shown) => {
      const told: {
        hub?: string | undefined;
        url?: string | undefined;
        topics: readonly string[];
      } = { topics: [] };
      const report = await withKv(options, async (kv) => {
        const { revive = [] } = options;
        const tools = await buildingTools(options, shown);
        const to = release === undefined ? {} : { to: release };
        const outcome = await rollback({ kv, now: Date.now(), revive, tools, ...to });
        if (isRejection(outcome)) return failure(outcome, 1);
        const { hub, url, topics, ...json } = outcome;
        Object.assign(told, { hub, url, topics });
        const lines = [
          `Went back from ${json.from} to ${json.to}.`,
          ...(json.release === undefined
            ? []
            : [
                `${count(json.left, "article")} of it stayed withdrawn: readers see release ${json.release}, without.`,
              ]),
        ];
        return { exitCode: 0, json, lines, complaints: [] };
      });
      const purged = await purgeReport(report, { url: told.url, token: edgeToken(options) });
      return hubReport(purged, told, { ...options, progress: shown.progress });
    }),
  );
}
