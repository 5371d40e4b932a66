import { getPlatformProxy } from "wrangler";

/** The real local KV, in memory, for one test file; `close` it after all. */
export async function openLocalKv(): Promise<{
  readonly kv: KVNamespace;
  readonly clear: () => Promise<void>;
  readonly close: () => Promise<void>;
}> {
  const proxy = await getPlatformProxy<{ KV: KVNamespace }>({
    configPath: "wrangler.toml",
    persist: false,
  });
  const kv = proxy.env.KV;
  return { kv, clear: () => clearKv(kv), close: () => proxy.dispose() };
}

async function clearKv(kv: KVNamespace): Promise<void> {
  for (;;) {
    const { keys, list_complete: isComplete } = await kv.list();
    await Promise.all(keys.map(({ name }) => kv.delete(name)));
    if (isComplete) return;
  }
}

/** One call of KV, as a test sees it pass. */
export type Call = {
  readonly op: "get" | "bulk" | "put" | "delete" | "list";
  readonly keys: readonly string[];
};

/** What a test does to a call: nothing, an error thrown before or after KV has done it, an answer of its own, or a promise that never ends.
 *  @param through  does the call */
export type Interference = (
  call: Call,
  through: () => Promise<unknown>,
) => undefined | (() => Promise<unknown>);

/** The real KV behind a wrapper that counts its calls and lets a test inject faults. */
export function watchedKv(
  kv: KVNamespace,
  interfere: Interference = () => undefined,
): { readonly kv: KVNamespace; readonly calls: Call[] } {
  const calls: Call[] = [];
  const pass = (call: Call, through: () => Promise<unknown>): Promise<unknown> => {
    calls.push(call);
    return (interfere(call, through) ?? through)();
  };
  const watched = {
    get: (keys: string | string[], options: KVNamespaceGetOptions<"text">) =>
      typeof keys === "string"
        ? pass({ op: "get", keys: [keys] }, () => kv.get(keys, options))
        : pass({ op: "bulk", keys }, () => kv.get(keys, options)),
    put: (key: string, value: string, options?: KVNamespacePutOptions) =>
      pass({ op: "put", keys: [key] }, () => kv.put(key, value, options)),
    delete: (key: string) => pass({ op: "delete", keys: [key] }, () => kv.delete(key)),
    list: (options: KVNamespaceListOptions) =>
      pass({ op: "list", keys: [] }, () => kv.list(options)),
  };
  // Every method that store/ calls is there; the options and values pass through as they came.
  return { kv: watched as unknown as KVNamespace, calls };
}

/** Keys of the calls of one kind. */
export function keysOf(calls: readonly Call[], op: Call["op"]): readonly string[] {
  return calls.filter((call) => call.op === op).flatMap(({ keys }) => keys);
}
