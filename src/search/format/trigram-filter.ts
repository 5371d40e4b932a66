import {
  BASE64_DIGITS,
  BITS_PER_BASE64_DIGIT,
  hash32,
  HASH_START,
  hashEnd,
  hashedUnit,
} from "#model/hash.ts";
import { joinedText } from "#text/analysis/joined-runs.ts";
import { foldText } from "#text/fold/fold.ts";

/** Bits for each trigram: one in six that is not there is taken for one that is. */
const BITS_PER_TRIGRAM = 5;
/** Digits of a filter, at most: it must fit on a card. Of a longer text more trigrams seem to be
 *  there. */
const MAX_DIGITS = 512;
/** Of two characters the index knows itself. */
const LENGTH = 3;
const HAN_RUN = new RegExp(`\\p{Script=Han}{${LENGTH},}`, "gu");

/** Bloom filter (one hash) of the Han trigrams of an article that its card does not show: some seem
 *  to be in it that are not, none is missed. A card of a tenth of the text so tells whether an
 *  article may have a Chinese word. O(length of both).
 *  @param searched  all that is searched of the article
 *  @param shown  what the card shows of that
 *  @returns six bits a digit, at least one digit */
export function buildTrigramFilter(searched: string, shown: string): string {
  const met = createTrigramSet(searched.length + shown.length);
  const hashes: number[] = [];
  eachTrigram(shown, met.add);
  eachTrigram(searched, (hash, first, second, third) => {
    if (met.add(hash, first, second, third) === true) hashes.push(hash);
  });
  const length = Math.ceil((hashes.length * BITS_PER_TRIGRAM) / BITS_PER_BASE64_DIGIT);
  const digits = new Uint8Array(Math.min(Math.max(length, 1), MAX_DIGITS));
  for (const hash of hashes) {
    const { digit, bit } = bitOf(hash, digits.length);
    digits[digit]! |= bit;
  }
  return Array.from(digits, (value) => BASE64_DIGITS[value]).join("");
}

/** Whether an article may have a word, of three Han characters or more, that does not stand in what
 *  its card shows. O(length of both).
 *  @param word  folded
 *  @param seen  what the card shows, folded
 *  @param filter  what `buildTrigramFilter` gave */
export function mightContain(word: string, seen: string, filter: string): boolean {
  return trigramsOf(word).every((trigram) => {
    if (seen.includes(trigram)) return true;
    const { digit, bit } = bitOf(hash32(trigram), filter.length);
    return (BASE64_DIGITS.indexOf(filter[digit]!) & bit) !== 0;
  });
}

/** Gives the code points of each trigram of a text, with what `hash32` makes of it. */
function eachTrigram(text: string, take: TakeTrigram): void {
  for (const run of joinedText(foldText(text)).match(HAN_RUN) ?? []) {
    let [first, second, third, count] = [0, 0, 0, 0];
    for (let at = 0; at < run.length; at += third > LAST_UNIT ? 2 : 1) {
      first = second;
      second = third;
      third = run.codePointAt(at)!;
      if (++count < LENGTH) continue;
      const hash = hashedPoint(hashedPoint(hashedPoint(HASH_START, first), second), third);
      take(hashEnd(hash), first, second, third);
    }
  }
}

type TakeTrigram = (hash: number, first: number, second: number, third: number) => unknown;

/** Code points beyond take two units. */
const LAST_UNIT = 0xffff;

function hashedPoint(hash: number, point: number): number {
  if (point <= LAST_UNIT) return hashedUnit(hash, point);
  const [high, low] = [0xd7c0 + (point >> 10), 0xdc00 | (point & 0x3ff)];
  return hashedUnit(hashedUnit(hash, high), low);
}

/** A set of trigrams in open addresses, for an article has a thousand and each as a text costs ten
 *  times as much. `add` says whether one was not there before.
 *  @param most  that it may hold */
function createTrigramSet(most: number): { readonly add: TakeTrigram } {
  const size = 2 ** Math.ceil(Math.log2(2 * most + 2));
  if (size > places.firsts.length)
    places = { firsts: new Int32Array(size), others: new Float64Array(size) };
  const { firsts, others } = places;
  firsts.fill(0, 0, size);
  return {
    add(hash, first, second, third) {
      let at = hash & (size - 1);
      const other = second * 2 ** 21 + third;
      for (; firsts[at] !== 0; at = (at + 1) & (size - 1))
        if (firsts[at] === first && others[at] === other) return false;
      firsts[at] = first;
      others[at] = other;
      return true;
    },
  };
}

/** Room for a set; nothing is kept in it. */
let places = { firsts: new Int32Array(0), others: new Float64Array(0) };

function trigramsOf(word: string): readonly string[] {
  const characters = Array.from(word);
  return characters
    .slice(LENGTH - 1)
    .map((_, start) => characters.slice(start, start + LENGTH).join(""));
}

function bitOf(hash: number, length: number): { readonly digit: number; readonly bit: number } {
  const bit = hash % (length * BITS_PER_BASE64_DIGIT);
  return {
    digit: Math.floor(bit / BITS_PER_BASE64_DIGIT),
    bit: 1 << (bit % BITS_PER_BASE64_DIGIT),
  };
}
