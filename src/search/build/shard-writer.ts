import { createByteWriter } from "#search/format/byte-writer.ts";
import { writeFrame } from "#search/format/frame.ts";
import { BLOCK_TERMS } from "#search/format/shard.ts";
import { sharedLength, writeEntry } from "#search/format/block-entry.ts";

/** Takes terms in order and cuts them into shards. */
type ShardWriter = {
  /** @param term  UTF-8 of the written term, after every term added before in byte order
   *  @param postings  as `writePostings` made them */
  readonly add: (term: Uint8Array, postings: Uint8Array) => void;
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
  let before: Uint8Array = new Uint8Array(0);
  const end = (): void => {
    if (terms === 0) return;
    shards.push(writeFrame("shard", shardPayload(terms, blocks, body.finish())));
    body.clear();
    blocks = [];
    terms = 0;
  };
  return {
    add(term, postings) {
      if (body.length() + term.length + postings.length > shardBytes) end();
      if (terms === 0) firstTerms.push(term);
      const opensBlock = terms % BLOCK_TERMS === 0;
      if (opensBlock) blocks.push(body.length());
      writeEntry(body, term, opensBlock ? 0 : sharedLength(before, term), postings);
      before = term;
      terms++;
    },
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
