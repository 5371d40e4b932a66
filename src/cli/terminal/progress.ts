/** Told while something long is under way: which step, and how far it is.
 *  @param step  a word for people, such as `writing`
 *  @param total  0 when nobody knows yet */
export type Progress = (step: string, done: number, total: number) => void;

/** Where progress is shown, and how. */
type ProgressOptions = {
  /** Whether the stream is a terminal, where a line can be drawn over. */
  readonly isTerminal: boolean;
  /** Columns of the terminal. */
  readonly columns: number;
  readonly hasColor: boolean;
  readonly write: (text: string) => void;
  /** Milliseconds from any fixed moment. */
  readonly now: () => number;
};

/** Progress being shown. */
export type ProgressDisplay = {
  readonly progress: Progress;
  /** Says a line that cannot wait for the report. */
  readonly tell: (line: string) => void;
  /** Wipes the bar off the terminal, so that what follows begins on a clean line. */
  readonly end: () => void;
};

const BAR_CELLS = 24;
/** A bar moves at most ten times a second. */
const BAR_EVERY_MS = 100;

/** The progress of a command: a bar on a terminal; elsewhere, where nobody watches, one line a
 *  step, when it begins, so that a log ends with the step that something hung in. */
export function showProgress(options: ProgressOptions): ProgressDisplay {
  const { isTerminal, write, now } = options;
  let current = "";
  let shownAt = 0;
  const progress: Progress = (step, done, total) => {
    const isNews = step !== current;
    if (!isTerminal && !isNews) return;
    const isDone = done >= total && total > 0;
    if (!isNews && !isDone && now() - shownAt < BAR_EVERY_MS) return;
    current = step;
    shownAt = now();
    write(
      isTerminal
        ? `\r\u001B[K${renderBar(step, { done, total }, options)}`
        : plainLine(step, total),
    );
  };
  const end = (): void => {
    if (isTerminal && current !== "") write("\r\u001B[K");
    current = "";
  };
  const tell = (line: string): void => {
    end();
    write(`${line}\n`);
  };
  return { progress, tell, end };
}

/** Progress of this process on stderr; none with `quiet`. A terminal that calls itself dumb gets
 *  plain lines; colour goes when NO_COLOR is set to anything.
 *  @see https://no-color.org */
export function progressOnStderr(quiet: boolean): ProgressDisplay {
  const { stderr, env } = process;
  const tell = (line: string): void => void stderr.write(`${line}\n`);
  if (quiet) return { progress: () => undefined, tell, end: () => undefined };
  return showProgress({
    isTerminal: stderr.isTTY && env["TERM"] !== "dumb",
    // A pseudo-terminal that nobody has sized says 0.
    columns: stderr.columns || 80,
    hasColor: !env["NO_COLOR"],
    write: (text) => void stderr.write(text),
    now: () => performance.now(),
  });
}

/** One line of a bar, such as `writing   ███████████░░░░░░░░░░░░░  46 %  632 of 1,384`, cut to the
 *  terminal's width.
 *  @example renderBar("writing", { done: 1, total: 2 }, { columns: 80, hasColor: false }) */
export function renderBar(
  step: string,
  { done, total }: { readonly done: number; readonly total: number },
  { columns, hasColor }: Pick<ProgressOptions, "columns" | "hasColor">,
): string {
  const name = step.padEnd(10);
  if (total <= 0) return `${name} ${amount(done)}`;
  const share = Math.min(1, done / total);
  const full = Math.round(share * BAR_CELLS);
  const bar = "█".repeat(full) + "░".repeat(BAR_CELLS - full);
  const numbers = `${String(Math.floor(share * 100)).padStart(3)} %  ${amount(done)} of ${amount(total)}`;
  if (columns < name.length + BAR_CELLS + numbers.length + 4)
    return `${name} ${numbers}`.slice(0, columns - 1);
  return `${name} ${hasColor ? `\u001B[36m${bar}\u001B[39m` : bar} ${numbers}`;
}

function plainLine(step: string, total: number): string {
  return total > 0 ? `${step}: ${amount(total)}\n` : `${step}\n`;
}

function amount(number: number): string {
  return number.toLocaleString("en");
}
