import type { Article } from "#model/article.ts";
import type { KeptRows } from "#model/memoize.ts";

/** What earlier publications made of articles and would make again: beside the state, by what it
 *  was made from. It may be emptied at any time, and makes a publication quicker, never
 *  different. */
export type Workshop = {
  /** The bytes that were kept under a key, whole as they were; undefined when there are none. */
  readonly recall: (key: string) => Uint8Array | undefined;
  /** Keeps bytes. */
  readonly keep: (key: string, bytes: Uint8Array) => void;
  /** What was made for a place from the very same things, or else makes it; absent where nothing
   *  but bytes is kept. */
  readonly remake?: <T>(place: string, from: readonly unknown[], make: () => T) => T;
  /** The rows of a table that earlier publications made, such as one of what is known of each
   *  article. */
  readonly rowsOf?: (table: string) => KeptRows;
  /** The hash of all that an article was made from, where that is known. */
  readonly originOf?: (article: Article) => string | undefined;
};

/** What was made for a place, by this publication or the one before, from the very same things, or
 *  else made.
 *  @param place  what it is for, such as `front news`
 *  @param from  everything that it hangs on; objects are compared by identity. O(from) */
export function remade<T>(
  workshop: Workshop | undefined,
  place: string,
  from: readonly unknown[],
  make: () => T,
): T {
  return workshop?.remake === undefined ? make() : workshop.remake(place, from, make);
}

/** What is kept under a key, or else made and kept.
 *  @param key  everything that the bytes hang on */
export function kept(
  workshop: Workshop | undefined,
  key: string,
  make: () => Uint8Array,
): Uint8Array {
  const found = workshop?.recall(key);
  if (found !== undefined) return found;
  const made = make();
  workshop?.keep(key, made);
  return made;
}

/** Several parts that are kept under one key, or else made and kept.
 *  @param key  everything that they hang on */
export function keptParts(
  workshop: Workshop | undefined,
  key: string,
  make: () => readonly Uint8Array[],
): readonly Uint8Array[] {
  if (workshop === undefined) return make();
  return partsIn(kept(workshop, key, () => joined(make())));
}

/** The count of parts, the length of each, and the parts; numbers of four bytes. */
function joined(parts: readonly Uint8Array[]): Uint8Array {
  const head = 4 * (parts.length + 1);
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, head));
  const numbers = new DataView(bytes.buffer);
  numbers.setUint32(0, parts.length, true);
  let at = head;
  for (const [index, part] of parts.entries()) {
    numbers.setUint32(4 * (index + 1), part.length, true);
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function partsIn(bytes: Uint8Array): readonly Uint8Array[] {
  const numbers = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = numbers.getUint32(0, true);
  let at = 4 * (count + 1);
  return Array.from({ length: count }, (_, index) => {
    const part = bytes.slice(at, at + numbers.getUint32(4 * (index + 1), true));
    at += part.length;
    return part;
  });
}
