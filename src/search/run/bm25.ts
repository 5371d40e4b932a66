import type { NumberArray } from "#search/format/number-arrays.ts";
import { BM25, FIELDS } from "#search/format/options.ts";
import { type ByteCursor, readVarint } from "#search/format/posting-list.ts";

/** What scoring writes into: one place for each article of the index. It is all zero between two
 *  searches. */
export type Scratch = {
  /** The score so far. */
  readonly scores: Float64Array;
  /** What the term at hand adds. */
  readonly added: Float64Array;
  /** A bit for each distinct term of the query that the article has. */
  readonly masks: Int32Array;
  /** Articles that the term at hand has touched; the first `addedCount`. */
  readonly addedDocs: Int32Array;
  addedCount: number;
  /** Articles that any term has touched; the first `count`. */
  readonly docs: Int32Array;
  count: number;
};

/** What the postings of one field are scored with. */
export type FieldPass = {
  /** MiniSearch's termWeight × termBoost × fieldBoost. */
  weight: number;
  /** Inverse document frequency. */
  rarity: number;
  /** By length of the field: how it tempers repetition. */
  norms: Float64Array;
  /** By place of the article in its part: the length of the field. */
  lengths: NumberArray;
  /** The number of the first article of the part that the postings are in. */
  first: number;
};

/** A list of postings: where it begins in which bytes, and how many it has. */
export type ListPlace = { bytes: Uint8Array; at: number; count: number };

/** Room for scoring `articles` articles. */
export function createScratch(articles: number): Scratch {
  return {
    scores: new Float64Array(articles),
    added: new Float64Array(articles),
    masks: new Int32Array(articles),
    addedDocs: new Int32Array(articles),
    addedCount: 0,
    docs: new Int32Array(articles),
    count: 0,
  };
}

/** How rare a term is: MiniSearch's inverse document frequency, in its order of operations.
 *  @param matching  articles whose field has the term
 *  @param total  articles in all */
export function rarityOf(matching: number, total: number): number {
  return Math.log(1 + (total - matching + 0.5) / (matching + 0.5));
}

/** How a field's length tempers repetition: the part of MiniSearch's BM25 that does not depend on
 *  the term, in its order of operations.
 *  @param b  the weight of length */
export function normOf(length: number, average: number, b: number = BM25.b): number {
  return BM25.k * (1 - b + (b * length) / average);
}

/** Adds what one list of postings is worth to `added`: MiniSearch's `termResults` for one field.
 *  O(postings).
 *  @returns the byte after the list */
export function addList(list: ListPlace, pass: FieldPass, scratch: Scratch): number {
  const { bytes, count } = list;
  const { weight, rarity, norms, lengths, first } = pass;
  const { added, addedDocs } = scratch;
  const gain = BM25.k + 1;
  let { at } = list;
  let { addedCount } = scratch;
  let place = -1;
  for (let index = 0; index < count; index++) {
    let byte = bytes[at++]!;
    let head = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = bytes[at++]!;
      head |= (byte & 127) << shift;
    }
    place += (head >>> 1) + 1;
    let frequency = 1;
    if ((head & 1) === 1) {
      byte = bytes[at++]!;
      frequency = (byte & 127) + 2;
      for (let shift = 7; byte > 127; shift += 7) {
        byte = bytes[at++]!;
        frequency += (byte & 127) << shift;
      }
    }
    const norm = norms[lengths[place]!]!;
    const score = weight * (rarity * (BM25.d + (frequency * gain) / (frequency + norm)));
    const doc = first + place;
    const before = added[doc]!;
    if (before === 0) addedDocs[addedCount++] = doc;
    added[doc] = before + score;
  }
  scratch.addedCount = addedCount;
  return at;
}

/** Marks the articles of a list without scoring them. O(postings).
 *  @param first  the number of the first article of the part that the list is in
 *  @returns the byte after the list */
export function markList(list: ListPlace, first: number, bit: number, scratch: Scratch): number {
  const { bytes, count } = list;
  const { masks, docs } = scratch;
  let { at } = list;
  let doc = first - 1;
  for (let index = 0; index < count; index++) {
    let byte = bytes[at++]!;
    let head = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = bytes[at++]!;
      head |= (byte & 127) << shift;
    }
    doc += (head >>> 1) + 1;
    if ((head & 1) === 1) while (bytes[at++]! > 127);
    if (masks[doc] === 0) docs[scratch.count++] = doc;
    masks[doc]! |= bit;
  }
  return at;
}

/** Passes over a list without scoring it.
 *  @returns the byte after the list */
