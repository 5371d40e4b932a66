/** Bytes in which stretches are found by their hash. */
export type Stretches = {
  readonly bytes: Uint8Array;
  /** Where a stretch of this hash may begin; undefined where none has it. */
  readonly find: (hash: number) => number | undefined;
};

/** What two blobs share is looked for by stretches of so many bytes: a piece takes eight. */
export const STRETCH = 24;
const FACTOR = 0x01000193;
/** The factor of the byte that leaves a stretch. */
const LEAVING = Array.from({ length: STRETCH - 1 }).reduce<number>(
  (product) => Math.imul(product, FACTOR),
  1,
);

/** Notes where the stretches of bytes lie, one behind the other. O(bytes). */
export function stretchesOf(bytes: Uint8Array): Stretches {
  const count = Math.floor(bytes.length / STRETCH);
  const size = 2 ** Math.ceil(Math.log2(2 * count + 2));
  // A table with open addressing: 0 stands for an empty place.
  const hashes = new Int32Array(size);
  const places = new Uint32Array(size);
  const slotOf = (hash: number): number => {
    let slot = (hash ^ (hash >>> 15)) & (size - 1);
    while (places[slot] !== 0 && hashes[slot] !== hash) slot = (slot + 1) & (size - 1);
    return slot;
  };
  for (let at = 0; at + STRETCH <= bytes.length; at += STRETCH) {
    const hash = hashAt(bytes, at);
    const slot = slotOf(hash);
    if (places[slot] !== 0) continue;
    hashes[slot] = hash;
    places[slot] = at + 1;
  }
  return {
    bytes,
    find(hash) {
      const place = places[slotOf(hash)]!;
      return place === 0 ? undefined : place - 1;
    },
  };
}

/** The hash of the stretch at `at`. */
export function hashAt(bytes: Uint8Array, at: number): number {
  let hash = 0;
  for (let index = at; index < at + STRETCH; index++)
    hash = (Math.imul(hash, FACTOR) + bytes[index]!) | 0;
  return hash;
}

/** The hash of the stretch at `at`, given that of the stretch a byte before. */
export function rolledHash(hash: number, bytes: Uint8Array, at: number): number {
  const left = (hash - Math.imul(bytes[at - 1]!, LEAVING)) | 0;
  return (Math.imul(left, FACTOR) + bytes[at + STRETCH - 1]!) | 0;
}
