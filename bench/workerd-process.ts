import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { freePort } from "../test/setup/free-port.ts";

/** A Worker that runs in a workerd of its own. */
export type WorkerdProcess = {
  /** Where it answers, without a slash at the end. */
  readonly address: string;
  readonly fetch: (path: string, init?: RequestInit) => Promise<Response>;
  /** CPU time of all its threads since it began, in milliseconds. */
  readonly cpuMs: () => number;
  /** Resident memory in bytes. */
  readonly memory: () => number;
  readonly stop: () => void;
};

/** Whether CPU time of another process can be read here, to the microsecond: on Linux. */
export const CAN_MEASURE_CPU = process.platform === "linux";

/** Bundles a Worker as wrangler does, without its checks.
 *  @param define  constants to put in place of names */
export async function bundleWorker(
  entry: URL,
  define: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry.pathname],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2024",
    external: ["cloudflare:workers"],
    conditions: ["workerd", "worker", "browser"],
    define,
  });
  return outputFiles[0]?.text ?? "";
}

/** Starts a Worker and waits until it answers.
 *  @param object  the class of a Durable Object that it holds, bound under the same name */
export async function startWorkerd(code: string, object?: string): Promise<WorkerdProcess> {
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-bench-"));
  const port = await freePort();
  writeFileSync(join(folder, "worker.js"), code);
  writeFileSync(join(folder, "config.capnp"), configFor(port, folder, object));
  const child = spawn(workerdPath(), ["serve", join(folder, "config.capnp")], { stdio: "inherit" });
  const address = `http://127.0.0.1:${port}`;
  await untilItAnswers(address, child);
  return {
    address,
    // workerd closes connections that are idle for some seconds: none is kept for the next request.
    fetch: (path, init) => {
      const headers = new Headers(init?.headers);
      headers.set("Connection", "close");
      return fetch(address + path, { ...init, headers });
    },
    cpuMs: () => cpuMsOf(child),
    memory: () => memoryOf(child),
    stop() {
      child.kill();
      rmSync(folder, { recursive: true });
    },
  };
}

/** The package gives the path of its program, and has no types. */
function workerdPath(): string {
  const { default: path } = createRequire(import.meta.url)("workerd") as { default: string };
  return path;
}

function configFor(port: number, folder: string, object: string | undefined): string {
  const objects =
    object === undefined
      ? ""
      : `,
  durableObjectNamespaces = [(className = "${object}", uniqueKey = "bench", enableSql = true)],
  durableObjectStorage = (localDisk = "disk"),
  bindings = [(name = "${object}", durableObjectNamespace = "${object}")]`;
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "disk", disk = (path = "${folder}", writable = true))
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")]
);
const worker :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.js")],
  compatibilityDate = "2026-10-15"${objects}
);
`;
}

async function untilItAnswers(address: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (child.exitCode !== null) throw new Error("workerd did not start");
    try {
      await (await fetch(address)).text();
      return;
    } catch {
      // Not listening yet: the only way to know is to ask again.
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error("workerd does not answer");
}

/** The kernel counts each thread's nanoseconds on a processor. */
function cpuMsOf({ pid }: ChildProcess): number {
  const tasks = `/proc/${pid}/task`;
  return readdirSync(tasks)
    .map((task) => Number(readFileSync(`${tasks}/${task}/schedstat`, "utf8").split(" ", 1)[0]))
    .reduce((sum, nanoseconds) => sum + nanoseconds / 1e6, 0);
}

function memoryOf({ pid }: ChildProcess): number {
  const pages = readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1];
  return Number(pages) * 4_096;
}
