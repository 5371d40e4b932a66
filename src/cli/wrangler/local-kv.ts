import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse as parseToml } from "smol-toml";
import { isRejection, type Rejection } from "#model/rejection.ts";
import { recordsIn } from "./foreign-json.ts";
import { connectKv, KV_PROGRAM } from "./local-kv-client.ts";
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
  // `--help` and `check` must not pay for it.
  const { convertV4MiniflareOptions, Miniflare } = await import("miniflare");
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
