import { memoizeGroups, memoizeObjects } from "#model/memoize.ts";
import type { BlobName } from "#model/release.ts";
import { StoreFault } from "./fault.ts";

/** What a blob holds: four ASCII characters at its beginning. */
export type BlockKind = "PACK" | "FRNT" | "DIRY" | "ARCH" | "RLTD" | "WIDX" | "RCNT";

/** A checked block: records are found by an offset table, and only wanted ones are looked at. */
type Block = {
  /** How many records it has. */
  readonly count: number;
  /** The bytes of one record, without copying.
   *  @throws {RangeError} when there is no such record
   *  @throws {StoreFault} when its offsets are damaged */
  record(index: number): Uint8Array;
  /** One record as the JSON that it is.
   *  @throws {StoreFault} when it is not JSON in UTF-8 */
  json(index: number): unknown;
};

/** The layout of each kind: raised when it changes, so that an older reader refuses a newer blob
 *  instead of misreading it. Layouts before are read: a rollback may lead to them. */
const VERSIONS: Readonly<Record<BlockKind, number>> = {
  // 2: its numbers have seven bits a byte, so that a pack is a text in UTF-8, of which KV reads
  // many in one operation. 3: an excerpt may be spans of its article's text.
  PACK: 3,
  // 2: an excerpt may be spans of its content.
  FRNT: 2,
  // 2: packs are named by their place in the manifest, aliases by the id that they lead to.
  DIRY: 2,
  // 2: packs are named by their place in the manifest.
  ARCH: 2,
  // 2: a link has its language where the one before has another, and its moment in few characters.
  RLTD: 2,
  WIDX: 1,
  RCNT: 1,
};
/** Bytes before the offset table: kind, version, number of records, length of the whole. */
const HEADER_BYTES = 16;
const UTF_8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const LATIN_1 = new TextDecoder("latin1");

/** From which layout on the numbers of a kind have seven bits a byte: 28 together. */
const SEVEN_BITS_FROM: Partial<Readonly<Record<BlockKind, number>>> = { PACK: 2 };

/** How a block writes its numbers, four bytes each. */
type Numbers = {
  readonly get: (view: DataView, at: number) => number;
  readonly set: (view: DataView, at: number, value: number) => void;
};

const EIGHT_BITS: Numbers = {
  get: (view, at) => view.getUint32(at, true),
  set: (view, at, value) => view.setUint32(at, value, true),
};

const SEVEN_BITS: Numbers = {
  get: (view, at) => {
    const bits = view.getUint32(at, true);
    return (
      (bits & 0x7f) |
      ((bits >>> 1) & (0x7f << 7)) |
      ((bits >>> 2) & (0x7f << 14)) |
      ((bits >>> 3) & (0x7f << 21))
    );
  },
  set: (view, at, value) => {
    if (value >= 2 ** 28) throw new RangeError(`${value} has more than 28 bits`);
    for (let byte = 0; byte < 4; byte++) view.setUint8(at + byte, (value >>> (7 * byte)) & 0x7f);
  },
};

function numbersOf(kind: BlockKind, version: number): Numbers {
  return version >= (SEVEN_BITS_FROM[kind] ?? Infinity) ? SEVEN_BITS : EIGHT_BITS;
}

/** How many bytes a block of so many empty records takes. */
export function blockBytes(records: number): number {
  return HEADER_BYTES + 4 * (records + 1);
}

/** The bytes of a block: header (kind, version, count, length: four bytes each, little-endian, of
 *  eight bits or seven as its layout says), offsets of `count + 1` borders, records.
 *  @param isRemembered  whether the records are held as long as the block is: those of all packs of
 *    a site are as large as they are
 *  @throws {RangeError} when a block of seven bits is 256 MB or more */
export function encodeBlock(
  kind: BlockKind,
  records: readonly Uint8Array[],
  isRemembered = true,
): Uint8Array {
  const start = blockBytes(records.length);
  const length = records.reduce((sum, record) => sum + record.length, start);
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  const { set } = numbersOf(kind, VERSIONS[kind]);
  new TextEncoder().encodeInto(kind, bytes);
  set(view, 4, VERSIONS[kind]);
  set(view, 8, records.length);
  set(view, 12, length);
  let at = start;
  for (const [index, record] of records.entries()) {
    set(view, HEADER_BYTES + 4 * index, at);
    bytes.set(record, at);
    at += record.length;
  }
  set(view, HEADER_BYTES + 4 * records.length, at);
  if (isRemembered) encoded.set(bytes, records);
  return bytes;
}

/** Kinds whose records are those of articles: what is written of one stays as it is while others
 *  change. */
