import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const GUARD = new URL("../../../src/cli/terminal/kill-on-exit.ts", import.meta.url).href;

/** A program that starts a `sleep` under killOnExit, tells its pid, and stays. */
const PROGRAM = `
  import { spawn } from "node:child_process";
  import { killOnExit, children } from ${JSON.stringify(GUARD)};
  const sleep = spawn("sleep", ["600"], { detached: true, stdio: "ignore" });
  const isChild = children().includes(sleep.pid);
  killOnExit([sleep.pid]);
  console.log(JSON.stringify({ pid: sleep.pid, isChild }));
  setInterval(() => undefined, 1_000);
`;

test.runIf(process.platform === "linux")(
  "what is guarded ends when its starter is killed outright",
  async () => {
    const program = spawn(process.execPath, ["--input-type=module", "-e", PROGRAM]);
    const [line] = (await once(program.stdout, "data")) as [Buffer];
    const { pid, isChild } = JSON.parse(String(line)) as { pid: number; isChild: boolean };
    expect(isChild).toBe(true);
    program.kill("SIGKILL");
    await once(program, "exit");
    await expect.poll(() => isRunning(pid), { timeout: 5_000 }).toBe(false);
  },
);

/** Whether a process runs. One that has ended and that nobody has reaped (state Z) does not. */
function isRunning(pid: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}
