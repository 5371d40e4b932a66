import { readdir, readFile } from "node:fs/promises";

/** A patience that lasts while somebody works: asked whether to wait on, it says no once the work
 *  done has not grown for so long.
 *  @param work  any number that grows with work; undefined where nobody can tell, which gives ten
 *    times as long from the beginning
 *  @param idleMs  milliseconds */
export function createPatience(
  work: () => Promise<number | undefined>,
  idleMs: number,
  now: () => number = () => performance.now(),
): () => Promise<boolean> {
  const begun = now();
  let seen: number | undefined;
  let seenAt = begun;
  return async () => {
    const done = await work();
    if (done === undefined && seen === undefined) return now() - begun < idleMs * 10;
    if (done !== undefined && (seen === undefined || done > seen + NOISE_TICKS))
      [seen, seenAt] = [done, now()];
    return now() - seenAt < idleMs;
  };
}

/** A process that waits wakes now and then: a few ticks are no work. */
const NOISE_TICKS = 5;

/** The processor time that a process group has used, in ticks of the system (hundredths of a
 *  second): all its members that live. Undefined where the system does not tell (Linux does). */
export async function cpuTicks(group: number | undefined): Promise<number | undefined> {
  if (group === undefined || process.platform !== "linux") return undefined;
  const names = await readdir("/proc").catch(() => []);
  const ticks = await Promise.all(
    names
      .filter((name) => /^\d+$/.test(name))
      .map(async (name) => ticksOf(await readFile(`/proc/${name}/stat`, "utf8").catch(() => ""))),
  );
  return ticks.reduce((sum, one) => sum + (one.group === group ? one.ticks : 0), 0);
}

/** Group and time of one line of /proc/<pid>/stat. The name in it may hold anything.
 *  @see proc(5): pgrp is field 5, utime and stime are 14 and 15 */
function ticksOf(stat: string): { readonly group: number; readonly ticks: number } {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return { group: Number(fields[2]), ticks: Number(fields[11]) + Number(fields[12]) };
}
