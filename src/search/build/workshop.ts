/** What earlier publications made of articles and would make again: beside the state, by what it
 *  was made from. It may be emptied at any time, and makes a publication quicker, never
 *  different. */
export type Workshop = {
  /** The bytes that were kept under a key, whole as they were; undefined when there are none. */
  readonly recall: (key: string) => Uint8Array | undefined;
  /** Keeps bytes. */
  readonly keep: (key: string, bytes: Uint8Array) => void;
};

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
