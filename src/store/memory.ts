/** A part of a memory: values by name. */
export type Shelf<V> = {
  /** Bytes held here now. */
  readonly bytes: number;
  get(name: string): V | undefined;
  /** Holds a value, unless it is so heavy that it would drive out all else. */
  set(name: string, value: V): void;
  delete(name: string): void;
  /** Forgets all that is held here. */
  clear(): void;
};

/** Room for all that an isolate keeps between requests, on shelves that share it: of all that lies
 *  on any of them, what was not used for longest goes first. */
export type Memory = {
  /** Bytes held now, what is reserved among them; and the most that may be. */
  readonly bytes: number;
  readonly maxBytes: number;
  /** A new shelf.
   *  @param weigh  bytes that are kept alive by one value alone: what lies on another shelf too
   *    counts there */
  shelf<V>(weigh: (value: V) => number): Shelf<V>;
  /** Takes so many bytes for what lies on no shelf, in place of those that were reserved before. */
  reserve(bytes: number): void;
};

type Held = { readonly weight: number; readonly leave: () => void };

/** What a value weighs beside its bytes: its name, its place here, and what is laid over it to read
 *  it. Bytes, as measured in V8. */
const PLACE_BYTES = 1_024;

/** A memory that holds nothing yet.
 *  @param maxBytes  what all values may weigh together; a value heavier than a quarter of it is not
 *    kept */
export function createMemory(maxBytes: number): Memory {
  // A Set keeps the order in which values were added: the first is the least recently used.
  const order = new Set<Held>();
  let [bytes, reserved] = [0, 0];
  const makeRoom = (): void => {
    for (const oldest of order) {
      if (bytes + reserved <= maxBytes) break;
      oldest.leave();
    }
  };
  return {
    maxBytes,
    get bytes() {
      return bytes + reserved;
    },
    reserve(wanted) {
      reserved = wanted;
      makeRoom();
    },
    shelf<V>(weigh: (value: V) => number): Shelf<V> {
      const values = new Map<string, Held & { readonly value: V }>();
      let own = 0;
      const remove = (name: string): void => {
        const held = values.get(name);
        if (held === undefined) return;
        values.delete(name);
        order.delete(held);
        bytes -= held.weight;
        own -= held.weight;
      };
      return {
        get bytes() {
          return own;
        },
        get(name) {
          const held = values.get(name);
          if (held === undefined) return undefined;
          order.delete(held);
          order.add(held);
          return held.value;
        },
        set(name, value) {
          remove(name);
          const weight = weigh(value) + 2 * name.length + PLACE_BYTES;
          if (weight > maxBytes / 4) return;
          const held = { value, weight, leave: () => remove(name) };
          values.set(name, held);
          order.add(held);
          bytes += weight;
          own += weight;
          makeRoom();
        },
        delete: remove,
        clear() {
          for (const name of values.keys()) remove(name);
        },
      };
    },
  };
}