const IN_RECORDS: readonly BlockKind[] = ["PACK", "FRNT"];
/** Kinds of many short records. */
const IN_GROUPS: readonly BlockKind[] = ["DIRY", "RLTD"];
/** Records of a group, on the average. */
const GROUP = 16;
/** The records of blocks that were encoded here. */
const encoded = new WeakMap<Uint8Array, readonly Uint8Array[]>();
/** The segments of blocks, each made once. */
const segments = new WeakMap<Uint8Array, readonly Uint8Array[]>();

/** A blob in the segments that stay while others change: the head of a block, and its records or
 *  groups of them; one for all that is no such block. */
export function segmentsOf(bytes: Uint8Array): readonly Uint8Array[] {
  const known = segments.get(bytes);
  if (known !== undefined) return known;
  const kind = [...IN_RECORDS, ...IN_GROUPS].find(
    (one) => bytes.length >= HEADER_BYTES && isBlock(one, bytes),
  );
  const made = kind === undefined ? [bytes] : segmentsOfBlock(kind, bytes);
  segments.set(bytes, made);
  return made;
}

/** Bytes that are made of segments which stay while others change. */
export function joinedSegments(all: readonly Uint8Array[]): Uint8Array {
  const bytes = joined(all);
  segments.set(bytes, all);
  return bytes;
}

function segmentsOfBlock(kind: BlockKind, bytes: Uint8Array): readonly Uint8Array[] {
  const records = recordsInBlock(kind, bytes);
  const head = bytes.subarray(0, blockBytes(records.length));
  return [head, ...(IN_GROUPS.includes(kind) ? groupsOf(records).map(joinedOnce) : records)];
}

const groupsOf = /* @__PURE__ */ memoizeGroups(
  // Where an article's record is cut hangs on itself alone: on bytes in which no two are alike.
  (record: Uint8Array) => sumOf(record) % GROUP === 0,
);

const joinedOnce = /* @__PURE__ */ memoizeObjects(joined);

function sumOf(bytes: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at++) sum += bytes[at]!;
  return sum;
}

function joined(all: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(all.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const some of all) {
    bytes.set(some, at);
    at += some.length;
  }
  return bytes;
}

/** The records of a block: the very ones that it was made of where that was here. */
export function recordsInBlock(kind: BlockKind, bytes: Uint8Array): readonly Uint8Array[] {
  const block = openBlock(kind, bytes, "");
  return encoded.get(bytes) ?? Array.from({ length: block.count }, (_, at) => block.record(at));
}

/** A record as the JSON that it is.
 *  @throws {SyntaxError | TypeError} when it is not JSON in UTF-8 */
export function jsonInRecord(bytes: Uint8Array): unknown {
  return JSON.parse(UTF_8.decode(bytes));
}

/** Whether the bytes say that they are a block of this kind. */
export function isBlock(kind: BlockKind, bytes: Uint8Array): boolean {
  return LATIN_1.decode(bytes.subarray(0, 4)) === kind;
}

/** Checks the header of a block. O(1): a record's own borders are checked when it is read.
 *  @param name  the blob's name, for the fault
 *  @throws {StoreFault} when the bytes are foreign, of another version, or cut short */
export function openBlock(kind: BlockKind, bytes: Uint8Array, name: BlobName): Block {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fault = (what: string): StoreFault => new StoreFault("corrupt", name, what);
  if (bytes.length < HEADER_BYTES || !isBlock(kind, bytes))
    throw fault(`is not a block of kind ${kind}`);
  // A layout's own number is below 128, and the same in both.
  const version = view.getUint32(4, true);
  if (version < 1 || version > VERSIONS[kind]) throw fault(`has layout ${version}`);
  const { get } = numbersOf(kind, version);
  const count = get(view, 8);
  const start = HEADER_BYTES + 4 * (count + 1);
  if (get(view, 12) !== bytes.length || start > bytes.length)
    throw fault(`is ${bytes.length} bytes long, not ${get(view, 12)}`);
  const record = (index: number): Uint8Array => {
    if (!(index >= 0 && index < count)) throw new RangeError(`no record ${index} among ${count}`);
    const from = get(view, HEADER_BYTES + 4 * index);
    const to = get(view, HEADER_BYTES + 4 * index + 4);
    if (from < start || to < from || to > bytes.length) throw fault("has a damaged offset table");
    return bytes.subarray(from, to);
  };
  const json = (index: number): unknown => {
    try {
      return jsonInRecord(record(index));
    } catch (error) {
      if (error instanceof SyntaxError || error instanceof TypeError)
        throw fault(`has a damaged record ${index}`);
      throw error;
    }
  };
  return { count, record, json };
}

/** A value as the UTF-8 bytes of its JSON: what a record is made of. */
export function jsonBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}
