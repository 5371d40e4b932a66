import type { Command } from "commander";
import { addTelling } from "#cli/terminal/options.ts";
import type { Telling } from "#cli/terminal/report.ts";
import type { KvChoice } from "./kv.ts";

/** The options of every command that works on KV. */
export type KvOptions = KvChoice & Telling;

/** Adds `--remote` and `--persist-to`, `--json` and `--quiet`. */
export function addKvOptions(command: Command): Command {
  command
    .option("--remote", "the KV of your Cloudflare account, not this machine's")
    .option("--persist-to <dir>", "folder of this machine's KV (default: .wrangler/state)");
  return addTelling(command);
}
