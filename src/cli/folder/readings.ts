import type { ReadingsOf, ReadWord } from "#search/suggest/source.ts";
import { isTraditional } from "#text/repair/common-character.ts";
import { foldText } from "#text/fold/fold.ts";

const HAN = /\p{Script=Han}/u;
const ALL_HAN = /^\p{Script=Han}+$/u;
/** Texts whose readings are remembered: titles are read once for each release that is being
 *  prepared. */
const REMEMBERED = 200_000;

/** A reader of Chinese: cuts texts into words by the runtime's dictionary and reads them by
 *  pinyin-pro, which knows words of several readings. Loading it takes about 70 ms, a title about
 *  0.05 ms. */
export async function loadReadings(): Promise<ReadingsOf> {
  const { pinyin } = await import("pinyin-pro");
  const options = { type: "array", toneType: "none", v: true, toneSandhi: false } as const;
  const segmenter = new Intl.Segmenter("zh", { granularity: "word" });
  const alone = new Map<string, string>();
  const readAlone = (character: string): string => {
    const known = alone.get(character) ?? syllableOf(pinyin(character, options)[0]);
    alone.set(character, known);
    return known;
  };
  const read = (text: string): readonly ReadWord[] => {
    const simplified = Array.from(text, simplifiedOf);
    const whole = pinyin(simplified.join(""), options);
    let at = 0;
    return Array.from(segmenter.segment(text), ({ segment }) => {
      const from = at;
      at += Array.from(segment).length;
      if (!ALL_HAN.test(segment)) return { text: segment, syllables: [] };
      const characters = simplified.slice(from, at);
      // The runtime's dictionary knows where words end (重庆 | 市长), pinyin-pro's how they are
      // read;
      // of a single character the text around it tells more.
      const inWord =
        characters.length > 1 ? pinyin(characters.join(""), options) : whole.slice(from, at);
      return readWord(segment, inWord.map(syllableOf), characters.map(readAlone));
    });
  };
  const remembered = new Map<string, readonly ReadWord[]>();
  return (text) => {
    const known = remembered.get(text);
    if (known !== undefined) return known;
    const words = HAN.test(text) ? read(text) : [{ text, syllables: [] }];
    if (remembered.size < REMEMBERED) remembered.set(text, words);
    return words;
  };
}

function readWord(text: string, syllables: readonly string[], alone: readonly string[]): ReadWord {
  const differs = alone.some((syllable, index) => syllable !== syllables[index]);
  return { text, syllables, ...(differs && { alone }) };
}

/** pinyin-pro reads words in Simplified characters. Only what is never written in Simplified is
 *  changed: 乾 and 著 have readings of their own. */
function simplifiedOf(character: string): string {
  if (!isTraditional(character)) return character;
  const folded = foldText(character);
  return folded.length === character.length ? folded : character;
}

/** "" for what has no reading, which pinyin-pro gives back as it is. */
function syllableOf(syllable: string | undefined): string {
  return syllable !== undefined && /^[a-zü]+$/.test(syllable) ? syllable.replaceAll("ü", "v") : "";
}
