import { type ByteWriter, createByteWriter } from "#search/format/byte-writer.ts";
import type { Posting } from "./posting.ts";

/** A key as long as it can be, and one text that it finds. */
export type KeyPosting = { readonly key: string; readonly posting: Posting };

/** Keys that are gathered, and taken out some at a time. */
export type KeyStock = {
  readonly add: (key: string, posting: Posting) => void;
  /** Takes them out: those that begin with the same byte together, in the order in which they were
   *  added, the least byte first; before them those without any. */
  readonly take: () => Generator<readonly KeyPosting[], void, undefined>;
};

/** Bytes that a key may begin with. */
const FIRST_BYTES = 256;

/** An empty stock. A key takes some 35 bytes in it, and 180 as an object: 10,000 Chinese titles
 *  have more than a million. */
export function createKeyStock(): KeyStock {
  const parts: (ByteWriter | undefined)[] = Array.from({ length: 1 + FIRST_BYTES });
  return {
    add(key, posting) {
      const part = key === "" ? 0 : 1 + key.charCodeAt(0);
      const bytes = (parts[part] ??= createByteWriter());
      bytes.varint(posting);
      bytes.varint(key.length);
      for (let at = 0; at < key.length; at++) bytes.byte(key.charCodeAt(at));
    },
    *take() {
      for (const [part, bytes] of parts.entries()) {
        if (bytes === undefined) continue;
        // What was taken out is needed no longer.
        parts[part] = undefined;
        yield pairsIn(bytes.room(), bytes.length());
      }
    },
  };
}

function pairsIn(bytes: Uint8Array, length: number): readonly KeyPosting[] {
  const pairs: KeyPosting[] = [];
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++]!;
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  while (at < length) {
    const posting = varint();
    const end = varint() + at;
    pairs.push({ key: String.fromCharCode(...bytes.subarray(at, end)), posting });
    at = end;
  }
  return pairs;
}
