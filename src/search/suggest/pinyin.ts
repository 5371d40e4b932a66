import { foldText } from "#text/fold/fold.ts";
import { piecesOf } from "#text/analysis/pieces.ts";
import type { ReadWord } from "./source.ts";

/** What is typed for one Han character, or for one word of an alphabet. */
export type PinyinPart = {
  readonly isHan: boolean;
  /** As it is written, folded. */
  readonly written: string;
  /** Whether a word begins here. */
  readonly opensWord: boolean;
  /** As it is read in its word; a word of an alphabet is typed as it is written. */
  readonly syllable: string;
  /** As it is read alone. */
  readonly alone: string;
  readonly initial: string;
};

/** What is typed for a text by pinyin, part by part; signs are not typed. A character that nobody
 *  knows to read is typed as nothing. */
export function pinyinPartsOf(words: readonly ReadWord[]): readonly PinyinPart[] {
  return words.flatMap((word) => (word.syllables.length > 0 ? hanParts(word) : writtenParts(word)));
}

function hanParts({ text, syllables, alone = syllables }: ReadWord): readonly PinyinPart[] {
  const characters = Array.from(foldText(text));
  return syllables.map((syllable, index) => ({
    isHan: true,
    written: characters[index] ?? "",
    opensWord: index === 0,
    syllable,
    alone: alone[index] ?? syllable,
    initial: syllable.slice(0, 1),
  }));
}

function writtenParts({ text }: ReadWord): readonly PinyinPart[] {
  const folded = foldText(text);
  return piecesOf(folded).map(({ start, end }) => {
    const word = folded.slice(start, end);
    return {
      isHan: false,
      written: word,
      opensWord: true,
      syllable: word,
      alone: word,
      initial: word,
    };
  });
}
