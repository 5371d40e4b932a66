import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startDevServer } from "#cli/wrangler/dev-server.ts";
import { isRejection } from "#model/rejection.ts";
import { broadsheet } from "../cli/command.ts";
import { freePort } from "../setup/free-port.ts";

/** The seed as readers see it: published into a KV of its own, and served by `wrangler dev`. */
export type ServedSeed = {
  /** Without a slash at the end. */
  readonly url: string;
  readonly stop: () => Promise<void>;
};

/** Publishes seed/ and serves it. */
export function serveSeed(): Promise<ServedSeed> {
  return serveContent("seed");
}

/** Publishes a content folder and serves it. */
export async function serveContent(content: string): Promise<ServedSeed> {
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-browser-"));
  await broadsheet(["publish", content, "--persist-to", folder]);
  const server = await startDevServer(folder, await freePort());
  if (isRejection(server)) throw new TypeError(JSON.stringify(server.faults));
  return {
    url: server.url,
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
