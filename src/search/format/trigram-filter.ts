import { hash32 } from "#model/hash.ts";
import { foldText } from "#text/fold/fold.ts";

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const BITS_PER_DIGIT = 6;
/** So many bits for each stretch leave one in six that is not there taken for one that is. */
const BITS_PER_STRETCH = 5;
/** Of a longer text more stretches are taken for there: what is written of them must fit on a card. */
const MAX_DIGITS = 512;
/** Characters of a stretch: of two the index knows itself. */
const LENGTH = 3;
const HAN_RUN = new RegExp(`\\p{Script=Han}{${LENGTH},}`, "gu");

/** Which stretches of three Han characters stand in what is searched of an article and not in what its card shows: a set in which some seem to be that are not, and none is missed
 *  (a Bloom filter of one hash), in digits of six bits. A card of a tenth of the text so tells whether an article may have a Chinese word. O(length of both).
 *  @param searched  all that is searched of it
 *  @param shown  what the card shows of that
 *  @returns at least one digit */
export function beyondOf(searched: string, shown: string): string {
  const stretches = stretchesIn(searched);
  for (const stretch of stretchesIn(shown)) stretches.delete(stretch);
  const length = Math.ceil((stretches.size * BITS_PER_STRETCH) / BITS_PER_DIGIT);
  const digits = new Uint8Array(Math.min(Math.max(length, 1), MAX_DIGITS));
  for (const stretch of stretches) {
    const { digit, bit } = placeOf(stretch, digits.length);
    digits[digit]! |= bit;
  }
  return Array.from(digits, (value) => DIGITS[value]).join("");
}

/** Whether an article may have a word, of three Han characters or more, that does not stand in what its card shows. O(length of both).
 *  @param word  folded
 *  @param seen  what the card shows, folded
 *  @param beyond  what `beyondOf` gave */
export function mayHave(word: string, seen: string, beyond: string): boolean {
  return stretchesOf(word).every((stretch) => {
    if (seen.includes(stretch)) return true;
    const { digit, bit } = placeOf(stretch, beyond.length);
    return (DIGITS.indexOf(beyond[digit]!) & bit) !== 0;
  });
}

function stretchesIn(text: string): Set<string> {
  const runs = foldText(text).match(HAN_RUN) ?? [];
  return new Set(runs.flatMap(stretchesOf));
}

function stretchesOf(run: string): readonly string[] {
  const characters = Array.from(run);
  return characters
    .slice(LENGTH - 1)
    .map((_, start) => characters.slice(start, start + LENGTH).join(""));
}

function placeOf(
  stretch: string,
  length: number,
): { readonly digit: number; readonly bit: number } {
  const place = hash32(stretch) % (length * BITS_PER_DIGIT);
  return { digit: Math.floor(place / BITS_PER_DIGIT), bit: 1 << (place % BITS_PER_DIGIT) };
}
