import type { Workshop } from "#search/build/workshop.ts";

/** A workshop in memory. */
export type HeldWork = Workshop & {
  /** Forgets what nobody asked for since the last call: it never holds more than one publication
   *  makes. */
  readonly sweep: () => void;
};

/** What is made of articles is about as large as they are, and an object has 128 MB. Bytes. */
const MAX_BYTES = 32 * 1024 * 1024;

/** Something that was made for a place. */
type Made = {
  /** The very things that it was made from. */
  readonly from: readonly unknown[];
  readonly value: unknown;
  isUsed: boolean;
};

/** A workshop that holds nothing yet. What comes when it is full is made anew each time. */
export function createHeldWork(maxBytes: number = MAX_BYTES): HeldWork {
  const held = new Map<string, Uint8Array>();
  const used = new Set<string>();
  const places = new Map<string, Made[]>();
  let total = 0;
  return {
    recall(key) {
      used.add(key);
      return held.get(key);
    },
    keep(key, bytes) {
      used.add(key);
      const grown = total - (held.get(key)?.length ?? 0) + bytes.length;
      if (grown > maxBytes) return;
      held.set(key, bytes);
      total = grown;
    },
    remake<T>(place: string, from: readonly unknown[], make: () => T): T {
      const made = places.get(place) ?? [];
      let found = made.find((one) => isSame(one.from, from));
      if (found === undefined) {
        found = { from, value: make(), isUsed: true };
        places.set(place, [...made, found]);
      }
      found.isUsed = true;
      // The place names what is made there.
      return found.value as T;
    },
    sweep() {
      for (const [key, bytes] of held) {
        if (used.has(key)) continue;
        held.delete(key);
        total -= bytes.length;
      }
      used.clear();
      for (const [place, made] of places) {
        const kept = made.filter(({ isUsed }) => isUsed);
        for (const one of kept) one.isUsed = false;
        if (kept.length === 0) places.delete(place);
        else places.set(place, kept);
      }
    },
  };
}

function isSame(some: readonly unknown[], others: readonly unknown[]): boolean {
  if (some.length !== others.length) return false;
  // What changes is mostly at the end, where the newest articles are.
  for (let at = some.length - 1; at >= 0; at--) if (!Object.is(some[at], others[at])) return false;
  return true;
}
