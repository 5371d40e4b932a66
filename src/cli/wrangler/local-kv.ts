import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type * as MiniflareModule from "miniflare";
import { parse as parseToml } from "smol-toml";
import { isRejection, type Rejection } from "#model/rejection.ts";
import { recordsIn } from "./foreign-json.ts";
import { WRANGLER_TOML } from "./project.ts";
import { openStateFolder } from "./state-folder.ts";

/** This machine's KV, and how it is closed. */
export type LocalKv = { readonly kv: KVNamespace; readonly dispose: () => Promise<void> };

const BINDING = "KV";

/** Opens this machine's KV: what `wrangler dev --persist-to DIR` reads. By Miniflare, of which
 *  wrangler makes it, and not by wrangler's own `getPlatformProxy`: loading all of wrangler takes
 *  105 MB and more than a second of CPU beside it.
 *  @param persistTo  the folder as the publisher wrote it
 *  @returns a Rejection when nothing can be written there */
export async function openLocalKv(persistTo: string | undefined): Promise<LocalKv | Rejection> {
  const folder = await openStateFolder(persistTo);
  if (isRejection(folder)) return folder;
  // `--help` and `check` must not pay for it, nor for what `node:http` loads.
  const { connectKv, KV_PROGRAM } = await import("./local-kv-client.ts");
  const { convertV4MiniflareOptions, Miniflare } = loadMiniflare();
  const id = localNamespace(readFileSync(WRANGLER_TOML, "utf8"));
  // Whoever else works on this machine can reach the port, and is not to write.
  const secret = randomUUID();
  const worker = {
    name: "broadsheet",
    modules: true,
    script: KV_PROGRAM,
    kvNamespaces: { [BINDING]: id },
    bindings: { SECRET: secret },
  };
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      workers: [worker],
      resourcePersistencePath: join(folder, "v3"),
    }),
  );
  const { kv, close } = connectKv({ url: await miniflare.ready, secret });
  const dispose = async (): Promise<void> => {
    close();
    await miniflare.dispose();
  };
  return { kv, dispose };
}

/** Miniflare, by `require`: `import` would go through its 6 MB once more for the names that they
 *  export. It begins without the certificates that Node was told to trust beside its own: each
 *  would be copied with all that workerd is told before it, and this KV asks nobody. */
function loadMiniflare(): typeof MiniflareModule {
  const { NODE_EXTRA_CA_CERTS: certificates } = process.env;
  delete process.env["NODE_EXTRA_CA_CERTS"];
  try {
    return createRequire(import.meta.url)("miniflare") as typeof MiniflareModule;
  } finally {
    if (certificates !== undefined) process.env["NODE_EXTRA_CA_CERTS"] = certificates;
  }
}

/** The namespace that wrangler opens on a machine for the binding: that which is named for
 *  previews, else the binding's own, else one of the binding's name.
 *  @param toml  the text of `wrangler.toml` */
export function localNamespace(toml: string): string {
  const bound = recordsIn(parseToml(toml), "kv_namespaces").find(
    (namespace) => namespace["binding"] === BINDING,
  );
  const [id = BINDING] = [bound?.["preview_id"], bound?.["id"]].filter(
    (name) => typeof name === "string",
  );
  return id;
}
