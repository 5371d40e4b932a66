import { readFileSync } from "node:fs";

const LOOK_EVERY_MS = 500;

/** Ends this process by SIGTERM when the npm that runs it is gone. npm starts a script through a
 *  shell, and whoever ends npm ends those two at most: the server, or a publication, would go on
 *  unseen. Does nothing for a process that npm did not start. */
export function endWithNpm(): void {
  if (process.env["npm_lifecycle_event"] === undefined) return;
  const born = lineage();
  const look = setInterval(() => {
    if (lineage() === born) return;
    clearInterval(look);
    process.kill(process.pid, "SIGTERM");
  }, LOOK_EVERY_MS);
  look.unref();
}

/** The pids of our parent (the shell) and, where the system tells (Linux), of its parent (npm):
 *  orphans change theirs. */
function lineage(): string {
  const { ppid, platform } = process;
  if (platform !== "linux") return String(ppid);
  try {
    // `pid (name) state ppid …`, where the name may hold anything.
    const fields = readFileSync(`/proc/${ppid}/stat`, "utf8").replace(/^.*\) /s, "");
    return `${ppid} ${fields.split(" ")[1]}`;
  } catch (error) {
    if (["ENOENT", "ESRCH"].includes((error as NodeJS.ErrnoException).code ?? "")) return "gone";
    throw error;
  }
}
