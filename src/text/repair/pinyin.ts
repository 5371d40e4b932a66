import { READINGS } from "./readings.ts";

/**
 * The source of a pattern for one syllable of Mandarin with or without tone mark, at most six
 * letters; ɡ is the g of some converters.
 */
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

/** Whether the letters are the initials of readings of the characters, one each: `dzyw` of
 *  黨政要聞. */
export function initialsMatch(characters: string, letters: string): boolean {
  const han = Array.from(characters);
  return (
    han.length === letters.length &&
    han.every((character, index) => initialsOf(character).has(letters[index]?.toLowerCase() ?? ""))
  );
}

function initialsOf(character: string): ReadonlySet<string> {
  readings ??= buildReadings();
  const initials = new Set<string>();
  for (const [syllable, characters] of readings)
    if (characters.includes(character)) initials.add(syllable.normalize("NFD")[0] ?? "");
  return initials;
}
