import { isRejection, rejection, type Rejection } from "#model/rejection.ts";

/** What a blob of the index holds. The number is written into it. */
const FRAME_KINDS = {
  shard: 1,
  columns: 3,
  words: 4,
  suggestions: 5,
  suggestionTexts: 6,
} as const;

/** The name of a kind of blob. */
type FrameKind = keyof typeof FRAME_KINDS;

/** A blob that was found whole: what it carries, and the checksum that names its bytes. */
type BlobFrame = {
  readonly kind: FrameKind;
  /** Begins at a multiple of 8 bytes of its buffer, so that typed arrays can lie over it. */
  readonly payload: Uint8Array;
  /** 0 to 2^32 - 1. */
  readonly checksum: number;
};

/** Bytes before the payload. */
export const FRAME_BYTES = 16;
/** Raised whenever a blob's bytes change their meaning. */
const FRAME_VERSION = 1;
/** "BSix", read as a little-endian number. */
const MAGIC = 0x78695342;

/** Puts `payload` into a frame: magic, kind, version, length, checksum, then the payload.
 *  @param payload  its length must be a multiple of 4
 *  @throws {RangeError} when it is not */
export function writeFrame(kind: FrameKind, payload: Uint8Array): Uint8Array {
  if (payload.length % 4 !== 0)
    throw new RangeError(`a payload of ${payload.length} bytes is not made of 32-bit words`);
  const bytes = new Uint8Array(FRAME_BYTES + payload.length);
  bytes.set(payload, FRAME_BYTES);
  const header = new DataView(bytes.buffer);
  header.setUint32(0, MAGIC, true);
  header.setUint8(4, FRAME_KINDS[kind]);
  header.setUint8(5, FRAME_VERSION);
  header.setUint32(8, payload.length, true);
  header.setInt32(12, checksumOf(wordsOf(bytes)), true);
  return bytes;
}

/** Whether bytes say that they are a blob of an index or of suggestions. O(1). */
export function isFramed(bytes: Uint8Array): boolean {
  const isLong = bytes.length >= FRAME_BYTES;
  return isLong && new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true) === MAGIC;
}

/** The checksum that a framed blob says it has; 0 when it is too short to say. Not verified.
 *  O(1). */
export function statedChecksum(bytes: Uint8Array): number {
  return bytes.length < FRAME_BYTES
    ? 0
    : new DataView(bytes.buffer, bytes.byteOffset).getUint32(12, true);
}

const opened = new WeakMap<Uint8Array, BlobFrame>();

/** Checks a blob and gives what it carries. O(bytes) the first time, about 15 microseconds for 64
 *  KB once the code is warm; then O(1) for the same array of bytes.
 *  @param checksum  what the root says the blob's checksum is: a blob of another index is refused
 *    by it
 *  @returns the frame, or a Rejection that says whether it is cut short, foreign, damaged or of
 *    another version */
export function openFrame(
  given: Uint8Array,
  kind: FrameKind,
  checksum?: number,
): BlobFrame | Rejection {
  const known = opened.get(given);
  if (known?.kind === kind && (checksum ?? known.checksum) === known.checksum) return known;
  const bytes = given.byteOffset % 8 === 0 ? given : given.slice();
  const fault = faultOf(bytes, kind, checksum);
  if (fault !== undefined) return rejection({ file: `index ${kind}` }, { what: fault });
  const frame = { kind, payload: bytes.subarray(FRAME_BYTES), checksum: statedChecksum(bytes) };
  opened.set(given, frame);
  return frame;
}

/** A function that opens blobs of one kind, and remembers what it has opened.
 *  @param over  lays what the blob holds over its payload; undefined when it does not fit in
 *  there */
export function createOpener<T>(
  kind: FrameKind,
  over: (payload: Uint8Array) => T | undefined,
): (bytes: Uint8Array, checksum?: number) => T | Rejection {
  const values = new WeakMap<BlobFrame, T>();
  return (bytes, checksum) => {
    const frame = openFrame(bytes, kind, checksum);
    if (isRejection(frame)) return frame;
    const value = values.get(frame) ?? over(frame.payload);
    if (value === undefined)
      return rejection({ file: `index ${kind}` }, { what: "is not made as it should be" });
    values.set(frame, value);
    return value;
  };
}

function faultOf(bytes: Uint8Array, kind: FrameKind, checksum?: number): string | undefined {
  if (bytes.length < FRAME_BYTES) return `is cut short at ${bytes.length} bytes`;
  const header = new DataView(bytes.buffer, bytes.byteOffset);
  if (header.getUint32(0, true) !== MAGIC) return "is not a part of an index";
  if (header.getUint8(4) !== FRAME_KINDS[kind])
    return `is another part of an index (kind ${header.getUint8(4)})`;
  if (header.getUint8(5) !== FRAME_VERSION)
    return `has version ${header.getUint8(5)}, not ${FRAME_VERSION}`;
  const expected = header.getUint32(8, true);
  if (expected !== bytes.length - FRAME_BYTES || expected % 4 !== 0)
    return `has ${bytes.length - FRAME_BYTES} bytes, not ${expected}`;
  const stated = header.getUint32(12, true);
  if (checksum !== undefined && stated !== checksum) return "belongs to another index";
  return checksumOf(wordsOf(bytes)) === (stated | 0)
    ? undefined
    : "is damaged: its checksum differs";
}

function wordsOf(bytes: Uint8Array): Int32Array {
  return new Int32Array(
    bytes.buffer,
    bytes.byteOffset + FRAME_BYTES,
    (bytes.length - FRAME_BYTES) >>> 2,
  );
}

/** Two running sums over 32-bit words, as Fletcher's checksum has them: one sees every changed bit,
 *  the other every changed order. Signed throughout: an unsigned number above 2^31 makes the engine
 *  throw its compiled code away. */
function checksumOf(words: Int32Array): number {
  let sum = words.length;
  let sums = 0;
  for (let index = 0; index < words.length; index++) {
    sum = (sum + words[index]!) | 0;
    sums = (sums + sum) | 0;
  }
  return Math.imul(sum, 0x1e3779b9) ^ Math.imul(sums ^ (sums >>> 15), 0x05ebca6b);
}
