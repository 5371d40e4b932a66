import { createByteWriter } from "#search/format/byte-writer.ts";
import { writeFrame } from "#search/format/frame.ts";
import { BLOCK_TERMS } from "#search/format/shard.ts";
import { type EntryCursor, entryOf, sharedLength, writeEntry } from "#search/format/block-entry.ts";

/** Takes terms in order and cuts them into shards. */
type ShardWriter = {
  /** @param term  UTF-8 of the written term, after every term added before in byte order
   *  @param postings  as `writePostings` made them */
  readonly add: (term: Uint8Array, postings: Uint8Array) => void;
  /** Adds the term and postings at which a cursor stands; they are copied. */
  readonly addEntry: (cursor: EntryCursor) => void;
  /** Ends the last shard. */
  readonly finish: () => WrittenShards;
};

/** The shards in order, and the first term of each, in UTF-8. */
type WrittenShards = {
  readonly shards: readonly Uint8Array[];
  readonly firstTerms: readonly Uint8Array[];
};

/** A writer of shards of at most about `shardBytes` each. A term is never split: one whose postings
 *  are longer has a shard of its own size. */
export function createShardWriter(shardBytes: number): ShardWriter {
  const shards: Uint8Array[] = [];
  const firstTerms: Uint8Array[] = [];
  const body = createByteWriter(shardBytes * 2);
  let blocks: number[] = [];
  let terms = 0;
  /** The term before; its first `beforeLength` bytes. */
  let before: Uint8Array = new Uint8Array(256);
  let beforeLength = 0;
  const end = (): void => {
    if (terms === 0) return;
    shards.push(writeFrame("shard", shardPayload(terms, blocks, body.finish())));
    body.clear();
    blocks = [];
    terms = 0;
  };
  const addEntry = (entry: EntryCursor): void => {
    const { term, length, postingsSize } = entry;
    if (body.length() + length + postingsSize > shardBytes) end();
    if (terms === 0) firstTerms.push(term.slice(0, length));
    const opensBlock = terms % BLOCK_TERMS === 0;
    if (opensBlock) blocks.push(body.length());
    if (length > before.length) before = widened(before, 2 * length);
    const shared = sharedLength(before, term, Math.min(length, beforeLength));
    for (let at = shared; at < length; at++) before[at] = term[at]!;
    beforeLength = length;
    writeEntry(body, entry, opensBlock ? 0 : shared);
    terms++;
  };
  return {
    add: (term, postings) => addEntry(entryOf(term, postings)),
    addEntry,
    finish() {
      end();
      return { shards, firstTerms };
    },
  };
}

/** Counts of terms and blocks, where each block begins, then the blocks. */
function shardPayload(terms: number, blocks: readonly number[], body: Uint8Array): Uint8Array {
  const head = 8 + blocks.length * 4;
  const payload = new Uint8Array(head + Math.ceil(body.length / 4) * 4);
  new Uint32Array(payload.buffer).set([
    terms,
    blocks.length,
    ...blocks.map((begin) => head + begin),
  ]);
  payload.set(body, head);
  return payload;
}

function widened(bytes: Uint8Array, length: number): Uint8Array {
  const wider = new Uint8Array(length);
  wider.set(bytes);
  return wider;
}
