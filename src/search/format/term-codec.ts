/** How many characters of a written term stand for one Han character, kana or hangul syllable. */
const WRITTEN_DIGITS = 3;

/** Matches `浙江`, `ひら`, `한국`; refuses `2023年`, `abc`, the empty text. */
const CJK = /^[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]+$/;
/** Matches `A0Z`, `AV3M5Q`; refuses `508`, `abc`. */
const WRITTEN = /^(?:[0-9A-Z]{3})+$/;

const HAN_FROM = 0x3400;
const KANA_FROM = 0x3041;
const HANGUL_FROM = 0xac00;
/** 27,648 numbers from here on begin with a letter. */
const HAN_CODE = 10 * 36 * 36;
/** The numbers after those of Han: kana, then the last hangul syllables. */
const KANA_CODE = HAN_CODE + 0x9fff - HAN_FROM + 1;
const LATE_HANGUL_CODE = KANA_CODE + 192;
/** Hangul begins with the numbers of a digit and a letter: 26 × 36 for each of ten digits. */
const HANGUL_A_DIGIT = 26 * 36;
const EARLY_HANGUL = 10 * HANGUL_A_DIGIT;

/** A term as the index writes it: one of Han, kana or hangul alone gets three base-36 digits a
 *  character, in capitals, any other stays as it is.
 *
 *  MiniSearch keeps its terms in a radix tree whose nodes are searched one child after another, so
 *  thousands of different first characters make indexing and loading near-quadratic; with digits a
 *  node has at most 36 children. In UTF-8 the term stays as long as it was. Every group of three
 *  holds a capital and analysed terms hold none, so no two terms are written alike.
 *  @example encodeTerm("浙江") // "HKPHJ3" */
export function encodeTerm(term: string): string {
  if (!CJK.test(term)) return term;
  let written = "";
  for (let index = 0; index < term.length; index++) {
    written += (codeOf(term.charCodeAt(index)) + 36 ** 3).toString(36).slice(1);
  }
  return written.toUpperCase();
}

/** The term that was written so: the inverse of `encodeTerm`. */
export function decodeTerm(written: string): string {
  if (!WRITTEN.test(written) || !/[A-Z]/.test(written)) return written;
  let term = "";
  for (let index = 0; index < written.length; index += WRITTEN_DIGITS) {
    const code = parseInt(written.slice(index, index + WRITTEN_DIGITS), 36);
    term += String.fromCharCode(characterOf(code));
  }
  return term;
}

/** Whether an encoded term is a single Han character, kana or syllable. */
export function isCharacter(encoded: string): boolean {
  return encoded.length === WRITTEN_DIGITS && decodeTerm(encoded).length === 1;
}

function codeOf(character: number): number {
  if (character >= HANGUL_FROM) {
    const syllable = character - HANGUL_FROM;
    if (syllable >= EARLY_HANGUL) return LATE_HANGUL_CODE + syllable - EARLY_HANGUL;
    return Math.floor(syllable / HANGUL_A_DIGIT) * 1296 + 10 * 36 + (syllable % HANGUL_A_DIGIT);
  }
  return character >= HAN_FROM
    ? HAN_CODE + character - HAN_FROM
    : KANA_CODE + character - KANA_FROM;
}

function characterOf(code: number): number {
  if (code >= LATE_HANGUL_CODE) return HANGUL_FROM + EARLY_HANGUL + code - LATE_HANGUL_CODE;
  if (code >= KANA_CODE) return KANA_FROM + code - KANA_CODE;
  if (code >= HAN_CODE) return HAN_FROM + code - HAN_CODE;
  return HANGUL_FROM + Math.floor(code / 1296) * HANGUL_A_DIGIT + (code % 1296) - 10 * 36;
}
