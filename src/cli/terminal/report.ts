import { describeRejection, isRejection, type Rejection, toldFault } from "#model/rejection.ts";

/** 0: done. 1: done, but something was rejected; or refused. 2: wrong usage, or it could not
 *  run. */
type ExitCode = 0 | 1 | 2;

/** What a command has to say when it is through; `print` alone writes it anywhere. */
export type Report = {
  readonly exitCode: ExitCode;
  /** The one object of `--json`. */
  readonly json: Readonly<Record<string, unknown>>;
  /** For people, on stdout. */
  readonly lines: readonly string[];
  /** Rejections and warnings for people, on stderr: `file:line: what, and how to fix`. */
  readonly complaints: readonly string[];
};

/** How the publisher wants to be told. */
export type Telling = { readonly json?: boolean; readonly quiet?: boolean };

/** Rejections that a report lists in words; the rest is counted. A thousand wrong lines mostly
 *  share one cause. */
const MAX_LISTED = 50;

/** The report of a command that could not run, or was refused.
 *  @param exitCode  2 when it could not run, 1 when it was refused */
export function failure(reason: Rejection | readonly Rejection[], exitCode: 1 | 2 = 2): Report {
  const reasons = isRejection(reason) ? [reason] : reason;
  return {
    exitCode,
    json: {
      kind: exitCode === 2 ? "failed" : "refused",
      rejections: reasons.map(rejectionJson),
    },
    lines: [],
    complaints: reasons.map(describeRejection),
  };
}

/** The rejections in words, one line a fault: of at most 50 rejections, then the number of the
 *  others.
 *  @param prefix  stands before each line */
export function listRejections(rejections: readonly Rejection[], prefix = ""): readonly string[] {
  const listed = rejections
    .slice(0, MAX_LISTED)
    .flatMap((one) => describeRejection(one).split("\n"));
  const more = rejections.length - MAX_LISTED;
  const rest =
    more > 0 ? [`and ${more.toLocaleString("en")} more like these; --json lists all`] : [];
  return [...listed, ...rest].map((line) => prefix + line);
}

/** A rejection as `--json` gives it: `{ file?, line?, faults: [{ field?, what, fix? }] }`. */
export function rejectionJson({ place, faults }: Rejection): Readonly<Record<string, unknown>> {
  return { ...place, faults: faults.map(toldFault) };
}

/** A number with its noun, such as `1 article`, `2,000 articles`, `3 entries`. */
export function count(number: number, noun: string): string {
  const plural = noun.endsWith("y") ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  return `${number.toLocaleString("en")} ${number === 1 ? noun : plural}`;
}

/** How long something took, such as `0.4 s`, `12 s`. */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(ms < 9_950 ? 1 : 0)} s`;
}

/** Writes a report: with `json` one object on stdout; else its lines there, unless `quiet`, and its
 *  complaints on stderr always. */
export function print(report: Report, { json = false, quiet = false }: Telling): void {
  if (json) process.stdout.write(`${JSON.stringify(report.json)}\n`);
  else if (!quiet) process.stdout.write(joined(report.lines));
  if (!json) process.stderr.write(joined(report.complaints));
}

function joined(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}
