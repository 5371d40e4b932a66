/** Bytes that grow as they are written: what shards, lengths and columns are made with. */
export type ByteWriter = {
  /** Bytes written so far. */
  readonly length: () => number;
  /** One byte; the higher bits of `value` are ignored. */
  readonly byte: (value: number) => void;
  /** An unsigned integer below 2^31, seven bits a byte, lowest first, the top bit set on all but
   *  the last (LEB128). */
  readonly varint: (value: number) => void;
  readonly bytes: (value: Uint8Array) => void;
  /** The bytes of `value` between two places. */
  readonly range: (value: Uint8Array, from: number, to: number) => void;
  /** Zeros up to the next multiple of `size`. */
  readonly padTo: (size: number) => void;
  /** What was written, with room behind it: itself, until more is written. */
  readonly room: () => Uint8Array;
  /** A copy of what was written. */
  readonly finish: () => Uint8Array;
  /** Forgets what was written and keeps the room. */
  readonly clear: () => void;
};

/** So many bytes are copied one by one. */
const FEW = 48;

/** An empty writer.
 *  @param room  bytes to begin with; it doubles as needed */
export function createByteWriter(room = 1024): ByteWriter {
  let buffer = new Uint8Array(room);
  let length = 0;
  const reserve = (count: number): void => {
    if (length + count <= buffer.length) return;
    const grown = new Uint8Array(Math.max(buffer.length * 2, length + count));
    grown.set(buffer.subarray(0, length));
    buffer = grown;
  };
  return {
    length: () => length,
    byte(value) {
      reserve(1);
      buffer[length++] = value;
    },
    varint(value) {
      reserve(5);
      let rest = value;
      while (rest > 127) {
        buffer[length++] = (rest & 127) | 128;
        rest >>>= 7;
      }
      buffer[length++] = rest;
    },
    bytes(value) {
      reserve(value.length);
      buffer.set(value, length);
      length += value.length;
    },
    range(value, from, to) {
      reserve(to - from);
      // A view of a few bytes costs more than they do.
      if (to - from > FEW) buffer.set(value.subarray(from, to), length);
      else for (let at = from; at < to; at++) buffer[length + at - from] = value[at]!;
      length += to - from;
    },
    padTo(size) {
      const count = (size - (length % size)) % size;
      reserve(count);
      buffer.fill(0, length, length + count);
      length += count;
    },
    room: () => buffer,
    finish: () => buffer.slice(0, length),
    clear() {
      length = 0;
    },
  };
}
