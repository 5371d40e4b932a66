import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const PROJECT = fileURLToPath(new URL("../../", import.meta.url));
const MAIN = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));

/** What a run of the command left behind. */
export type Run = {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

/** The environment of a publisher without a Cloudflare account. */
function withoutAccount(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env).filter(
    ([name]) => !/^(?:CLOUDFLARE|CF|WRANGLER)_/.test(name),
  );
  return Object.fromEntries(entries);
}

/** Starts the command as `npm run broadsheet --` does, away from a terminal and without an account. */
export function startBroadsheet(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): ChildProcess {
  return spawn(process.execPath, ["--disable-warning=ExperimentalWarning", MAIN, ...args], {
    cwd: PROJECT,
    env: { ...withoutAccount(), INIT_CWD: PROJECT, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Starts the command as npm itself starts a script: by a shell, which is all that whoever ends npm reaches.
 *  @returns the shell */
export function startByShell(args: readonly string[]): ChildProcess {
  // A second command keeps the shell from becoming the first.
  return spawn("/bin/sh", ["-c", '"$0" "$@"; exit', process.execPath, MAIN, ...args], {
    cwd: PROJECT,
    env: { ...withoutAccount(), INIT_CWD: PROJECT, npm_lifecycle_event: "start" },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Starts the command as `npx broadsheet` in a clone. */
export function startByNpx(args: readonly string[]): ChildProcess {
  return spawn("npx", ["--no", "broadsheet", ...args], {
    cwd: PROJECT,
    env: withoutAccount(),
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** The most memory that a running command was seen to have, KiB, in the end; 0 where the system does not tell (Linux does). */
export async function peakMemory(child: ChildProcess): Promise<number> {
  let peak = 0;
  const watch = setInterval(() => {
    readFile(`/proc/${child.pid}/status`, "utf8").then(
      (status) => (peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0))),
      () => undefined,
    );
  }, 20);
  await once(child, "exit");
  clearInterval(watch);
  return peak;
}

/** Runs the command to its end. */
export async function broadsheet(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Run> {
  return runOf(startBroadsheet(args, env));
}

/** What a started command leaves behind. */
export async function runOf(child: ChildProcess): Promise<Run> {
  const exit = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const read = async (stream: Readable | null): Promise<string> => (stream ? text(stream) : "");
  const [stdout, stderr] = await Promise.all([read(child.stdout), read(child.stderr)]);
  return { exitCode: await exit, stdout, stderr };
}
