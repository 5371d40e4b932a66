import type { ByteWriter } from "./byte-writer.ts";

/** The articles of one field that hold a term, by ascending number, and how often each does. */
export type FieldPostings = {
  /** Articles in this list: MiniSearch's document frequency, which it counts by field. */
  count: number;
  /** Article numbers; the first `count` hold. */
  docs: Int32Array;
  /** How often the term stands in the field of each. */
  frequencies: Int32Array;
};

/** Where a decoder stands: the byte after what it read, and the number that it read. */
export type ByteCursor = { at: number; value: number };

/** No postings, with room for `room` articles; it grows as needed. */
export function createPostings(room = 16): FieldPostings {
  return { count: 0, docs: new Int32Array(room), frequencies: new Int32Array(room) };
}

/** Adds an article at the end.
 *  @param doc  greater than every number in the list */
export function addPosting(list: FieldPostings, doc: number, frequency: number): void {
  if (list.count === list.docs.length) {
    list.docs = widened(list.docs);
    list.frequencies = widened(list.frequencies);
  }
  list.docs[list.count] = doc;
  list.frequencies[list.count++] = frequency;
}

/** Writes the postings of one term: a bit for each field that has some, then field after field the
 *  count and the articles. The first count shares its varint with the bits: `count << fields |
 *  bits`. An article is `gap << 1 | (frequency > 1)`, where the gap is the number of articles
 *  between it and the one before; a frequency over 1 follows less 2.
 *  @param fields  by field number; a field without postings is an empty list, and all may be */
export function writePostings(writer: ByteWriter, fields: readonly FieldPostings[]): void {
  let present = 0;
  for (let field = 0; field < fields.length; field++) {
    if (fields[field]!.count > 0) present |= 1 << field;
  }
  let isFirst = true;
  for (const list of fields) {
    if (list.count === 0) continue;
    writer.varint(isFirst ? (list.count << fields.length) | present : list.count);
    isFirst = false;
    writeList(writer, list);
  }
  // A word that is only known, and looked for by its stem.
  if (isFirst) writer.varint(0);
}

/** Adds the postings that begin at `at` to the lists, as `writePostings` wrote them.
 *  @param first  added to every article's number
 *  @param lists  by field number; each must end before the first article that is read
 *  @returns the byte after them */
export function readPostings(
  bytes: Uint8Array,
  at: number,
  lists: readonly FieldPostings[],
  first = 0,
): number {
  const cursor: ByteCursor = { at, value: 0 };
  readVarint(bytes, cursor);
  let present = cursor.value & ((1 << lists.length) - 1);
  let count = cursor.value >>> lists.length;
  for (let field = 0; present > 0; field++, present >>>= 1) {
    if ((present & 1) === 0) continue;
    if (count === 0) {
      readVarint(bytes, cursor);
      count = cursor.value;
    }
    readList(bytes, { cursor, count, first }, lists[field]!);
    count = 0;
  }
  return cursor.at;
}

/** Reads one varint at the cursor and moves it behind. */
export function readVarint(bytes: Uint8Array, cursor: ByteCursor): void {
  let byte = bytes[cursor.at++]!;
  let value = byte & 127;
  for (let shift = 7; byte > 127; shift += 7) {
    byte = bytes[cursor.at++]!;
    value |= (byte & 127) << shift;
  }
  cursor.value = value;
}

function writeList(writer: ByteWriter, { count, docs, frequencies }: FieldPostings): void {
  let before = -1;
  for (let index = 0; index < count; index++) {
    const doc = docs[index]!;
    const frequency = frequencies[index]!;
    writer.varint(((doc - before - 1) << 1) | (frequency > 1 ? 1 : 0));
    if (frequency > 1) writer.varint(frequency - 2);
    before = doc;
  }
}

function readList(
  bytes: Uint8Array,
  { cursor, count, first }: { cursor: ByteCursor; count: number; first: number },
  list: FieldPostings,
): void {
  let doc = first - 1;
  for (let index = 0; index < count; index++) {
    readVarint(bytes, cursor);
    const head = cursor.value;
    doc += (head >>> 1) + 1;
    if ((head & 1) === 0) addPosting(list, doc, 1);
    else {
      readVarint(bytes, cursor);
      addPosting(list, doc, cursor.value + 2);
    }
  }
}

/** The same numbers with as many places again behind them. */
export function widened(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(numbers.length * 2);
  wider.set(numbers);
  return wider;
}
