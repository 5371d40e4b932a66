/** What goes wrong with KV. */
export type Fault = "error" | "hang" | "truncated" | "missing";

/** The real KV, of which some keys fail.
 *  @param fails  which keys, and how */
export function faultyKv(kv: KVNamespace, fails: (key: string) => Fault | undefined): KVNamespace {
  const get = async (keys: string | string[], options?: unknown): Promise<unknown> => {
    const fault = [keys]
      .flat()
      .map(fails)
      .find((found) => found !== undefined);
    if (fault === "error") throw new Error("KV GET failed: 500 Internal Server Error");
    if (fault === "hang") return new Promise(() => {});
    if (fault === "missing") return null;
    // The overloads of `get` are told apart by what is passed on as it came.
    const found = await (kv.get as (keys: unknown, options: unknown) => Promise<unknown>).call(
      kv,
      keys,
      options,
    );
    if (fault !== "truncated") return found;
    if (typeof found === "string") return found.slice(0, found.length / 2);
    return found instanceof ArrayBuffer ? found.slice(0, found.byteLength / 2) : found;
  };
  return new Proxy(kv, {
    get: (target, name) => (name === "get" ? get : Reflect.get(target, name)),
  });
}
