import type { Manifest } from "#model/release.ts";
import { createIsolateCache } from "#store/isolate-cache.ts";
import { createKvGate } from "#store/kv-gate.ts";
import { type Reader, readerOf } from "#store/reader.ts";
import { TOOL_PATIENCE_MS } from "#store/tool-call.ts";

/** A reader of one release for a tool, whether readers see it or not.
 *  @param now  milliseconds since 1970 */
export function toolReader(kv: KVNamespace, manifest: Manifest, now: number): Reader {
  const cache = createIsolateCache();
  const gate = createKvGate({ kv, cache, now, patienceMs: TOOL_PATIENCE_MS });
  return readerOf(manifest, cache, gate);
}
