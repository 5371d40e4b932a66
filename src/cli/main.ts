import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { endWithNpm } from "#cli/terminal/npm-parent.ts";
import { PROJECT } from "#cli/wrangler/project.ts";

async function main(): Promise<void> {
  endWithNpm();
  // What Node made of the sources is kept, by what they are, so that a command begins in half the
  // time; where nothing can be written it is as if this were not here.
  enableCompileCache(join(PROJECT, "node_modules/.cache/broadsheet"));
  const [{ broadsheet }, { CommanderError }] = await Promise.all([
    import("./program.ts"),
    import("commander"),
  ]);
  try {
    await (await broadsheet(process.argv[2])).parseAsync();
  } catch (error) {
    // Commander has said what was wrong; its own exit code is 0 after `--help`.
    const isKnown = error instanceof CommanderError;
    if (!isKnown) console.error("broadsheet: this is a mistake of ours:", error);
    process.exitCode = isKnown && error.exitCode === 0 ? 0 : 2;
  }
}

await main();
