/** Marks that Latin, Greek, Cyrillic, Hebrew and Arabic writers leave out, and the Arabic letter
 *  that only stretches a word. */
const ACCENTS =
  /\u0640|[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670]|[\u20d0-\u20f0]/g;
/** Letters with accents that Unicode decomposes and readers take for the bare letter; not й, which
 *  is a letter of its own. */
const ACCENTED = /[\u00c0-\u024f\u0370-\u03ff\u0401\u0451\u1e00-\u1fff]/g;
const SPECIAL_LETTERS: ReadonlyMap<string, string> = new Map([
  ["ß", "ss"],
  ["æ", "ae"],
  ["œ", "oe"],
  ["ø", "o"],
  ["đ", "d"],
  ["ð", "d"],
  ["þ", "th"],
  ["ł", "l"],
  ["ħ", "h"],
  ["ı", "i"],
  ["ς", "σ"],
  // Arabic letters that writers use for one another, and the Persian shapes of two.
  ["أ", "ا"],
  ["إ", "ا"],
  ["آ", "ا"],
  ["ٱ", "ا"],
  ["ة", "ه"],
  ["ى", "ي"],
  ["ی", "ي"],
  ["ک", "ك"],
  // Hebrew letters at the end of a word.
  ["ך", "כ"],
  ["ם", "מ"],
  ["ן", "נ"],
  ["ף", "פ"],
  ["ץ", "צ"],
  ["’", "'"],
  ["ʼ", "'"],
  ["‐", "-"],
  ["‑", "-"],
]);
const SPECIAL_LETTER = /[ßæœøđðþłħıςأإآٱةىیکךםןףץ’ʼ‐‑]/g;
/** Katakana for which there is a hiragana of the same sound. */
const KATAKANA = /[\u30a1-\u30f6\u30fd\u30fe]/g;
/** Code points between the two. */
const KANA_DISTANCE = 0x60;

/** The letters that readers type for those of a text: without accents, each in its usual shape,
 *  katakana as hiragana. O(length).
 *  @param text  in lower case
 *  @example bareLetters("straße café") // "strasse cafe" */
export function bareLetters(text: string): string {
  return text
    .replace(SPECIAL_LETTER, (letter) => SPECIAL_LETTERS.get(letter) ?? letter)
    .replace(KATAKANA, (kana) => String.fromCharCode(kana.charCodeAt(0) - KANA_DISTANCE))
    .replace(ACCENTED, (letter) => letter.normalize("NFD").charAt(0))
    .replace(ACCENTS, "");
}
