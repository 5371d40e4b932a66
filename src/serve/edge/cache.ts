/** The cache in front of the Worker, as the context of a handler has it; absent where there is
 *  none, as on this machine. */
type EdgeCache = { purge(what: { readonly tags: readonly string[] }): Promise<unknown> };

/** The Worker itself, as whoever asks it from within finds it: behind the same cache.
 *  @see https://developers.cloudflare.com/workers/cache/ */
type Loopback = { readonly default?: { fetch(request: Request): Promise<Response> } };

/** A handler's context, whose cache the types of the runtime do not know yet. */
type EdgeContext = { readonly cache?: EdgeCache; readonly exports?: Loopback };

/** Lets go of what the cache in front of the Worker holds by some tags, at most 100.
 *  @param context  the handler's
 *  @returns whether there is such a cache
 *  @throws {Error} when it says that it did not */
export async function purgeEdge(context: object, tags: readonly string[]): Promise<boolean> {
  const { cache } = context as EdgeContext;
  const done = await cache?.purge({ tags });
  if ((done as { readonly success?: boolean } | undefined)?.success === false)
    throw new Error("the cache was not purged");
  return cache !== undefined;
}

/** What the Worker answers to its own request, by way of the cache in front of it.
 *  @param path  with its query; no host is part of what the cache goes by
 *  @returns undefined where there is no cache, or no such way */
export async function askThroughEdge(context: object, path: string): Promise<Response | undefined> {
  const { cache, exports } = context as EdgeContext;
  if (cache === undefined) return undefined;
  return exports?.default?.fetch(new Request(`https://loopback.invalid${path}`));
}
