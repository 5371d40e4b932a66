import { Command, CommanderError } from "commander";
import { addCheck } from "./check.ts";
import { addDoctor } from "./doctor.ts";
import { addExport } from "./export.ts";
import { addGc } from "./gc.ts";
import { endWithNpm } from "./npm-parent.ts";
import { addImport } from "./import.ts";
import { addPreview } from "./preview.ts";
import { addPublish } from "./publish.ts";
import { addReleases } from "./releases.ts";
import { addRollback } from "./rollback.ts";
import { addStart } from "./start.ts";

const AFTER = `
Exit codes: 0 done; 1 done but something was rejected, or refused; 2 wrong usage, or it could not run.
NO_COLOR is respected. Each command has a help of its own: broadsheet publish --help`;

/** The `broadsheet` command with all its subcommands. */
export function broadsheet(): Command {
  const program = new Command("broadsheet")
    .description("RSS, Atom, JSON Feed and search for a publisher, from one Cloudflare Worker.")
    .helpCommand("help [command]", "show the help of a command")
    .showSuggestionAfterError()
    // Commander ends the process with 1 for wrong usage; our 1 means that something was rejected.
    .exitOverride()
    .addHelpText("after", AFTER);
  for (const add of [
    addImport,
    addPreview,
    addPublish,
    addCheck,
    addDoctor,
    addReleases,
    addRollback,
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
