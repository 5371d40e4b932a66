import { existsSync } from "node:fs";
import type { Command } from "commander";
import { isRejection, type Rejection, rejection } from "#model/rejection.ts";
import { readStanding } from "#store/write/listing.ts";
import { withKv } from "#cli/wrangler/kv.ts";
import { type DevServer, startDevServer } from "#cli/wrangler/dev-server.ts";
import { findDemoLinks, type DemoLink } from "#cli/wrangler/demo-links.ts";
import { isFree, toPort } from "#cli/wrangler/port.ts";
import { SEED } from "#cli/wrangler/project.ts";
import { readSeed } from "./seed-content.ts";
import { openStateFolder } from "#cli/wrangler/state-folder.ts";
import { publishContent } from "./publish.ts";
import type { Progress, ProgressDisplay } from "#cli/terminal/progress.ts";
import { failure, print, type Report } from "#cli/terminal/report.ts";
import { run } from "#cli/terminal/run.ts";

type StartOptions = {
  readonly port: string;
  readonly persistTo?: string;
  readonly quiet?: boolean;
};

/** Adds `start`, which is what `npm start` runs: the seeded newspaper, or what was published
 *  elsewhere, served on this machine. */
export function addStart(program: Command): void {
  program
    .command("start")
    .description(
      "serve on this machine: the newspaper in seed/, or what was published to --persist-to",
    )
    .option("--port <number>", "where to listen on localhost", "8787")
    .option("--persist-to <dir>", "serve what was published there, and publish nothing")
    .option("--quiet", "no progress and no list of pages")
    .addHelpText("after", EXAMPLES)
    .action((options: StartOptions) => run(options, (shown) => start(options, shown)));
}

const EXAMPLES = `
Examples:
  npm start
  npm start -- --port 9000
  npm run broadsheet -- publish ./content --persist-to /tmp/site
  npm start -- --persist-to /tmp/site --port 9000
What is published while it serves shows at once. Ctrl-C ends it.`;

async function start(options: StartOptions, shown: ProgressDisplay): Promise<Report> {
  const port = toPort(options.port);
  if (isRejection(port)) return failure(port);
  if (!(await isFree(port))) return failure(taken(port));
  const folder = await openStateFolder(options.persistTo);
  if (isRejection(folder)) return failure(folder);
  if (options.persistTo === undefined && existsSync(SEED)) {
    const seeded = await seed(shown.progress);
    shown.end();
    if (seeded.json["kind"] === "failed" || seeded.json["kind"] === "refused") return seeded;
    print(seeded, options);
  }
  const server = await startDevServer(folder, port);
  if (isRejection(server)) return failure(server);
  if (!options.quiet)
    process.stdout.write(announcement(server.url, await findDemoLinks(server.url)));
  return served(server);
}

/** Publishes the seeded newspaper into the default local KV, unless another site was published
 *  there: that one is the publisher's. */
async function seed(progress: Progress): Promise<Report> {
  return withKv({}, async (kv) => {
    const { content, imported } = await readSeed(progress);
    if (isRejection(content)) return failure(content);
    const standing = await readStanding(kv, Date.now());
    if (isRejection(standing)) return failure(standing);
    const site = standing?.inEffect.site;
    if (site === undefined || site.idAuthority === content.site.idAuthority)
      return withImport(
        imported,
        await publishContent(kv, content, { given: SEED, flags: {}, progress }),
      );
    const lines = [
      `${site.title} was published here, and is served as it is. For the seeded newspaper in its place:`,
      "npm run broadsheet -- publish seed --force",
    ];
    return { exitCode: 0, json: {}, lines, complaints: [] };
  });
}

/** What was imported, said before what was published. */
function withImport(imported: Report, published: Report): Report {
  const lines = [...imported.lines, ...published.lines];
  return { ...published, lines, complaints: [...imported.complaints, ...published.complaints] };
}

/** Waits until somebody ends it: Ctrl-C, SIGTERM, a closed terminal. */
async function served(server: DevServer): Promise<Report> {
  const outcome = await Promise.race([
    server.ended,
    told("SIGINT"),
    told("SIGTERM"),
    told("SIGHUP"),
  ]);
  await server.stop();
  if (outcome === "ended") {
    return failure(rejection({ file: "wrangler dev" }, { what: "ended", fix: "start it again" }));
  }
  return { exitCode: 0, json: { kind: "stopped" }, lines: [], complaints: [] };
}

function told(signal: NodeJS.Signals): Promise<NodeJS.Signals> {
  return new Promise((resolve) => process.once(signal, () => resolve(signal)));
}

function taken(port: number): Rejection {
  return rejection(
    { file: "--port" },
    {
      what: `somebody listens on port ${port} already`,
      fix: `end that, or choose another: npm start -- --port ${port + 1}`,
    },
  );
}

function announcement(origin: string, links: readonly DemoLink[]): string {
  const lines =
    links.length === 0
      ? [
          "Nothing is published there yet: npm run broadsheet -- publish <content> --persist-to <dir>",
        ]
      : links.map(({ what, url }) => `  ${what.padEnd(14)} ${url}`);
  return ["", `Broadsheet serves on ${origin}`, "", ...lines, "", "Ctrl-C ends it.", ""].join("\n");
}
