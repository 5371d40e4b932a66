import { cutKey, keyUnitBytes, MAX_KEY_BYTES } from "./key.ts";
import type { KeyPosting, KeyStock } from "./key-stock.ts";
import { bestOf, type Kinds, type Posting, ranked } from "./posting.ts";

/** A key and the texts that it finds. */
export type KeyGroup = {
  readonly key: string;
  readonly postings: readonly Posting[];
  /** - `whole`: the key ends where its texts end
   *  - `cut`: its texts go on, and no other key does: what is typed beyond it must be compared with
   *    them
   *  - `common`: so many keys begin with it that the best of them are gathered here */
  readonly reach: "whole" | "cut" | "common";
};

/** Bytes of a key that tell enough to go on by looking at the texts: four Chinese characters,
 *  twelve letters. They double where more than MAX_SHARING texts share them. */
const HAN_DEPTH = 8;
const LETTER_DEPTH = 12;
/** Texts compared with what was typed, at most. */
const MAX_SHARING = 32;
/** Postings read for one beginning, at most; where there are more, the best are gathered. */
export const MAX_SPREAD = 192;

/** The groups of all keys in the order of their keys, common beginnings among them; some at a time,
 *  so that those of one first byte alone lie in memory. Takes the keys out of the stock. O(keys ×
 *  log keys). */
export function* groupsOf(
  stock: Pick<KeyStock, "take">,
  kinds: Kinds,
): Generator<KeyGroup, void, undefined> {
  let count = 0;
  const first: KeyGroup[] = [];
  for (const pairs of stock.take()) {
    const groups = cutGroups(pairs, kinds).sort((a, b) => (a.key < b.key ? -1 : 1));
    for (const { postings } of groups) count += postings.length;
    const made = withCommon(groups, kinds);
    if (count <= MAX_SPREAD) first.push(...made);
    else {
      // What is typed as nothing is found by nothing, unless the site has little more than that.
      yield* first.splice(0).filter(({ key }) => key !== "");
      yield* made;
    }
  }
  yield* first;
}

function cutGroups(pairs: readonly KeyPosting[], kinds: Kinds): KeyGroup[] {
  const groups: KeyGroup[] = [];
  let open = pairs;
  for (let times = 1; open.length > 0; times *= 2) {
    const shared = new Map<string, KeyPosting[]>();
    for (const pair of open) {
      const key = cutKey(pair.key, depthOf(pair.key) * times);
      const sharing = shared.get(key);
      if (sharing) sharing.push(pair);
      else shared.set(key, [pair]);
    }
    const again: KeyPosting[] = [];
    for (const [key, sharing] of shared) {
      const isCut = sharing.some((pair) => pair.key.length > key.length);
      const isLast = !isCut || depthOf(key) * times >= MAX_KEY_BYTES;
      if (sharing.length > MAX_SHARING && !isLast) again.push(...sharing);
      else groups.push(groupOf(key, sharing, isCut, kinds));
    }
    open = again;
  }
  return groups;
}

function groupOf(
  key: string,
  sharing: readonly KeyPosting[],
  isCut: boolean,
  kinds: Kinds,
): KeyGroup {
  const all = sharing.map(({ posting }) => posting);
  const postings = all.length > MAX_SHARING ? bestOf(all, kinds) : ranked(all);
  return { key, postings, reach: isCut ? "cut" : "whole" };
}

function depthOf(key: string): number {
  return key.charCodeAt(0) < 0x80 ? LETTER_DEPTH : HAN_DEPTH;
}

/** The groups, and before the keys that begin with it a group for each beginning that more than
 *  MAX_SPREAD postings share.
 *  @param groups  in the order of their keys, of no beginning that another call has groups of */
function withCommon(groups: readonly KeyGroup[], kinds: Kinds): readonly KeyGroup[] {
  const all: KeyGroup[] = [];
  /** Adds the groups `[from, to)`, which share the first `depth` bytes, and gives the best of
   *  them. */
  const cover = (from: number, to: number, depth: number): readonly Posting[] => {
    let count = 0;
    for (let at = from; at < to; at++) count += groups[at]!.postings.length;
    const key = groups[from]!.key.slice(0, depth);
    if (count <= MAX_SPREAD) {
      all.push(...groups.slice(from, to));
      return bestOf(
        groups.slice(from, to).flatMap(({ postings }) => postings),
        kinds,
      );
    }
    const slot = all.length;
    // Kept free for the common group: what it holds is known when those below it are.
    all.push(groups[from]!);
    const best: Posting[] = [];
    let at = from;
    if (groups[at]!.key.length === depth) best.push(...groups[at++]!.postings);
    while (at < to) {
      const end = childEnd(groups, { from: at, to, depth });
      best.push(...cover(at, end, depth + keyUnitBytes(groups[at]!.key, depth)));
      at = end;
    }
    const postings = bestOf(best, kinds);
    all[slot] = { key, postings, reach: "common" };
    return postings;
  };
  for (let at = 0; at < groups.length;) {
    const end = childEnd(groups, { from: at, to: groups.length, depth: 0 });
    cover(at, end, keyUnitBytes(groups[at]!.key, 0));
    at = end;
  }
  return all;
}

/** The end of the groups from `from` on that share their next character behind `depth`. */
function childEnd(
  groups: readonly KeyGroup[],
  { from, to, depth }: { readonly from: number; readonly to: number; readonly depth: number },
): number {
  const { key } = groups[from]!;
  const next = key.slice(0, depth + keyUnitBytes(key, depth));
  let end = from + 1;
  while (end < to && groups[end]!.key.startsWith(next)) end++;
  return end;
}
