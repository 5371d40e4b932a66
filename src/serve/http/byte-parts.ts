import { type FeedPart, readyLength, writeReady } from "#feeds/part.ts";

/** Bytes that one UTF-16 unit takes in UTF-8 at most. */
const BYTES_PER_UNIT = 3;
/** Texts are joined before they are encoded up to so many UTF-16 units: to call the encoder
 *  costs more than to join two short ones. */
const JOINED_UNITS = 2_048;
/** UTF-16 units that the buffer which an isolate keeps has room for: any feed of ordinary
 *  articles. */
const SHARED_UNITS = 350_000;

const encoder = new TextEncoder();
let sharedBuffer: Uint8Array<ArrayBuffer> | undefined;

/** The UTF-8 of parts one after another, as of the whole text, which is never joined: V8 keeps a
 *  text of 150,000 characters apart from the small ones, and to make room for it takes longer
 *  than to write a feed. For the same reason the room to encode in is sharedBuffer. O(length). */
export function bytesOfParts(parts: readonly FeedPart[]): Uint8Array<ArrayBuffer> {
  let [units, ready] = [0, 0];
  for (const part of parts) {
    if (typeof part === "string") units += part.length;
    else ready += readyLength(part);
  }
  const { texts, cuts } = encoded(parts, bufferFor(units));
  const bytes = new Uint8Array(texts.length + ready);
  let [from, to, cut] = [0, 0, 0];
  for (const part of parts) {
    if (typeof part === "string") continue;
    const end = cuts[cut++]!;
    bytes.set(texts.subarray(from, end), to);
    to = writeReady(part, bytes, to + end - from);
    from = end;
  }
  bytes.set(texts.subarray(from), to);
  return bytes;
}

/** The texts among the parts, encoded one after another, and where in them each ready part
 *  belongs. */
function encoded(
  parts: readonly FeedPart[],
  buffer: Uint8Array<ArrayBuffer>,
): { readonly texts: Uint8Array<ArrayBuffer>; readonly cuts: readonly number[] } {
  const cuts: number[] = [];
  let length = 0;
  let text = "";
  for (const part of parts) {
    const isText = typeof part === "string";
    if (isText && text.length + part.length <= JOINED_UNITS) {
      text += part;
      continue;
    }
    length += encoder.encodeInto(text, buffer.subarray(length)).written;
    text = isText ? part : "";
    if (!isText) cuts.push(length);
  }
  length += encoder.encodeInto(text, buffer.subarray(length)).written;
  return { texts: buffer.subarray(0, length), cuts };
}

function bufferFor(units: number): Uint8Array<ArrayBuffer> {
  if (units > SHARED_UNITS) return new Uint8Array(BYTES_PER_UNIT * units);
  return (sharedBuffer ??= new Uint8Array(BYTES_PER_UNIT * SHARED_UNITS));
}
