import { createOpener, writeFrame } from "./frame.ts";
import { openArrays, writeArrays } from "./number-arrays.ts";

/** Words of one length, one behind the other: what is searched for a word that resembles one that
 *  occurs nowhere. */
export type WordList = {
  /** UTF-16 units of each word. */
  readonly length: number;
  /** Whether these are words as they are written; else stems and other terms. */
  readonly isWritten: boolean;
  /** `length` units a word; one byte each where all are below 256. */
  readonly units: Uint8Array | Uint16Array;
};

/** A blob of lists of words, and how long the shortest and the longest are. */
type WrittenWords = {
  readonly shortest: number;
  readonly longest: number;
  readonly bytes: Uint8Array;
};

/** Shorter words resemble too many others; MiniSearch's usual 0.2 edits a letter would allow them
 *  one, too. */
const MIN_FUZZY_LENGTH = 4;
/** Letters of a word that is taken for a slip of another. */
export const MIN_CORRECTED_LENGTH = 5;
/** Longer ones than this are not words. */
const MAX_WORD_LENGTH = 40;

/** Matches a word that may be misspelt: letters with a lower case alone. */
const WORD = /^\p{Ll}+$/u;
const NOT_A_LETTER = /\P{Ll}/gu;

/** Whether one edit of the term is looked for when it occurs in no article: an alphabetic word of
 *  four letters or more. */
export function isFuzzyWord(term: string): boolean {
  return term.length >= MIN_FUZZY_LENGTH && term.length <= MAX_WORD_LENGTH && WORD.test(term);
}

/** Collects the terms that a misspelt word can be one edit away from, and writes them by length.
 *  @param blobBytes  a blob longer than this is cut in several */
export function createWordWriter(blobBytes: number): {
  readonly add: (term: string) => void;
  /** Adds a word as it is written, which stands for its stem; once, however often it comes. */
  readonly addWritten: (word: string) => void;
  readonly finish: () => readonly WrittenWords[];
} {
  const byKind = new Map<string, string[]>();
  const written = new Set<string>();
  const add = (term: string, isWritten: boolean): void => {
    if (!isFuzzyTarget(term) || written.has(term)) return;
    const letters = `${isNarrow(term) ? NARROW : WIDE}${isWritten ? WRITTEN : OTHER}`;
    const kind = `${String(term.length).padStart(2, "0")}${letters}`;
    const words = byKind.get(kind);
    if (words === undefined) byKind.set(kind, [term]);
    else words.push(term);
  };
  return {
    add: (term) => add(term, false),
    addWritten(word) {
      add(word, true);
      written.add(word);
    },
    finish() {
      const lists = [...byKind]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .flatMap(([kind, words]) =>
          listsOf(words, {
            isWritten: kind.endsWith(WRITTEN),
            width: kind.includes(NARROW) ? 1 : 2,
            blobBytes,
          }),
        );
      return together(lists, blobBytes).map(writtenWords);
    },
  };
}

/** Letters that say in a kind of words how wide they are, and whether they are written so. */
const [NARROW, WIDE, WRITTEN, OTHER] = ["n", "w", "a", "b"];
/** Added to the length of words that are written so. */
const WRITTEN_FLAG = 0x80;

/** Opens a blob of lists of words. O(bytes) for the checksum the first time, then O(1) for the same
 *  array of bytes. Gives the lists, or a Rejection when they are cut short, damaged or not those
 *  whose checksum the root names. */
export const openWords = createOpener("words", (payload): readonly WordList[] | undefined => {
  const [lengths, ...lists] = openArrays(payload) ?? [];
  if (lengths?.length !== lists.length) return undefined;
  const words: WordList[] = [];
  for (const [index, units] of lists.entries()) {
    if (!(units instanceof Uint8Array || units instanceof Uint16Array)) return undefined;
    const length = lengths[index]!;
    words.push({ length: length & ~WRITTEN_FLAG, isWritten: (length & WRITTEN_FLAG) !== 0, units });
  }
  return words;
});

/** Whether a word of letters can be one edit away: at most one unit is no letter. */
export function isFuzzyTarget(term: string): boolean {
  if (term.length < MIN_FUZZY_LENGTH - 1 || term.length > MAX_WORD_LENGTH + 1) return false;
  let others = 0;
  for (let index = 0; index < term.length; index++) {
    const unit = term.charCodeAt(index);
    if (unit > 127) return (term.match(NOT_A_LETTER)?.length ?? 0) <= 1;
    // Most terms have none: Han is written in digits.
    if ((unit < 97 || unit > 122) && ++others > 1) break;
  }
  return others <= 1;
}

function isNarrow(term: string): boolean {
  for (let index = 0; index < term.length; index++) {
    if (term.charCodeAt(index) > 255) return false;
  }
  return true;
}

function listsOf(
  words: readonly string[],
  {
    isWritten,
    width,
    blobBytes,
  }: { readonly isWritten: boolean; readonly width: 1 | 2; readonly blobBytes: number },
): WordList[] {
  const length = words[0]!.length;
  const perList = Math.max(1, Math.floor(blobBytes / (length * width)));
  const lists: WordList[] = [];
  for (let from = 0; from < words.length; from += perList)
    lists.push({
      length,
      isWritten,
      units: unitsOf(words.slice(from, from + perList).join(""), width),
    });
  return lists;
}

/** Consecutive lists in as few blobs as they fit in. */
function together(lists: readonly WordList[], blobBytes: number): WordList[][] {
  const blobs: WordList[][] = [];
  let bytes = Infinity;
  for (const list of lists) {
    bytes += list.units.byteLength;
    if (bytes > blobBytes) {
      blobs.push([]);
      bytes = list.units.byteLength;
    }
    blobs.at(-1)?.push(list);
  }
  return blobs;
}

function writtenWords(lists: readonly WordList[]): WrittenWords {
  const lengths = lists.map(({ length }) => length);
  const flags = lists.map(({ isWritten }) => (isWritten ? WRITTEN_FLAG : 0));
  const arrays = [
    Uint8Array.from(lengths, (length, index) => length | flags[index]!),
    ...lists.map(({ units }) => units),
  ];
  return {
    shortest: Math.min(...lengths),
    longest: Math.max(...lengths),
    bytes: writeFrame("words", writeArrays(arrays)),
  };
}

function unitsOf(text: string, width: 1 | 2): Uint8Array | Uint16Array {
  const units = width === 1 ? new Uint8Array(text.length) : new Uint16Array(text.length);
  for (let index = 0; index < text.length; index++) units[index] = text.charCodeAt(index);
  return units;
}
