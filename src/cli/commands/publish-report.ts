import type { Content } from "#ingest/folder/content.ts";
import { type Budget, budgetOf } from "#publish/write/cost.ts";
import type { Outcome } from "#publish/write/publication.ts";
import { contentReport } from "#cli/folder/content-report.ts";
import { count, type Report, seconds } from "#cli/terminal/report.ts";

/** What a publication says when it is done.
 *  @param given  the path as the publisher wrote it
 *  @param isChosen  whether it could have been laid over the last full release: then it says which
 *  part it wrote, and why */
export function publishReport(
  outcome: Outcome,
  given: string,
  {
    content,
    ms,
    isChosen,
  }: { readonly content: Content; readonly ms: number; readonly isChosen: boolean },
): Report {
  const { kind, release, articles, written, skipped, upcoming, notices, changes, choice } = outcome;
  const { json, complaints } = contentReport(content, given, { later: notices });
  const [next] = upcoming;
  const budget = budgetOf({ writes: written, bytes: outcome.bytes });
  const cpuMs = Math.round(process.cpuUsage().user / 1_000 + process.cpuUsage().system / 1_000);
  return {
    exitCode: content.rejections.length > 0 ? 1 : 0,
    json: {
      kind,
      release,
      articles,
      written,
      skipped,
      upcoming,
      changes,
      choice,
      ms: Math.round(ms),
      budget: { ...budget, cpu_ms: cpuMs },
      ...json,
    },
    lines: [
      kind === "unchanged"
        ? `Nothing has changed: readers see ${count(articles, "article")} in release ${release}.`
        : `Published ${count(articles, "article")} as release ${release}.`,
      ...(kind === "unchanged" || !isChosen ? [] : [choiceLine(choice)]),
      `${count(written, "value")} written, ${skipped.toLocaleString("en")} there already, in ${seconds(ms)}.`,
      budgetLine(budget, cpuMs),
      ...(next === undefined
        ? []
        : [`${count(upcoming.length, "moment")} to come, the next at ${next}.`]),
    ],
    complaints,
  };
}

/** What the free plan allows of it; the command's CPU costs nothing there. */
function budgetLine({ writes, bytes }: Budget, cpuMs: number): string {
  const mb = (count: number): string =>
    (count / 1e6).toLocaleString("en", { maximumFractionDigits: 1 });
  return `Free plan: ${writes.used.toLocaleString("en")} of ${writes.limit.toLocaleString("en")} writes a day, ${mb(bytes.used)} of ${mb(bytes.limit)} MB (and older releases that are kept); ${seconds(cpuMs)} of CPU on this machine.`;
}

/** Which part was written, and why. */
function choiceLine({ part, why }: Outcome["choice"]): string {
  return part === "recent"
    ? `Laid what changed over the last full release: ${why}.`
    : `Published in full: ${why}.`;
}
