import { isRecord } from "#model/field.ts";
import type { Home } from "#model/home.ts";
import { parsedJson } from "#model/json.ts";
import type { BlobName } from "#model/release.ts";
import { jsonBytes } from "./block.ts";
import { StoreFault } from "./fault.ts";
import type { Reader } from "./reader.ts";

/** What the home page shows as a blob: JSON. */
export function encodeHome(home: Home): Uint8Array {
  return jsonBytes(home);
}

/** What the home page shows, from its blob.
 *  @param name  the blob's name, for faults
 *  @throws {StoreFault} when the bytes are not such a blob */
export function decodeHome(bytes: Uint8Array, name: BlobName): Home {
  const home = parsedJson(new TextDecoder().decode(bytes));
  if (!isRecord(home) || !Array.isArray(home["newest"]) || !Array.isArray(home["sections"]))
    throw new StoreFault("corrupt", name, "is not what a home page shows");
  // `encodeHome` wrote it from a Home, and JSON that was cut short would not have parsed.
  return home as unknown as Home;
}

/** What the home page shows; undefined in releases of versions that did not say. 1 KV read. */
export async function readHome(reader: Reader): Promise<Home | undefined> {
  const { home } = reader.manifest;
  if (home === undefined) return undefined;
  const [bytes] = await reader.blobs([home]);
  return bytes && decodeHome(bytes, home);
}
