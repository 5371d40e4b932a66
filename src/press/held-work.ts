import type { Workshop } from "#search/build/workshop.ts";

/** A workshop in memory. */
export type HeldWork = Workshop & {
  /** Forgets what nobody asked for since the last call: it never holds more than one publication
   *  makes. */
  readonly sweep: () => void;
};

/** What is made of articles is about as large as they are, and an object has 128 MB. Bytes. */
const MAX_BYTES = 32 * 1024 * 1024;

/** A workshop that holds nothing yet. What comes when it is full is made anew each time. */
export function createHeldWork(maxBytes: number = MAX_BYTES): HeldWork {
  const held = new Map<string, Uint8Array>();
  const used = new Set<string>();
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
    sweep() {
      for (const [key, bytes] of held) {
        if (used.has(key)) continue;
        held.delete(key);
        total -= bytes.length;
      }
      used.clear();
    },
  };
}
