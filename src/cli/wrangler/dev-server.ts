import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { rejection, type Rejection } from "#model/rejection.ts";
import { killOnExit } from "#cli/terminal/kill-on-exit.ts";
import { cpuTicks, createPatience } from "./patience.ts";
import { devConfigs } from "./live-config.ts";
import { WORKPLACE } from "./project.ts";
import { wranglerEnvironment, wranglerFile } from "./wrangler.ts";

/** The Worker, served on this machine. */
export type DevServer = {
  /** Its origin, such as `http://localhost:8787`. */
  readonly url: string;
  /** Resolves when it has ended, by itself or not. */
  readonly ended: Promise<"ended">;
  /** Ends it and everything it started: gently, after 5 s by force. */
  readonly stop: () => Promise<void>;
};

/** A server that has done nothing for so long is not waited for; one that works is. */
const IDLE_MS = 60_000;
const STOP_WITHIN_MS = 5_000;

/** Serves the Worker by `wrangler dev` from local KV, and waits until it answers, as long as it
 *  makes progress: a busy machine takes minutes. What the Worker logs goes to our own output.
 *  @param folder  absolute path, what `--persist-to` means
 *  @returns a Rejection when it ends, or has not worked for 60 s */
export async function startDevServer(folder: string, port: number): Promise<DevServer | Rejection> {
  const url = `http://localhost:${port}`;
  const child = spawnWrangler(folder, port, url);
  const server = controlled(child, url);
  const giveUp = new AbortController();
  const patience = createPatience(() => cpuTicks(child.pid), IDLE_MS);
  const outcome = await Promise.race([answered(url, patience, giveUp.signal), server.ended]);
  giveUp.abort();
  if (outcome === "answers") return server;
  await server.stop();
  return rejection(
    { file: "wrangler dev" },
    outcome === "ended"
      ? { what: "ended before it answered", fix: "its own words stand above" }
      : { what: "has done nothing for 60 s", fix: "run it again with WRANGLER_LOG=debug" },
  );
}

function spawnWrangler(folder: string, port: number, url: string): ChildProcess {
  const options = {
    "persist-to": folder,
    port: String(port),
    // Any free one: wrangler looks for one by itself before it takes it, and two that begin
    // together take the same.
    "inspector-port": "0",
    var: `BASE_URL:${url}`,
    "log-level": process.env["WRANGLER_LOG"] ?? "error",
  };
  const configs = devConfigs().flatMap((path) => ["--config", path]);
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  const words = ["dev", "--local", "--show-interactive-dev-session=false", ...configs, ...flags];
  return spawn(process.execPath, [wranglerFile(), ...words], {
    cwd: WORKPLACE,
    env: { ...wranglerEnvironment(), ...secretOfEnvironment() },
    stdio: ["ignore", "inherit", "inherit"],
    // A process group of its own, so that it can be ended with all that it starts: esbuild and two
    // of workerd.
    detached: process.platform !== "win32",
  });
}

/** Without a `.dev.vars`, wrangler takes a secret of the environment only with all else in it. */
function secretOfEnvironment(): NodeJS.ProcessEnv {
  return process.env["ADMIN_TOKEN"] === undefined ? {} : { CLOUDFLARE_INCLUDE_PROCESS_ENV: "true" };
}

function controlled(child: ChildProcess, url: string): DevServer {
  const disarm = killOnExit(child.pid === undefined ? [] : [-child.pid]);
  const ended = new Promise<"ended">((resolve) => {
    child.once("error", () => resolve("ended"));
    child.once("exit", () => resolve("ended"));
  });
  const stop = async (): Promise<void> => {
    signal(child, "SIGTERM");
    const outcome = await Promise.race([ended, pause(STOP_WITHIN_MS, "late", { ref: false })]);
    if (outcome === "late") signal(child, "SIGKILL");
    disarm();
  };
  return { url, ended, stop };
}

/** Sends a signal to the child and to all that it started. */
function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill(name);
    else process.kill(-child.pid, name);
  } catch (error) {
    // ESRCH: all of them are gone already, which is what was wanted.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** Waits until something answers at `url`, whatever it says, or `givenUp`. */
async function answered(
  url: string,
  isWorthWaiting: () => Promise<boolean>,
  givenUp: AbortSignal,
): Promise<"answers" | "silent"> {
  while (!givenUp.aborted && (await isWorthWaiting())) {
    if (await answersAt(`${url}/healthz`, givenUp)) return "answers";
    await pause(100);
  }
  return "silent";
}

async function answersAt(url: string, givenUp: AbortSignal): Promise<boolean> {
  const signal = AbortSignal.any([givenUp, AbortSignal.timeout(5_000)]);
  const answer = await fetch(url, { signal }).catch(() => undefined);
  await answer?.body?.cancel();
  return answer !== undefined;
}
