import type { Command } from "commander";

/** Adds `--json` and `--quiet`. */
export function addTelling(command: Command): Command {
  return command
    .option("--json", "print one JSON object on stdout")
    .option("--quiet", "no progress and no summary; errors still come");
}
