import { Command } from "commander";
import { VERSION } from "#cli/wrangler/project.ts";

const AFTER = `
Exit codes: 0 done; 1 done but something was rejected, or refused; 2 wrong usage, or it could not run.
NO_COLOR is respected. Each command has a help of its own: broadsheet publish --help`;

/** What adds each command, loaded when it is wanted: all of them together are a third of a second
 *  of CPU and 60 MB, most of it what imports read. */
const COMMANDS: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  init: async () => (await import("#cli/commands/init.ts")).addInit,
  import: async () => (await import("#cli/commands/import.ts")).addImport,
  preview: async () => (await import("#cli/commands/preview.ts")).addPreview,
  publish: async () => (await import("#cli/commands/publish.ts")).addPublish,
  check: async () => (await import("#cli/commands/check.ts")).addCheck,
  doctor: async () => (await import("#cli/commands/doctor.ts")).addDoctor,
  releases: async () => (await import("#cli/commands/releases.ts")).addReleases,
  rollback: async () => (await import("#cli/commands/rollback.ts")).addRollback,
  purge: async () => (await import("#cli/commands/purge.ts")).addPurge,
  gc: async () => (await import("#cli/commands/gc.ts")).addGc,
  export: async () => (await import("#cli/commands/export.ts")).addExport,
  start: async () => (await import("#cli/commands/start.ts")).addStart,
};

/** The `broadsheet` command.
 *  @param wanted  the one subcommand that it is to have; all of them when absent, or no name of
 *  one */
export async function broadsheet(wanted?: string): Promise<Command> {
  const program = new Command("broadsheet")
    .description("RSS, Atom, JSON Feed and search for a publisher, from one Cloudflare Worker.")
    .version(VERSION, "-V, --version", "print the version")
    .helpCommand("help [command]", "show the help of a command")
    .showSuggestionAfterError()
    // Commander ends the process with 1 for wrong usage; our 1 means that something was rejected.
    .exitOverride()
    .addHelpText("after", AFTER);
  const isOne = wanted !== undefined && Object.hasOwn(COMMANDS, wanted);
  for (const [name, load] of Object.entries(COMMANDS))
    if (!isOne || name === wanted) (await load())(program);
  return program;
}
