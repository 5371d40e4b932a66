import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command, CommanderError } from "commander";
import { addCheck } from "#cli/commands/check.ts";
import { addDoctor } from "#cli/commands/doctor.ts";
import { addExport } from "#cli/commands/export.ts";
import { addGc } from "#cli/commands/gc.ts";
import { endWithNpm } from "#cli/terminal/npm-parent.ts";
import { addInit } from "#cli/commands/init.ts";
import { addImport } from "#cli/commands/import.ts";
import { addPreview } from "#cli/commands/preview.ts";
import { addPublish } from "#cli/commands/publish.ts";
import { addPurge } from "#cli/commands/purge.ts";
import { addReleases } from "#cli/commands/releases.ts";
import { addRollback } from "#cli/commands/rollback.ts";
import { addStart } from "#cli/commands/start.ts";
import { PROJECT } from "#cli/wrangler/project.ts";

/** The version that package.json gives. */
const { version: VERSION } = JSON.parse(readFileSync(join(PROJECT, "package.json"), "utf8")) as {
  readonly version: string;
};

const AFTER = `
Exit codes: 0 done; 1 done but something was rejected, or refused; 2 wrong usage, or it could not run.
NO_COLOR is respected. Each command has a help of its own: broadsheet publish --help`;

/** The `broadsheet` command with all its subcommands. */
export function broadsheet(): Command {
  const program = new Command("broadsheet")
    .description("RSS, Atom, JSON Feed and search for a publisher, from one Cloudflare Worker.")
    .version(VERSION, "-V, --version", "print the version")
    .helpCommand("help [command]", "show the help of a command")
    .showSuggestionAfterError()
    // Commander ends the process with 1 for wrong usage; our 1 means that something was rejected.
    .exitOverride()
    .addHelpText("after", AFTER);
  for (const add of [
    addInit,
    addImport,
    addPreview,
    addPublish,
    addCheck,
    addDoctor,
    addReleases,
    addRollback,
    addPurge,
    addGc,
    addExport,
    addStart,
  ])
    add(program);
  return program;
}

async function main(): Promise<void> {
  endWithNpm();
  try {
    await broadsheet().parseAsync();
  } catch (error) {
    // Commander has said what was wrong; its own exit code is 0 after `--help`.
    const isKnown = error instanceof CommanderError;
    if (!isKnown) console.error("broadsheet: this is a mistake of ours:", error);
    process.exitCode = isKnown && error.exitCode === 0 ? 0 : 2;
  }
}

if (import.meta.main) await main();
