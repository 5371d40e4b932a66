import { sixAtOnce } from "#store/write/six-at-once.ts";

/** What lies in the real KV, read once and given from memory, a copy each time: for tests that ask thousands of times. */
export async function rememberedKv(kv: KVNamespace): Promise<KVNamespace> {
  const known = new Map<string, ArrayBuffer>();
  const { keys, list_complete: isWhole } = await kv.list();
  if (!isWhole) throw new RangeError("more than a thousand keys");
  await sixAtOnce(keys, async ({ name }) => {
    const bytes = await kv.get(name, "arrayBuffer");
    if (bytes !== null) known.set(name, bytes);
  });
  const text = (key: string): string | null => {
    const bytes = known.get(key);
    return bytes === undefined ? null : new TextDecoder().decode(bytes);
  };
  const get = async (keys: string | readonly string[], options?: { readonly type?: string }) => {
    if (typeof keys !== "string") return new Map(keys.map((key) => [key, text(key)]));
    return options?.type === "arrayBuffer" ? (known.get(keys)?.slice(0) ?? null) : text(keys);
  };
  return new Proxy(kv, {
    get: (target, name) => (name === "get" ? get : Reflect.get(target, name)),
  });
}
