import { BLOB_PREFIX, CURRENT_KEY } from "#store/key.ts";

/** What lives on when the one that writes is started anew. */
export type OwnWritesMemory = {
  /** What `current` was last made to hold; undefined when it was never written through here. */
  readonly current: () => string | undefined;
  /** Hashes of what `current` held before that, by this writer or another. */
  readonly isOlder: (hash: string) => boolean;
  /** Notes that `current` holds `text` from now on, and what it held before. */
  readonly replace: (text: string, older: readonly string[]) => void;
};

/** Immutable values that are kept, by bytes: a release's blobs are read by every publication. */
const KEPT_BYTES = 12 * 1024 * 1024;

/** KV as its only writer sees it. Elsewhere a write shows after up to a minute, and here too after
 *  a move to another data centre: `current` is what was written through here last, unless KV holds
 *  what it never held before, which somebody else wrote. Blobs, which never change, are read once.
 *  @see https://developers.cloudflare.com/kv/concepts/how-kv-works/#consistency */
export function ownWrites(kv: KVNamespace, memory: OwnWritesMemory): KVNamespace {
  const blobs = createBlobs();
  let seen: string | undefined;
  const readCurrent = async (options: unknown): Promise<string | null> => {
    const text = await kv.get(CURRENT_KEY, options as KVNamespaceGetOptions<"text">);
    const own = memory.current();
    if (own === undefined || text === own) {
      seen = text ?? undefined;
      return text;
    }
    if (text === null || memory.isOlder(await hashOf(text))) return own;
    // Somebody else wrote it: it is what readers see.
    memory.replace(text, [await hashOf(own)]);
    return (seen = text);
  };
  const get = async (key: string | readonly string[], options?: unknown): Promise<unknown> => {
    if (key === CURRENT_KEY) return readCurrent(options);
    if (typeof key !== "string" || !key.startsWith(BLOB_PREFIX))
      return kv.get(key as string, options as "text");
    const bytes = blobs.get(key) ?? (await kv.get(key, "arrayBuffer"));
    if (bytes === null) return null;
    blobs.keep(key, bytes);
    return valueOf(bytes, options);
  };
  const put = async (key: string, value: string | Uint8Array, options?: KVNamespacePutOptions) => {
    await kv.put(key, value as string, options);
    if (key === CURRENT_KEY && typeof value === "string") {
      const before = [memory.current(), seen].filter((text) => text !== undefined);
      memory.replace(value, await Promise.all(before.map(hashOf)));
      seen = value;
    } else if (key.startsWith(BLOB_PREFIX) && typeof value !== "string")
      blobs.keep(key, value.slice().buffer);
  };
  const drop = async (key: string): Promise<void> => {
    blobs.drop(key);
    await kv.delete(key);
  };
  const list: KVNamespace["list"] = (options) => kv.list(options);
  // Every method that store/ calls is there.
  return { get, put, delete: drop, list } as unknown as KVNamespace;
}

function valueOf(bytes: ArrayBuffer, options: unknown): unknown {
  const type =
    typeof options === "string"
      ? options
      : (options as { readonly type?: string } | undefined)?.type;
  if (type === "arrayBuffer") return bytes.slice(0);
  const text = new TextDecoder().decode(bytes);
  return type === "json" ? JSON.parse(text) : text;
}

function createBlobs(): {
  readonly get: (key: string) => ArrayBuffer | undefined;
  readonly keep: (key: string, bytes: ArrayBuffer) => void;
  readonly drop: (key: string) => void;
} {
  const kept = new Map<string, ArrayBuffer>();
  let total = 0;
  const drop = (key: string): void => {
    total -= kept.get(key)?.byteLength ?? 0;
    kept.delete(key);
  };
  return {
    get: (key) => kept.get(key),
    keep(key, bytes) {
      drop(key);
      kept.set(key, bytes);
      total += bytes.byteLength;
      for (const oldest of kept.keys()) {
        if (total <= KEPT_BYTES) break;
        drop(oldest);
      }
    },
    drop,
  };
}

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}
