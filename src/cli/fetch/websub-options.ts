import { type Command, InvalidArgumentError } from "commander";
import { rejection } from "#model/rejection.ts";
import { HUB_DELAY_SECONDS, notifyHub } from "./websub.ts";
import type { Progress } from "#cli/terminal/progress.ts";
import { count, listRejections, rejectionJson, type Report } from "#cli/terminal/report.ts";

/** Whether and when the hub is told. */
export type HubOptions = {
  /** Absent: when the account's KV was published to, for what lies on this machine concerns no
   *  subscriber. */
  readonly ping?: boolean;
  /** Seconds. */
  readonly pingDelay?: number;
};

/** Adds `--ping`, `--no-ping` and `--ping-delay`. */
export function addHubOptions(command: Command): Command {
  return command
    .option("--ping", "tell the hub of site.toml which feeds changed (default with --remote)")
    .option("--no-ping", "do not tell the hub")
    .option(
      "--ping-delay <seconds>",
      `wait so long before, for KV to show the release everywhere (default: ${HUB_DELAY_SECONDS})`,
      secondsFromText,
    );
}

/** The report of a publication after the hub was told, if it is to be. What goes wrong with that is
 *  said, and no more: readers see the release.
 *  @param told  the hub, and the feeds that changed */
export async function hubReport(
  report: Report,
  { hub, topics }: { readonly hub?: string | undefined; readonly topics: readonly string[] },
  options: HubOptions & { readonly remote?: boolean; readonly progress: Progress },
): Promise<Report> {
  const { remote = false, ping = remote, pingDelay = HUB_DELAY_SECONDS, progress } = options;
  if (!ping || hub === undefined || topics.length === 0) return report;
  const fault = await notifyHub({ hub, topics, delaySeconds: pingDelay, progress });
  if (fault === null) {
    const json = { ...report.json, pinged: topics };
    return {
      ...report,
      json,
      lines: [...report.lines, `Told the hub of ${count(topics.length, "feed")}.`],
    };
  }
  const notice = rejection({ file: "site.toml" }, fault);
  return {
    ...report,
    json: { ...report.json, pinged: [], hub: rejectionJson(notice) },
    complaints: [...report.complaints, ...listRejections([notice], "notice: ")],
  };
}

function secondsFromText(text: string): number {
  const seconds = Number(text);
  if (!/^\d{1,5}(?:\.\d+)?$/.test(text.trim()))
    throw new InvalidArgumentError("It must be a number of seconds.");
  return seconds;
}
