import type { WordList } from "#search/format/word-list.ts";

/** Words of a list that resemble a word, in the list's order. */
export type FuzzyWords = {
  /** Those in which two of its neighbouring letters have changed places: the commonest slip of a
   *  typist, which MiniSearch counts as two edits. */
  readonly swapped: readonly string[];
  /** Those that differ by exactly one letter put in, left out or replaced (Levenshtein distance 1).
   */
  readonly edited: readonly string[];
};

/** Words that are looked for at once: each has a bit of a mask. */
const MAX_WANTED = 32;
/** Places in a table of ends of words: with 32 words in it, most other words meet none of them. */
const SLOTS = 1 << 10;

/** By how they begin, and how they end: the words that are looked for. Written anew for each list.
 */
const [beginnings, endings] = [new Int32Array(SLOTS), new Int32Array(SLOTS)];

/** The words of the list that are one slip away from each of `wanted`, by its place. One slip
 *  leaves a word's beginning or its end as it was, so that all are looked for in one pass. O(words
 *  of the list + those that begin or end like a word that is looked for).
 *  @param wanted  of four letters or more
 *  @throws {RangeError} when there are more than 32 */
export function fuzzyWordsIn(list: WordList, wanted: readonly string[]): readonly FuzzyWords[] {
  if (wanted.length > MAX_WANTED) throw new RangeError(`${wanted.length} words are too many`);
  const { length, units } = list;
  const found = wanted.map(() => ({ swapped: [] as string[], edited: [] as string[] }));
  const end = endOf(length);
  if (!noteEnds(wanted, length, end)) return found;
  const words = wanted.map(unitsOf);
  for (let at = 0; at + length <= units.length; at += length) {
    let alike =
      beginnings[slotOf(units, at, end)]! | endings[slotOf(units, at + length - end, end)]!;
    for (; alike !== 0; alike &= alike - 1) {
      const place = 31 - Math.clz32(alike & -alike);
      const slip = slipOf(list, at, words[place]!);
      if (slip !== "none")
        found[place]![slip].push(String.fromCharCode(...units.subarray(at, at + length)));
    }
  }
  return found;
}

/** Units that are as they were at one end at least, in words of a length that are one slip away
 *  from a word: less than half of the shorter one, for two neighbours may have changed places in
 *  its middle. */
function endOf(length: number): number {
  return Math.max(1, (length - 2) >>> 1);
}

/** Notes how the words begin and end that are as long as those of a list, or one unit longer or
 *  shorter.
 *  @returns whether there are any */
function noteEnds(wanted: readonly string[], length: number, end: number): boolean {
  let isAny = false;
  for (const [place, word] of wanted.entries()) {
    if (Math.abs(word.length - length) > 1) continue;
    if (!isAny) {
      beginnings.fill(0);
      endings.fill(0);
    }
    isAny = true;
    const units = unitsOf(word);
    beginnings[slotOf(units, 0, end)]! |= 1 << place;
    endings[slotOf(units, units.length - end, end)]! |= 1 << place;
  }
  return isAny;
}

/** The place in a table of the stretch of `count` units at `at`, told by its first and its last. */
function slotOf(units: WordList["units"], at: number, count: number): number {
  return ((units[at]! << 5) ^ units[at + count - 1]!) % SLOTS;
}

/** How the word of a list at `at` differs from `wanted`. O(length). */
function slipOf(
  { length, units }: WordList,
  at: number,
  wanted: Uint16Array,
): keyof FuzzyWords | "none" {
  const shorter = Math.min(length, wanted.length);
  let start = 0;
  while (start < shorter && units[at + start] === wanted[start]) start++;
  let end = 0;
  const rest = shorter - start;
  while (end < rest && units[at + length - 1 - end] === wanted[wanted.length - 1 - end]) end++;
  const [inList, inWanted] = [length - start - end, wanted.length - start - end];
  if (inList <= 1 && inWanted <= 1) return inList + inWanted === 0 ? "none" : "edited";
  if (inList !== 2 || inWanted !== 2) return "none";
  const [first, second] = [units[at + start], units[at + start + 1]];
  return first === wanted[start + 1] && second === wanted[start] ? "swapped" : "none";
}

function unitsOf(text: string): Uint16Array {
  const units = new Uint16Array(text.length);
  for (let index = 0; index < text.length; index++) units[index] = text.charCodeAt(index);
  return units;
}
