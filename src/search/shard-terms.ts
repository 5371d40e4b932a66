import { type Cursor, readVarint } from "./posting-list.ts";
import { BLOCK_TERMS, lengthFrom, type Postings, type Shard } from "./shard.ts";

const decoder = new TextDecoder();

/** Told of a term and its postings; answers whether to go on. */
export type TermVisitor = (term: string, postings: Postings) => boolean;

/** Gives the terms of a shard in order, from the beginning of a block on. O(terms). */
export function eachTermFrom(shard: Shard, block: number, visit: TermVisitor): void {
  const { bytes, blocks, terms } = shard;
  const cursor: Cursor = { at: blocks[block] ?? 0, value: 0 };
  let room = new Uint8Array(256);
  for (let entry = block * BLOCK_TERMS; entry < terms; entry++) {
    const head = bytes[cursor.at++]!;
    const shared = lengthFrom(bytes, cursor, head >>> 4);
    const added = lengthFrom(bytes, cursor, head & 15);
    const length = shared + added;
    if (length > room.length) {
      const wider = new Uint8Array(length * 2);
      wider.set(room.subarray(0, shared));
      room = wider;
    }
    for (let index = 0; index < added; index++) room[shared + index] = bytes[cursor.at + index]!;
    cursor.at += added;
    readVarint(bytes, cursor);
    const postings = { bytes, at: cursor.at, size: cursor.value };
    if (!visit(textOf(room, length), postings)) return;
    cursor.at += cursor.value;
  }
}

/** Most terms are ASCII, for Han is written in digits; the decoder costs ten times as much. */
function textOf(bytes: Uint8Array, length: number): string {
  let text = "";
  for (let index = 0; index < length; index++) {
    const byte = bytes[index]!;
    if (byte > 127) return decoder.decode(bytes.subarray(0, length));
    text += String.fromCharCode(byte);
  }
  return text;
}
