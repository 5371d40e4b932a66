/** A 32-bit hash of `text`, the same for ever: the borders of packs and archive documents are drawn
 *  by it. FNV-1a over UTF-16 code units with a final avalanche, so that its low bits are as good as
 *  its high ones.
 *  @returns an integer from 0 to 2^32 - 1 */
export function hash32(text: string): number {
  return hashFrom(HASH_START, text);
}

/** Another hash of a text: that of the text behind U+0001. Both are 64 bits, so that of 100,000
 *  texts no two meet by chance. */
export function secondHash32(text: string): number {
  return hashFrom(SECOND_START, text);
}

function hashFrom(start: number, text: string): number {
  let hash = start;
  for (let index = 0; index < text.length; index++) hash = hashedUnit(hash, text.charCodeAt(index));
  return hashEnd(hash);
}

/** Where `hash32` begins, for units that are at hand without a text of them. */
export const HASH_START = 0x811c9dc5;

/** The state of `hash32` behind one more UTF-16 unit. */
export function hashedUnit(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}

/** What `hash32` gives whose units led to a state. */
export function hashEnd(state: number): number {
  let hash = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const SECOND_START = hashedUnit(HASH_START, 1);

/** The 64 digits of base64url, by value.
 *  @see RFC 4648 section 5 */
export const BASE64_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Bits that one of the digits holds. */
export const BITS_PER_BASE64_DIGIT = 6;

/** 64 bits of hash as a text, so that two of 100,000 texts never meet by chance; 14 characters at
 *  most. */
export function mark64(text: string): string {
  return hash32(text).toString(36) + secondHash32(text).toString(36);
}
