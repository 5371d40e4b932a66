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
  /** Zeros up to the next multiple of `size`. */
  readonly padTo: (size: number) => void;
  /** A copy of what was written. */
  readonly finish: () => Uint8Array;
  /** Forgets what was written and keeps the room. */
  readonly clear: () => void;
};

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
    padTo(size) {
      const count = (size - (length % size)) % size;
      reserve(count);
      buffer.fill(0, length, length + count);
      length += count;
    },
    finish: () => buffer.slice(0, length),
    clear() {
      length = 0;
    },
  };
}
