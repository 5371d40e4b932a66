import { BASE64_DIGITS } from "#model/hash.ts";

/** Characters of a sketch: the text's shingles are dealt to as many slots. */
const SLOTS = 16;
/** Shorter texts have no sketch: a few words in common would make two of them alike. Characters
 *  without spaces and punctuation. */
const MIN_LENGTH = 120;
/** Only the beginning of a long text counts. Characters. */
const MAX_LENGTH = 4_000;
/** A shingle is this many characters in a row: two words of Chinese, less than one of English. */
const SHINGLE = 5;

/** A sketch of a text, by which texts that are nearly the same are known without being kept: of the
 *  shingles in each of 16 slots the one with the smallest hash leaves six bits. O(length).
 *  @returns 16 characters, or "" for a text too short to be told from others
 *  @see Li, Owen, Zhang, "One Permutation Hashing", 2012 */
export function minHashOf(text: string): string {
  const letters = text
    .slice(0, 2 * MAX_LENGTH)
    .replace(/[\s\p{P}]+/gu, "")
    .slice(0, MAX_LENGTH);
  if (letters.length < MIN_LENGTH) return "";
  const smallest = new Uint32Array(SLOTS).fill(0xffffffff);
  for (let at = 0; at + SHINGLE <= letters.length; at++) {
    const hash = shingleHash(letters, at);
    const slot = hash % SLOTS;
    const rank = hash >>> 4;
    if (rank < (smallest[slot] ?? 0)) smallest[slot] = rank;
  }
  return Array.from(smallest, (rank) => BASE64_DIGITS[rank & 63]).join("");
}

/** How much two sketched texts have in common, from 0 to 1: an estimate, to a tenth, of the
 *  shingles they share among all that they have. 0 when one has no sketch. */
export function similarityOf(a: string, b: string): number {
  if (a.length !== SLOTS || b.length !== SLOTS) return 0;
  let same = 0;
  for (let at = 0; at < SLOTS; at++) if (a[at] === b[at]) same += 1;
  return same / SLOTS;
}

function shingleHash(text: string, from: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < from + SHINGLE; at++)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
