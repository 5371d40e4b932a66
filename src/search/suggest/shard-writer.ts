import { createByteWriter } from "#search/format/byte-writer.ts";
import { writeFrame } from "#search/format/frame.ts";
import type { KeyGroup } from "./groups.ts";

/** Shards of groups, and where they are cut. */
type WrittenSuggestions = {
  readonly shards: readonly Uint8Array[];
  /** Before each shard but the first, the shortest key that is greater than all before it and
   *  begins, or is less than, all behind it. */
  readonly borders: readonly string[];
};

/** Groups in a block: looking a key up decodes half of one on average, and its first key is written
 *  whole. */
export const BLOCK_GROUPS = 16;
/** What a group's reach is written as. */
export const REACHES = ["whole", "cut", "common"] as const;

/** Writes groups into shards of about `shardBytes`. A shard ends only where no beginning but a
 *  common one goes on into the next, so that one shard answers every key.
 *  @param groups  in the order of their keys */
export function writeSuggestionShards(
  groups: Iterable<KeyGroup>,
  shardBytes: number,
): WrittenSuggestions {
  const shards: Uint8Array[] = [];
  const borders: string[] = [];
  const body = createByteWriter(shardBytes * 2);
  const commonKeys = new Set<string>();
  let blocks: number[] = [];
  let count = 0;
  let before = "";
  const end = (): void => {
    shards.push(writeFrame("suggestions", shardPayload(blocks, count, body.finish())));
    body.clear();
    blocks = [];
    count = 0;
  };
  for (const group of groups) {
    const shared = sharedLength(before, group.key);
    const mayEnd = shared === 0 || commonKeys.has(group.key.slice(0, shared));
    if (count > 0 && body.length() >= shardBytes && mayEnd) {
      end();
      borders.push(group.key.slice(0, shared + 1));
    }
    const opensBlock = count % BLOCK_GROUPS === 0;
    if (opensBlock) blocks.push(body.length());
    writeGroup(body, group, opensBlock ? 0 : shared);
    // It comes before all that it is common to.
    if (group.reach === "common") commonKeys.add(group.key);
    before = group.key;
    count++;
  }
  if (count > 0) end();
  return { shards, borders };
}

/** How many bytes two keys share at their beginnings. */
function sharedLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one.charCodeAt(length) === other.charCodeAt(length)) length++;
  return length;
}

/** Shared bytes and bytes of its own, the count of postings with the reach, then the postings as
 *  differences. */
function writeGroup(
  body: ReturnType<typeof createByteWriter>,
  { key, postings, reach }: KeyGroup,
  shared: number,
): void {
  body.byte(shared);
  body.byte(key.length - shared);
  for (let at = shared; at < key.length; at++) body.byte(key.charCodeAt(at));
  body.varint(postings.length * REACHES.length + REACHES.indexOf(reach));
  let last = 0;
  for (const posting of postings.toSorted((a, b) => a - b)) {
    body.varint(posting - last);
    last = posting;
  }
}

/** Counts of groups and blocks, where each block begins, then the blocks. */
function shardPayload(blocks: readonly number[], count: number, body: Uint8Array): Uint8Array {
  const head = 8 + blocks.length * 4;
  const payload = new Uint8Array(head + Math.ceil(body.length / 4) * 4);
  new Uint32Array(payload.buffer, 0, head / 4).set([
    count,
    blocks.length,
    ...blocks.map((begin) => head + begin),
  ]);
  payload.set(body, head);
  return payload;
}
