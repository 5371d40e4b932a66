import type { ByteWriter } from "./byte-writer.ts";
import { type ByteCursor, readVarint } from "./posting-list.ts";

/** Walks terms that were written one after another, each with its postings. */
export type EntryCursor = ByteCursor & {
  bytes: Uint8Array;
  /** UTF-8 of the term at hand; the first `length` bytes. */
  term: Uint8Array;
  length: number;
  /** The postings of the term at hand: where they begin in `bytes`, and how many bytes they
   *  take. */
  postingsAt: number;
  postingsSize: number;
};

/** A count below this stands in half a byte; a longer one continues in a varint. */
const SHORT = 15;

const decoder = new TextDecoder();

/** Writes the entry at hand: half a byte for what its term shares with the one before and half for
 *  what it adds, what it adds, the length of its postings, the postings.
 *  @param shared  bytes at the beginning that are those of the term before; 0 where reading may
 *    begin */
export function writeEntry(
  writer: ByteWriter,
  { term, length, bytes, postingsAt, postingsSize }: EntryCursor,
  shared: number,
): void {
  const added = length - shared;
  writer.byte((Math.min(shared, SHORT) << 4) | Math.min(added, SHORT));
  if (shared >= SHORT) writer.varint(shared - SHORT);
  if (added >= SHORT) writer.varint(added - SHORT);
  writer.range(term, shared, length);
  writer.varint(postingsSize);
  writer.range(bytes, postingsAt, postingsAt + postingsSize);
}

/** How many bytes two terms share at their beginning.
 *  @param most  bytes that are looked at */
export function sharedLength(
  a: Uint8Array,
  b: Uint8Array,
  most: number = Math.min(a.length, b.length),
): number {
  let length = 0;
  while (length < most && a[length] === b[length]) length++;
  return length;
}

/** A cursor that stands before the entry at `at`. */
export function openEntries(bytes: Uint8Array, at: number): EntryCursor {
  const term = new Uint8Array(256);
  return { bytes, at, value: 0, term, length: 0, postingsAt: at, postingsSize: 0 };
}

/** A cursor that stands at one entry alone.
 *  @param size  bytes of the postings */
export function entryOf(
  term: Uint8Array,
  postings: Uint8Array,
  size: number = postings.length,
): EntryCursor {
  const { length } = term;
  return { bytes: postings, at: 0, value: 0, term, length, postingsAt: 0, postingsSize: size };
}

/** The entry at hand, for who keeps it. */
export function keptEntry({
  term,
  length,
  bytes,
  postingsAt,
  postingsSize,
}: EntryCursor): EntryCursor {
  return entryOf(term.slice(0, length), bytes.slice(postingsAt, postingsAt + postingsSize));
}

/** Goes on to the next entry, which must be there. */
export function nextEntry(cursor: EntryCursor): void {
  const { bytes } = cursor;
  const head = bytes[cursor.at++]!;
  const shared = lengthFrom(bytes, cursor, head >>> 4);
  const added = lengthFrom(bytes, cursor, head & 15);
  const length = shared + added;
  if (length > cursor.term.length) {
    const wider = new Uint8Array(length * 2);
    wider.set(cursor.term.subarray(0, shared));
    cursor.term = wider;
  }
  const { term, at } = cursor;
  for (let index = 0; index < added; index++) term[shared + index] = bytes[at + index]!;
  cursor.length = length;
  cursor.at = at + added;
  readVarint(bytes, cursor);
  cursor.postingsAt = cursor.at;
  cursor.postingsSize = cursor.value;
  cursor.at += cursor.value;
}

/** The term at hand as text. Most terms are ASCII, for Han is written in digits, and the decoder
 *  costs ten times as much. */
export function termOf({ term, length }: EntryCursor): string {
  let text = "";
  for (let index = 0; index < length; index++) {
    const byte = term[index]!;
    if (byte > 127) return decoder.decode(term.subarray(0, length));
    text += String.fromCharCode(byte);
  }
  return text;
}

/** UTF-16 units of the term at hand. */
export function unitsOfTerm(cursor: EntryCursor): number {
  const { term, length } = cursor;
  for (let index = 0; index < length; index++) if (term[index]! > 127) return termOf(cursor).length;
  return length;
}

/** Compares the terms at hand by their bytes: below 0 when that of `a` comes first. */
export function compareEntries(a: EntryCursor, b: EntryCursor): number {
  const shorter = Math.min(a.length, b.length);
  const [left, right] = [a.term, b.term];
  for (let index = 0; index < shorter; index++) {
    const difference = left[index]! - right[index]!;
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** A count whose first half byte was `half`. */
export function lengthFrom(bytes: Uint8Array, cursor: ByteCursor, half: number): number {
  if (half < SHORT) return half;
  readVarint(bytes, cursor);
  return cursor.value + SHORT;
}
