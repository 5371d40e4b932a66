import { spawnSync } from "node:child_process";
import { loadPeer } from "./peers.ts";

/** Connections that ask at once. */
const CONNECTIONS = 8;

/** Asks for one URL again and again.
 *  @param headers  of each request
 *  @returns requests answered a second */
export type Load = (
  url: string,
  seconds: number,
  headers: Readonly<Record<string, string>>,
) => Promise<number>;

/** What autocannon exports, as far as it is used. */
type Autocannon = (options: object) => Promise<{ readonly requests: { readonly average: number } }>;

/** wrk where it is installed, else autocannon from npm; undefined, with a warning, when neither can be had. */
export function findLoad(): Load | undefined {
  if (spawnSync("wrk", ["-v"]).error === undefined) return askWithWrk;
  const autocannon = loadPeer("autocannon@8.0.0");
  if (typeof autocannon !== "function") return undefined;
  // The package exports its function, which has no types.
  return async (url, seconds, headers) => {
    const options = { url, headers, duration: seconds, connections: CONNECTIONS };
    return (await (autocannon as Autocannon)(options)).requests.average;
  };
}

async function askWithWrk(
  url: string,
  seconds: number,
  headers: Readonly<Record<string, string>>,
): Promise<number> {
  const given = Object.entries(headers).flatMap(([name, value]) => ["-H", `${name}: ${value}`]);
  const { stdout } = spawnSync("wrk", ["-t1", `-c${CONNECTIONS}`, `-d${seconds}s`, ...given, url], {
    encoding: "utf8",
  });
  const rate = Number(/Requests\/sec:\s*([\d.]+)/.exec(stdout)?.[1]);
  if (!(rate > 0)) throw new Error(`wrk said: ${stdout}`);
  return rate;
}