export function skipList(list: ListPlace): number {
  const { bytes, count } = list;
  let { at } = list;
  for (let index = 0; index < count; index++) {
    const hasFrequency = (bytes[at]! & 1) === 1;
    while (bytes[at++]! > 127);
    if (hasFrequency) while (bytes[at++]! > 127);
  }
  return at;
}

/** Counts the articles of a list that are still there.
 *  @param removed  1 for each article of the part that was replaced or withdrawn */
export function countLive(list: ListPlace, removed: Uint8Array): number {
  const { bytes, count } = list;
  let { at } = list;
  let doc = -1;
  let live = 0;
  for (let index = 0; index < count; index++) {
    let byte = bytes[at++]!;
    let head = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = bytes[at++]!;
      head |= (byte & 127) << shift;
    }
    doc += (head >>> 1) + 1;
    if ((head & 1) === 1) while (bytes[at++]! > 127);
    live += 1 - removed[doc]!;
  }
  return live;
}

/** Whether any article that has a term is still there. O(postings).
 *  @param place  where the term's postings are */
export function isLive(
  { bytes, at }: { readonly bytes: Uint8Array; readonly at: number },
  removed: Uint8Array,
): boolean {
  const cursor: ByteCursor = { at, value: 0 };
  readVarint(bytes, cursor);
  let present = cursor.value & ((1 << FIELDS.length) - 1);
  let count = cursor.value >>> FIELDS.length;
  for (; present !== 0; present >>>= 1) {
    if ((present & 1) === 0) continue;
    if (count === 0) {
      readVarint(bytes, cursor);
      count = cursor.value;
    }
    const list = { bytes, at: cursor.at, count };
    if (countLive(list, removed) > 0) return true;
    cursor.at = skipList(list);
    count = 0;
  }
  return false;
}

/** Ends a term: what it added goes to the scores, and its bit into the masks. MiniSearch's
 *  `combineResults` with OR. */
export function endTerm(bit: number, scratch: Scratch): void {
  const { scores, added, masks, addedDocs, addedCount, docs } = scratch;
  let { count } = scratch;
  for (let index = 0; index < addedCount; index++) {
    const doc = addedDocs[index]!;
    if (masks[doc] === 0) docs[count++] = doc;
    masks[doc]! |= bit;
    scores[doc]! += added[doc]!;
    added[doc] = 0;
  }
  scratch.count = count;
  scratch.addedCount = 0;
}

/** Ends a term that only marks: its bit goes into the masks, and what it added is taken back. */
export function endMarkedTerm(bit: number, scratch: Scratch): void {
  const { added, addedDocs, addedCount } = scratch;
  for (let index = 0; index < addedCount; index++) added[addedDocs[index]!] = 0;
  endTerm(bit, scratch);
}

/** Multiplies every score by the count of distinct terms that the article has, as MiniSearch does:
 *  its `quality`.
 *  @param scored  the bits that count
 *  @param aliases  bits that count as another bit
 *  @param coverage  the exponent of the count */
export function weighByTerms(
  scored: number,
  scratch: Scratch,
  {
    aliases = [],
    coverage = 1,
  }: { readonly aliases?: Aliases | undefined; readonly coverage?: number | undefined } = {},
): void {
  const { scores, masks, docs, count } = scratch;
  const worth = Float64Array.from({ length: 33 }, (_, terms) => terms ** coverage);
  const all = aliases.reduce((mask, [others]) => mask | others, 0);
  for (let index = 0; index < count; index++) {
    const doc = docs[index]!;
    const mask = masks[doc]! & scored;
    const terms = bitsOf((mask & all) === 0 ? mask : withoutAliases(mask, aliases) & ~all);
    scores[doc]! *= worth[terms]!;
  }
}

/** Masks of terms that say the same as one term, each with that one's bit. */
type Aliases = readonly (readonly [mask: number, bit: number])[];

function withoutAliases(mask: number, aliases: Aliases): number {
  let said = mask;
  for (const [others, bit] of aliases) if ((mask & others) !== 0) said |= bit;
  return said;
}

/** Wipes what a search wrote. O(articles that it touched). */
export function clearScratch(scratch: Scratch): void {
  const { scores, masks, docs, count } = scratch;
  for (let index = 0; index < count; index++) {
    const doc = docs[index]!;
    scores[doc] = 0;
    masks[doc] = 0;
  }
  scratch.count = 0;
}

/** How many bits are set. */
function bitsOf(mask: number): number {
  let pairs = mask - ((mask >>> 1) & 0x55555555);
  pairs = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((pairs + (pairs >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
