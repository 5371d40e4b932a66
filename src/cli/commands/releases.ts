import type { Command } from "commander";
import { isRejection } from "#model/rejection.ts";
import { type ReleaseLine, releases } from "#publish/write/releases.ts";
import { withKv } from "#cli/wrangler/kv.ts";
import { addKvOptions, type KvOptions } from "#cli/wrangler/kv-options.ts";
import { count, failure } from "#cli/terminal/report.ts";
import { run } from "#cli/terminal/run.ts";

const EXAMPLES = `
Examples:
  npm run broadsheet -- releases
  npm run broadsheet -- releases --json --remote`;

/** Adds `releases`. */
export function addReleases(program: Command): void {
  const command = program
    .command("releases")
    .description(
      "list the releases that are stored, newest first; > marks the one that readers see",
    )
    .addHelpText("after", EXAMPLES);
  addKvOptions(command).action((options: KvOptions) =>
    run(options, () =>
      withKv(options, async (kv) => {
        const listed = await releases(kv, Date.now());
        if (isRejection(listed)) return failure(listed);
        const lines = listed.length === 0 ? ["Nothing was ever published."] : listed.map(lineOf);
        return { exitCode: 0, json: { releases: listed }, lines, complaints: [] };
      }),
    ),
  );
}

function lineOf({ release, created, count: articles, ...state }: ReleaseLine): string {
  const mark = state.isCurrent ? ">" : " ";
  const waits = state.isUpcoming ? "  waits for its time" : "";
  const note = state.isSuperseded ? "  superseded: its time will not come" : waits;
  return `${mark} ${release}  ${created}  ${count(articles, "article")}${note}`;
}
