import type { Command } from "commander";
import { toArticleId } from "#model/name.ts";
import { isRejection } from "#model/rejection.ts";
import { purge } from "#publish/write/purge.ts";
import { edgeToken, purgeReport } from "#cli/fetch/edge-purge.ts";
import { addHubOptions, type HubOptions, hubReport } from "#cli/fetch/websub-options.ts";
import { count, failure, type Report } from "#cli/terminal/report.ts";
import type { ProgressDisplay } from "#cli/terminal/progress.ts";
import { run } from "#cli/terminal/run.ts";
import { withKv } from "#cli/wrangler/kv.ts";
import { addKvOptions, type KvOptions } from "#cli/wrangler/kv-options.ts";
import { buildingTools } from "./building-tools.ts";

const AFTER = `
Readers see a release without the article first; then all releases that knew it are deleted, with every value that no
other release needs. Nobody can go back to them. Hashes of its id and titles stay, so that a content folder that still
has it does not bring it back. Take it out of the content too.

Examples:
  npm run broadsheet -- purge 87613
  npm run broadsheet -- purge 87613 --remote`;

/** Where copies of what was purged may still lie, out of reach of any command, and how long. */
const LEFT_IN_CACHES = [
  { where: "Cloudflare's KV, in other places of the world", most: "60 seconds" },
  { where: "a Worker that runs already, while KV does not answer it", most: "until it ends" },
  {
    where: "caches for pages and answers of the API",
    most: "1 minute; a week while the site fails",
  },
  { where: "caches for feeds", most: "15 minutes; a week while the site fails" },
  { where: "shared caches for its pictures", most: "1 day" },
  { where: "browsers that have shown its pictures", most: "a year" },
  { where: "feed readers, search engines, mirrors and archives", most: "as they like" },
] as const;

type PurgeOptions = KvOptions & HubOptions;

/** Adds `purge <id>`. */
export function addPurge(program: Command): void {
  const command = program
    .command("purge")
    .description("take an article out of everything that is stored: cannot be undone")
    .argument("<id>", "the article's id")
    .addHelpText("after", AFTER);
  addHubOptions(addKvOptions(command)).action((given: string, options: PurgeOptions) =>
    run(options, (shown) => purgeGiven(given, options, shown)),
  );
}

async function purgeGiven(
  given: string,
  options: PurgeOptions,
  shown: ProgressDisplay,
): Promise<Report> {
  const id = toArticleId(given);
  if (isRejection(id)) return failure({ ...id, place: { file: "purge" } });
  const told: {
    hub?: string | undefined;
    url?: string | undefined;
    topics: readonly string[];
  } = { topics: [] };
  const report = await withKv(options, async (kv): Promise<Report> => {
    const tools = await buildingTools(options, shown);
    const outcome = await purge({ kv, now: Date.now(), id, tools });
    if (isRejection(outcome)) return failure(outcome, 1);
    // What was made of the article lies beside the state too.
    tools.workshop.sweep();
    const { hub, url, topics, ...json } = outcome;
    Object.assign(told, { hub, url, topics });
    return { exitCode: 0, json: { ...json, caches: LEFT_IN_CACHES }, ...linesOf(outcome, id) };
  });
  const purged = await purgeReport(report, { url: told.url, token: edgeToken(options) });
  return hubReport(purged, told, { ...options, progress: shown.progress });
}

type PurgeDone = Exclude<Awaited<ReturnType<typeof purge>>, { readonly kind: "rejection" }>;

function linesOf(
  { release, releases, blobs, media, mentions, mark }: PurgeDone,
  id: string,
): Pick<Report, "lines" | "complaints"> {
  const parts = [
    count(releases.length, "release"),
    count(blobs, "blob"),
    count(media, "media file"),
  ];
  return {
    lines: [
      `Purged ${id}: readers see release ${release}, which was never told of it.`,
      `Deleted ${parts.join(", ")}. Who pulls is told of ${mark}.`,
      "Copies may lie in",
      ...LEFT_IN_CACHES.map(({ where, most }) => `  ${where}: ${most}`),
    ],
    complaints: mentions.map(
      (other) => `notice: ${other}: speaks of it in its own words; look whether it may stay so`,
    ),
  };
}
