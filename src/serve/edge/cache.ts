/** The cache in front of the Worker, as the context of a handler has it; absent where there is
 *  none, as on this machine. */
type EdgeCache = { purge(what: { readonly tags: readonly string[] }): Promise<unknown> };

/** Lets go of what the cache in front of the Worker holds by some tags, at most 100.
 *  @param context  the handler's; the types of the runtime do not know its cache yet
 *  @returns whether there is such a cache
 *  @throws {Error} when it says that it did not */
export async function purgeEdge(context: object, tags: readonly string[]): Promise<boolean> {
  const { cache } = context as { readonly cache?: EdgeCache };
  const done = await cache?.purge({ tags });
  if ((done as { readonly success?: boolean } | undefined)?.success === false)
    throw new Error("the cache was not purged");
  return cache !== undefined;
}
