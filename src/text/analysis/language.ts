import { BOTH_SCRIPTS, FOLD_FROM, FOLD_TO } from "#text/fold/fold-pairs.ts";
import { foldText } from "#text/fold/fold.ts";
import { STOP_WORDS } from "./stop-words.ts";

/** UTF-16 units from the beginning that are looked at. */
const LOOKED_AT = 4_000;

/** Tells the language of a text: `zh-Hans` or `zh-Hant` by the characters that only one of them
 *  has, `ja` by kana, `ko` by hangul, languages of the Latin alphabet by their commonest words,
 *  others by their script; `und` when nothing tells. Looks at the first 4,000 units.
 *  @returns BCP 47 */
export function languageOf(text: string): string {
  const start = text.slice(0, LOOKED_AT).replace(ADDRESS, " ");
  const [han, kana, hangul] = [HAN, KANA, HANGUL].map((script) => countOf(start, script));
  const cjk = han! + kana! + hangul!;
  // A Chinese text names more things in Latin letters than the other way round: a character counts
  // as much as a word.
  const words = countOf(start, LATIN_WORD);
  const [other, letters] = OTHER_SCRIPTS.map(
    ([lang, script]) => [lang, countOf(start, script)] as const,
  ).reduce((most, next) => (next[1] > most[1] ? next : most), ["und", 0]);
  if (letters > cjk * 2 && letters > words * 4) return other;
  if (cjk === 0 || cjk < words) return latinLanguageOf(start);
  if (hangul! > han! + kana!) return "ko";
  return kana! * 10 >= han! + kana! ? "ja" : chineseScriptOf(start);
}

/** The words of an address are of no language. */
const ADDRESS = /\bhttps?:\/\/[!-~]+/gi;
const HAN = /\p{Script=Han}/gu;
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const HANGUL = /\p{Script=Hangul}/gu;
const LATIN_WORD = /\p{Script=Latin}+/gu;

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** Scripts of one language, or of one by far the commonest. */
const OTHER_SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ["ru", /\p{Script=Cyrillic}/gu],
  ["el", /\p{Script=Greek}/gu],
  ["ar", /\p{Script=Arabic}/gu],
  ["he", /\p{Script=Hebrew}/gu],
  ["bo", /\p{Script=Tibetan}/gu],
  ["th", /\p{Script=Thai}/gu],
  ["lo", /\p{Script=Lao}/gu],
  ["km", /\p{Script=Khmer}/gu],
  ["my", /\p{Script=Myanmar}/gu],
  ["hi", /\p{Script=Devanagari}/gu],
  ["bn", /\p{Script=Bengali}/gu],
  ["ta", /\p{Script=Tamil}/gu],
  ["ka", /\p{Script=Georgian}/gu],
  ["hy", /\p{Script=Armenian}/gu],
  ["mn-Mong", /\p{Script=Mongolian}/gu],
  ["ii", /\p{Script=Yi}/gu],
];

/** Which script a Chinese text is in: `zh-Hans` or `zh-Hant` by the characters that only one of
 *  them has, `zh` when it has none or as many of both. O(length), after a first call of about a
 *  millisecond. */
export function chineseScriptOf(text: string): "zh" | "zh-Hans" | "zh-Hant" {
  const { simplified, traditional } = scriptCharacters();
  let lead = 0;
  for (const character of text) {
    if (simplified.has(character)) lead++;
    else if (traditional.has(character)) lead--;
  }
  if (lead === 0) return "zh";
  return lead > 0 ? "zh-Hans" : "zh-Hant";
}

let characters: { simplified: ReadonlySet<string>; traditional: ReadonlySet<string> } | undefined;

/** The characters that only one of the scripts has: the two sides of the folding table without
 *  those that both write. */
function scriptCharacters(): NonNullable<typeof characters> {
  if (characters) return characters;
  const both = new Set(BOTH_SCRIPTS);
  const only = (side: string): ReadonlySet<string> =>
    new Set(Array.from(side).filter((character) => !both.has(character)));
  characters = { simplified: only(FOLD_TO), traditional: only(FOLD_FROM) };
  return characters;
}

/** Languages that would be taken for those with stop words of ours: some of their commonest words
 *  that the others have not. */
const NEIGHBOURS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    it: "il di che per non della gli delle nel sono piu anche alla dei degli una con questo",
    pt: "nao uma para com os em dos das pelo pela ao mais foi sao sua seu ou tambem e o",
    nl: "de het een van dat op te voor met zijn niet aan ook er maar bij naar wordt",
  }).map(([lang, words]) => [lang, new Set(words.split(" "))]),
);

function latinLanguageOf(text: string): string {
  const words = foldText(text).match(/\p{L}+/gu) ?? [];
  let [found, most] = ["und", 0];
  for (const [lang, common] of [...STOP_WORDS, ...NEIGHBOURS]) {
    const count = words.filter((word) => common.has(word)).length;
    if (count > most) [found, most] = [lang, count];
  }
  return found;
}
