import { BASE64_DIGITS, BITS_PER_BASE64_DIGIT, hash32 } from "#model/hash.ts";
import { withoutJoints } from "#text/analysis/joined-runs.ts";
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
  const trigrams = trigramsIn(searched);
  for (const trigram of trigramsIn(shown)) trigrams.delete(trigram);
  const length = Math.ceil((trigrams.size * BITS_PER_TRIGRAM) / BITS_PER_BASE64_DIGIT);
  const digits = new Uint8Array(Math.min(Math.max(length, 1), MAX_DIGITS));
  for (const trigram of trigrams) {
    const { digit, bit } = bitOf(trigram, digits.length);
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
    const { digit, bit } = bitOf(trigram, filter.length);
    return (BASE64_DIGITS.indexOf(filter[digit]!) & bit) !== 0;
  });
}

function trigramsIn(text: string): Set<string> {
  const runs = withoutJoints(foldText(text)).text.match(HAN_RUN) ?? [];
  return new Set(runs.flatMap(trigramsOf));
}

function trigramsOf(run: string): readonly string[] {
  const characters = Array.from(run);
  return characters
    .slice(LENGTH - 1)
    .map((_, start) => characters.slice(start, start + LENGTH).join(""));
}

function bitOf(trigram: string, length: number): { readonly digit: number; readonly bit: number } {
  const bit = hash32(trigram) % (length * BITS_PER_BASE64_DIGIT);
  return {
    digit: Math.floor(bit / BITS_PER_BASE64_DIGIT),
    bit: 1 << (bit % BITS_PER_BASE64_DIGIT),
  };
}
