/** Values by name, the least recently used dropped when they would weigh more than allowed. */
export type ByteCache<V> = {
  /** Bytes held now. */
  readonly bytes: number;
  get(name: string): V | undefined;
  set(name: string, value: V): void;
  delete(name: string): void;
};

/** An empty cache.
 *  @param maxBytes  what all values may weigh together; a value heavier than a quarter of it is not
 *    kept, for it would drive out all else
 *  @param weigh  bytes of one value */
export function createByteCache<V>(maxBytes: number, weigh: (value: V) => number): ByteCache<V> {
  // A Map keeps the order in which keys were set: the first is the least recently used.
  const values = new Map<string, V>();
  let bytes = 0;
  const remove = (name: string): void => {
    const value = values.get(name);
    if (value === undefined) return;
    values.delete(name);
    bytes -= weigh(value);
  };
  return {
    get bytes() {
      return bytes;
    },
    get(name) {
      const value = values.get(name);
      if (value === undefined) return undefined;
      values.delete(name);
      values.set(name, value);
      return value;
    },
    set(name, value) {
      remove(name);
      const weight = weigh(value);
      if (weight > maxBytes / 4) return;
      values.set(name, value);
      bytes += weight;
      for (const oldest of values.keys()) {
        if (bytes <= maxBytes) break;
        remove(oldest);
      }
    },
    delete: remove,
  };
}
