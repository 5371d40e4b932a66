/** Bytes that one UTF-16 unit takes in UTF-8 at most. */
const BYTES_PER_UNIT = 3;
/** What an isolate keeps for writing in, in bytes: room for any feed of ordinary articles. */
const KEPT_BYTES = 1024 * 1024;

const encoder = new TextEncoder();
let kept = new Uint8Array(0);

/** The UTF-8 of texts one after another, as of the whole text, which is never joined: V8 keeps a text of 150,000 characters apart from the small ones, and to make
 *  room for it takes longer than to write a feed. For the same reason the room to write in is kept; what is given is a copy. O(length).
 *  @param parts  none ends or begins within a surrogate pair */
export function bytesOfParts(parts: readonly string[]): Uint8Array<ArrayBuffer> {
  let units = 0;
  for (const part of parts) units += part.length;
  const room = roomOf(units * BYTES_PER_UNIT);
  let length = 0;
  for (const part of parts) length += encoder.encodeInto(part, room.subarray(length)).written;
  return room.slice(0, length);
}

function roomOf(bytes: number): Uint8Array<ArrayBuffer> {
  if (bytes > KEPT_BYTES) return new Uint8Array(bytes);
  if (kept.length < bytes) kept = new Uint8Array(Math.min(2 * bytes, KEPT_BYTES));
  return kept;
}
