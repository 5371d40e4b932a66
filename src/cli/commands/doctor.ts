import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import { isRejection, rejection, type Rejection } from "#model/rejection.ts";
import type { PublicationCost } from "#publish/write/cost.ts";
import { forecast } from "#publish/write/forecast.ts";
import { KEPT_RELEASES } from "#publish/write/gc.ts";
import { readStanding } from "#store/write/listing.ts";
import { readContentAt } from "#cli/folder/content.ts";
import { withKv } from "#cli/wrangler/kv.ts";
import { addKvOptions, type KvOptions } from "#cli/wrangler/kv-options.ts";
import type { Progress } from "#cli/terminal/progress.ts";
import { fetchReason } from "#cli/fetch/fetch-reason.ts";
import { type AskSite, edgeFindings } from "#cli/wrangler/edge-check.ts";
import { WRANGLER_TOML } from "#cli/wrangler/project.ts";
import { loadReadings } from "#cli/folder/readings.ts";
import { failure, type Report } from "#cli/terminal/report.ts";
import { run } from "#cli/terminal/run.ts";
import {
  type Finding,
  loginFinding,
  machineFindings,
  secretsFinding,
  siteFindings,
} from "#cli/wrangler/setup-check.ts";

const EXAMPLES = `
With content it also tells what publishing it would cost on the free plan; nothing is written.
With --url it looks at a deployed site instead, from outside: whether the cache that stands before
the Worker gives what it keeps, lets go of it by a purge (BROADSHEET_PURGE_TOKEN), keeps nothing of
/admin, and mixes no releases; and whether the timer runs, and saw a purge work, where answers are
kept for a day. That is to be seen before [cache] is left on.
Exit code 0 when all is well, 1 when something cannot work as it is.

Examples:
  npm run broadsheet -- doctor
  npm run broadsheet -- doctor ./content
  npm run broadsheet -- doctor ./content --remote --json
  BROADSHEET_PURGE_TOKEN=… npm run broadsheet -- doctor --url https://news.example.org`;

/** How long a deployed site is waited for. Milliseconds. */
const PATIENCE_MS = 15_000;

/** KV writes that the free plan allows a day, and bytes that it stores.
 *  @see https://developers.cloudflare.com/kv/platform/limits/ */
const FREE_WRITES = 1_000;
const FREE_BYTES = 1_000_000_000;

/** Adds `doctor`. */
export function addDoctor(program: Command): void {
  const command = program
    .command("doctor")
    .description(
      "say what is wrong with the set-up: Node, wrangler, login, KV, settings, plan limits",
    )
    .argument("[content]", "a content folder or JSON Lines, to be weighed against the limits")
    .option("--url <address>", "look at the cache before a deployed site, from outside")
    .addHelpText("after", EXAMPLES);
  addKvOptions(command).action((given: string | undefined, options: DoctorOptions) =>
    run(options, ({ progress }) =>
      options.url === undefined ? doctor(given, options, progress) : doctorOfEdge(options.url),
    ),
  );
}

type DoctorOptions = KvOptions & { readonly url?: string };

/** Looks at what stands before a deployed site. */
async function doctorOfEdge(address: string): Promise<Report> {
  const place = { file: address };
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    const what = "is no http address";
    return failure(rejection(place, { what, fix: "give it as https://news.example.org" }));
  }
  try {
    const ask: AskSite = (path, init) =>
      fetch(`${url.origin}${path}`, {
        ...init,
        redirect: "manual",
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
    const token = process.env["BROADSHEET_PURGE_TOKEN"];
    return findingsReport(await edgeFindings(ask, token, Date.now()));
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof DOMException)) throw error;
    const what = `did not answer (${fetchReason(error)})`;
    return failure(rejection(place, { what, fix: "compare the address" }));
  }
}

async function doctor(
  given: string | undefined,
  options: KvOptions,
  progress: Progress,
): Promise<Report> {
  const isRemote = options.remote === true;
  const machine = [
    ...(await machineFindings()),
    await loginFinding(isRemote),
    await secretsFinding(isRemote),
  ];
  // Where these do not work, KV cannot be opened.
  if (machine.some(({ state }) => state === "fault")) return findingsReport(machine);
  const content = given === undefined ? undefined : await readContentAt(given, progress);
  if (isRejection(content)) return failure(content);
  return withKv(options, async (kv) => {
    const standing = await readStanding(kv, Date.now());
    if (isRejection(standing)) return findingsReport([...machine, damaged(standing)]);
    const site = content?.site ?? standing?.inEffect.site;
    const published: Finding = {
      name: "published",
      state: "ok",
      what: standing === null ? "nothing yet" : `release ${standing.inEffect.release}`,
    };
    const settings = site === undefined ? [] : siteFindings(site, await baseUrlSetting());
    const costs =
      content &&
      (await forecast({ ...content, kv, now: Date.now(), readingsOf: await loadReadings() }));
    if (isRejection(costs)) return findingsReport([...machine, damaged(costs)]);
    const limits = costs === undefined ? [] : limitFindings(costs);
    return findingsReport([...machine, published, ...settings, ...limits]);
  });
}

/** What a publication costs, against the free plan. */
export function limitFindings({ writes, bytes }: PublicationCost): readonly Finding[] {
  const days = Math.ceil(writes / FREE_WRITES);
  const megabytes = Math.ceil(bytes / 1_000_000);
  const much = `${writes.toLocaleString("en")} of ${FREE_WRITES.toLocaleString("en")} KV writes a day`;
  const stored = `${megabytes.toLocaleString("en")} MB of ${FREE_BYTES / 1_000_000} MB`;
  return [
    days <= 1
      ? { name: "next publish", state: "ok", what: much }
      : {
          name: "next publish",
          state: "warning",
          what: much,
          fix: `run it on ${days} days (it goes on where it stopped), or take the paid plan for a month`,
        },
    bytes * KEPT_RELEASES <= FREE_BYTES
      ? { name: "storage", state: "ok", what: stored }
      : {
          name: "storage",
          state: bytes <= FREE_BYTES ? "warning" : "fault",
          what: `${stored}, and up to ${KEPT_RELEASES} releases lie side by side`,
          fix: "put large media elsewhere, run gc often, or take the paid plan",
        },
  ];
}

async function baseUrlSetting(): Promise<string | undefined> {
  const config = await readFile(WRANGLER_TOML, "utf8").catch(() => "");
  return /^\s*BASE_URL\s*=\s*["'](.*?)["']/m.exec(config)?.[1];
}

function damaged({ faults }: Rejection): Finding {
  const what = faults.map((fault) => fault.what).join("; ");
  return { name: "published", state: "fault", what, fix: "publish again with --force" };
}

/** The findings, one a line. Exit code 1 when something cannot work. */
function findingsReport(findings: readonly Finding[]): Report {
  const marks = { ok: "ok  ", warning: "look", fault: "BAD " };
  const isBad = findings.some(({ state }) => state === "fault");
  return {
    exitCode: isBad ? 1 : 0,
    json: { kind: "diagnosed", ok: !isBad, findings },
    lines: findings.map(({ name, state, what, fix }) => {
      const told = `${marks[state]}  ${name.padEnd(13)} ${what}`;
      return fix === undefined ? told : `${told}; ${fix}`;
    }),
    complaints: isBad ? [...badNames(findings)] : [],
  };
}

function badNames(findings: readonly Finding[]): readonly string[] {
  const names = findings.filter(({ state }) => state === "fault").map(({ name }) => name);
  return [`${names.join(", ")}: cannot work as it is`];
}
