/** What lies in a namespace: values and metadata by key. */
type Stored = Map<string, { readonly bytes: Uint8Array; readonly metadata: unknown }>;

/** Such a KV, and what a test does with it. */
type KvInMemory = {
  readonly kv: KVNamespace;
  /** Another one, that holds the same and goes its own way from here. */
  readonly copy: () => KvInMemory;
  readonly keys: () => readonly string[];
  /** All that lies in it. */
  readonly values: () => readonly StoredValue[];
};

/** A value with its key and metadata. */
type StoredValue = {
  readonly key: string;
  readonly bytes: Uint8Array;
  readonly metadata: unknown;
};

/** A KV in memory that does what publishing and reading ask of the real one: for tests that publish hundreds of times. That both do the same is held by a test. */
export function kvInMemory(stored: Stored = new Map()): KvInMemory {
  const textOf = (key: string): string | null => {
    const found = stored.get(key);
    return found === undefined ? null : new TextDecoder().decode(found.bytes);
  };
  const valueOf = (key: string, type: string | undefined): unknown => {
    const text = textOf(key);
    if (text === null || type === undefined || type === "text") return text;
    return type === "json" ? JSON.parse(text) : stored.get(key)!.bytes.slice().buffer;
  };
  const kv = {
    get: async (keys: string | readonly string[], options?: string | { readonly type?: string }) =>
      typeof keys === "string"
        ? valueOf(keys, typeof options === "string" ? options : options?.type)
        : new Map(keys.map((key) => [key, textOf(key)])),
    async put(key: string, value: string | Uint8Array, options?: { readonly metadata?: unknown }) {
      const bytes = typeof value === "string" ? new TextEncoder().encode(value) : value.slice();
      stored.set(key, { bytes, metadata: options?.metadata });
    },
    async delete(key: string) {
      stored.delete(key);
    },
    async list({ prefix = "" }: { readonly prefix?: string } = {}) {
      const names = [...stored.keys()].filter((name) => name.startsWith(prefix)).sort();
      const keys = names.map((name) => ({ name, metadata: stored.get(name)!.metadata }));
      return { keys, list_complete: true };
    },
  };
  return {
    // Every method that store/ calls is there.
    kv: kv as unknown as KVNamespace,
    copy: () => kvInMemory(new Map(stored)),
    keys: () => [...stored.keys()].sort(),
    values: () => [...stored].map(([key, value]) => ({ key, ...value })),
  };
}
