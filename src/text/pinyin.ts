import { READINGS } from "./readings.ts";

/** The source of a pattern for one syllable of Mandarin with or without tone mark, at most six letters; ɡ is the g of some converters. */
export const SYLLABLE = "[a-zɡüāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ]{1,6}";

/** Whether `syllable`, with its tone mark, is a reading of the character. */
export function isReading(character: string, syllable: string): boolean {
  readings ??= buildReadings();
  return readings.get(syllable.replaceAll("ɡ", "g").normalize("NFC"))?.includes(character) ?? false;
}

let readings: ReadonlyMap<string, string> | undefined;

function buildReadings(): ReadonlyMap<string, string> {
  return new Map(
    READINGS.split(" ").map((entry) => {
      const [syllable = ""] = /^[^\p{Script=Han}]+/u.exec(entry) ?? [];
      return [syllable, entry.slice(syllable.length)];
    }),
  );
}
