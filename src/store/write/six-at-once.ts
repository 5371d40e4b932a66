/** Calls of KV under way at once: a Worker's limit for connections, and kind to the API
 *  elsewhere. */
const AT_ONCE = 6;

/** Does `work` for each item, six at once, in no particular order. When one fails no further one is
 *  begun, those under way are waited for, and the first failure is thrown. */
export async function sixAtOnce<T>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const left = items.values();
  let failed = false;
  const worker = async (): Promise<void> => {
    for (const item of left) {
      if (failed) return;
      try {
        await work(item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const workers = Array.from({ length: AT_ONCE }, worker);
  await Promise.allSettled(workers);
  await Promise.all(workers);
}
