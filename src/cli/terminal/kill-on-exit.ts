import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Socket } from "node:net";

/** Ends `pids` (a negative one means a process group) as soon as this process is gone, however it
 *  went: a signal can be handled, SIGKILL cannot, and workerd would live on with nobody to talk to.
 *  A shell waits on a pipe from us, which closes when we die, and then sends them SIGTERM.
 *  @returns disarms it, and leaves the processes alone */
export function killOnExit(pids: readonly number[]): () => void {
  if (pids.length === 0 || process.platform === "win32") return () => undefined;
  const script = 'cat; kill -s TERM -- "$@" 2>/dev/null';
  const shell = spawn("/bin/sh", ["-c", script, "guard", ...pids.map(String)], {
    stdio: ["pipe", "ignore", "ignore"],
    // Out of reach of what is sent to our process group: Ctrl-C, or a kill of the whole group.
    detached: true,
  });
  shell.unref();
  // The end of a pipe to a child is a Socket, which its type does not say.
  (shell.stdin as Socket).unref();
  return () => void shell.kill("SIGKILL");
}

/** The processes that this one started and that still run, where the system tells (Linux); else
 *  none. */
export function children(): readonly number[] {
  if (process.platform !== "linux") return [];
  const list = readFileSync(`/proc/self/task/${process.pid}/children`, "utf8");
  return list.split(" ").filter(Boolean).map(Number);
}
