type Stored = { readonly bytes: Uint8Array<ArrayBuffer>; readonly metadata: unknown };

/** A KV namespace in memory, consistent at once: for tests of hundreds of publications, which the local KV is too slow for. */
export function createMemoryKv(): KVNamespace {
  const values = new Map<string, Stored>();
  const textOf = (key: string): string | null => {
    const found = values.get(key);
    return found === undefined ? null : new TextDecoder().decode(found.bytes);
  };
  const as: Readonly<Record<string, (key: string) => unknown>> = {
    text: textOf,
    json: (key) => JSON.parse(textOf(key) ?? "null"),
    arrayBuffer: (key) => values.get(key)?.bytes.slice().buffer ?? null,
  };
  const kv = {
    async get(keys: string | readonly string[], options: string | { type: string }) {
      const read = as[typeof options === "string" ? options : options.type]!;
      if (typeof keys === "string") return read(keys);
      return new Map(keys.map((key) => [key, read(key)]));
    },
    async put(key: string, value: string | Uint8Array, options?: { metadata?: unknown }) {
      const bytes = typeof value === "string" ? new TextEncoder().encode(value) : value.slice();
      values.set(key, { bytes: bytes, metadata: options?.metadata });
    },
    async delete(key: string) {
      values.delete(key);
    },
    async list({ prefix = "" }: { prefix?: string }) {
      const keys = [...values]
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, { metadata }]) => ({ name, metadata }));
      return { keys, list_complete: true };
    },
  };
  // All that store/ asks of one.
  return kv as unknown as KVNamespace;
}
