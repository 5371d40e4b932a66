import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { join } from "node:path";

/** Where libraries that we are only measured against are installed, so that `npm ci` stays light. */
const FOLDER =
  process.env["BROADSHEET_PEERS"] ?? join(homedir(), ".cache", "broadsheet", "bench-peers");

/** A library of another project, at an exact version, installed on first use.
 *  @param peer  such as `rss@1.2.2`
 *  @returns what `require` gives; undefined, with a warning, when it can be neither found nor installed */
export function loadPeer(peer: string): unknown {
  const home = installPeer(peer);
  const name = peer.slice(0, peer.lastIndexOf("@"));
  return home === undefined ? undefined : createRequire(join(home, "package.json"))(name);
}

/** The folder of another project's package, at an exact version, installed on first use.
 *  @returns the folder in which `node_modules` lies; undefined, with a warning, when it can be neither found nor installed */
export function installPeer(peer: string): string | undefined {
  const home = join(FOLDER, peer.replaceAll("/", "+"));
  const name = peer.slice(0, peer.lastIndexOf("@"));
  try {
    if (!existsSync(join(home, "node_modules", name))) {
      mkdirSync(home, { recursive: true });
      writeFileSync(join(home, "package.json"), '{"private":true}');
      const quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--save-exact"];
      execFileSync("npm", ["install", ...quiet, peer], { cwd: home, stdio: "pipe" });
    }
    return home;
  } catch (error) {
    console.warn(`SKIPPED: ${peer} cannot be installed here: ${String(error).split("\n", 1)[0]}`);
    return undefined;
  }
}
