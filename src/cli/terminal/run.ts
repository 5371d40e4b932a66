import { rejection } from "#model/rejection.ts";
import { StoreDown, StoreFault } from "#store/fault.ts";
import { progressOnStderr, type ProgressDisplay } from "./progress.ts";
import { failure, print, type Report, type Telling } from "./report.ts";

/** Runs a command's work under a progress bar, prints its report and sets the exit code; the
 *  process then ends by itself. KV that fails, or gives what is damaged, is a report (exit code 2);
 *  any other error is ours, and is thrown on with its stack. */
export async function run(
  telling: Telling,
  work: (shown: ProgressDisplay) => Promise<Report>,
): Promise<void> {
  const shown = progressOnStderr(telling.quiet === true);
  try {
    const report = await work(shown).catch(reportOfFault);
    shown.end();
    print(report, telling);
    process.exitCode = report.exitCode;
  } finally {
    shown.end();
  }
}

function reportOfFault(error: unknown): Report {
  if (!(error instanceof StoreDown || error instanceof StoreFault)) throw error;
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : "";
  return failure(
    rejection(
      { file: "KV" },
      { what: `${error.message}${cause}`, fix: "run it again; what is written already stays" },
    ),
  );
}
