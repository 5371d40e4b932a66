/** The function that computes each value once and then gives the one it has.
 *  @param most  values that are kept; behind them each is computed anew */
export function memoize<K, V extends {}>(compute: (key: K) => V, most = Infinity): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = compute(key);
    if (known.size < most) known.set(key, value);
    return value;
  };
}

/** The function that computes the value of each object once, as long as somebody holds the
 *  object. */
export function memoizeObjects<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, { readonly value: V }>();
  return (key) => {
    let found = known.get(key);
    if (found === undefined) known.set(key, (found = { value: compute(key) }));
    return found.value;
  };
}

/** What computes a value for an object once, as long as the rest that it hangs on is the same. */
type LastValues<K extends object, V> = (key: K, by: string, compute: () => V) => V;

/** A memory of the last value of each object, by what else it hangs on. */
export function memoizeLast<K extends object, V>(): LastValues<K, V> {
  const known = new WeakMap<K, { readonly by: string; readonly value: V }>();
  return (key, by, compute) => {
    let found = known.get(key);
    if (found?.by !== by) known.set(key, (found = { by, value: compute() }));
    return found.value;
  };
}

/** The function that keeps the values of the objects that were asked for last.
 *  @param most  values that are kept */
export function memoizeRecent<K extends object, V extends {}>(
  compute: (key: K) => V,
  most: number,
): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const value = known.get(key) ?? compute(key);
    known.delete(key);
    known.set(key, value);
    if (known.size > most) for (const oldest of known.keys()) return (known.delete(oldest), value);
    return value;
  };
}

/** The function that cuts lists into groups, each the very list that it was before as long as the
 *  same objects are in it: what is made of a group is made once.
 *  @param isLast  whether a group ends with an object */
export function memoizeGroups<T extends object>(
  isLast: (item: T) => boolean,
): (items: readonly T[]) => readonly (readonly T[])[] {
  const known = new WeakMap<T, readonly T[]>();
  const groupAt = (items: readonly T[], from: number): readonly T[] => {
    const before = known.get(items[from]!);
    if (before !== undefined && isAt(items, from, before)) {
      const end = from + before.length;
      if (end === items.length || isLast(before.at(-1)!)) return before;
    }
    let to = from;
    while (to + 1 < items.length && !isLast(items[to]!)) to++;
    const group = items.slice(from, to + 1);
    known.set(items[from]!, group);
    return group;
  };
  return (items) => {
    const groups: (readonly T[])[] = [];
    for (let from = 0; from < items.length; from += groups.at(-1)!.length)
      groups.push(groupAt(items, from));
    return groups;
  };
}

function isAt<T>(items: readonly T[], from: number, some: readonly T[]): boolean {
  if (from + some.length > items.length) return false;
  for (let at = 0; at < some.length; at++) if (items[from + at] !== some[at]) return false;
  return true;
}

/** What earlier runs made, a row each, under the hash of all that it was made from: it makes a run
 *  quicker, never different. */
export type KeptRows = {
  /** The row that was put under a key, as JSON gives it back; undefined when there is none. */
  readonly get: (key: string) => unknown;
  /** Keeps a row for the runs to come.
   *  @param row  what JSON can say */
  readonly put: (key: string, row: unknown) => void;
};

/** The function that computes a value when it is first asked for. */
export function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
