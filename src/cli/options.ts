import type { Command } from "commander";
import type { KvChoice } from "./kv.ts";
import type { Telling } from "./report.ts";

/** The options of every command that works on KV. */
export type KvOptions = KvChoice & Telling;

/** Adds `--json` and `--quiet`. */
export function addTelling(command: Command): Command {
  return command
    .option("--json", "print one JSON object on stdout")
    .option("--quiet", "no progress and no summary; errors still come");
}

/** Adds `--remote` and `--persist-to`, `--json` and `--quiet`. */
export function addKvOptions(command: Command): Command {
  command
    .option("--remote", "the KV of your Cloudflare account, not this machine's")
    .option("--persist-to <dir>", "folder of this machine's KV (default: .wrangler/state)");
  return addTelling(command);
}
