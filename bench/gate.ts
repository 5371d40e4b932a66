/** What a benchmark must reach: kept in one list, printed as a table, and turned into the exit code. */
export type Gates = {
  /** A number that must not be more than `limit`. */
  readonly atMost: (what: string, value: number, limit: number) => void;
  /** A number that must not be less than `limit`. */
  readonly atLeast: (what: string, value: number, limit: number) => void;
  /** Says how many were missed, and sets the exit code to 1 when any was. */
  readonly finish: () => void;
};

/** Gates of one benchmark. */
export function createGates(): Gates {
  const missed: string[] = [];
  const note = (what: string, isReached: boolean, relation: string): void => {
    console.log(`  ${isReached ? "ok  " : "FAIL"} ${what}: ${relation}`);
    if (!isReached) missed.push(what);
  };
  return {
    atMost: (what, value, limit) => note(what, value <= limit, `${round(value)} ≤ ${limit}`),
    atLeast: (what, value, limit) => note(what, value >= limit, `${round(value)} ≥ ${limit}`),
    finish() {
      if (missed.length > 0) {
        console.log(`\n${missed.length} missed: ${missed.join("; ")}`);
        process.exitCode = 1;
      }
    },
  };
}

/** Prints rows under a heading, columns aligned by their longest cell. */
export function printTable(heading: string, rows: readonly (readonly string[])[]): void {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  console.log(`\n${heading}`);
  for (const row of rows) {
    const cells = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths![column]!) : cell.padStart(widths![column]!),
    );
    console.log(`  ${cells.join("  ")}`);
  }
}

/** The middle value; of an even count the upper one. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/** CPU time of this process for one call, in milliseconds. */
export function cpuMsOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}
