import { foldText } from "#text/fold/fold.ts";
import { DIGIT, kindAt, LETTER, MARK } from "#text/analysis/letter-kind.ts";
import { charactersOf, piecesOf } from "#text/analysis/pieces.ts";

/** A position in a normal form at which a reader may begin to type. */
type TypingStart = {
  /** In UTF-16 units of the normal form. */
  readonly at: number;
  /** The word that begins there; undefined for a character of a run, which is written without
   *  spaces. */
  readonly word?: string;
};

/** A text as suggestions compare it, and where its words and characters begin. */
type NormalForm = { readonly text: string; readonly starts: readonly TypingStart[] };

/** Brings a text to the form in which suggestions are looked for: folded (script, width, case,
 *  accents), without signs, one space between two words of an alphabet and none beside Chinese, so
 *  that `《三体》 电影` and `三體電影` are the same. O(length). */
export function normalFormOf(text: string): NormalForm {
  const folded = foldText(text);
  const starts: TypingStart[] = [];
  let normal = "";
  let isAfterWord = false;
  for (const piece of piecesOf(folded)) {
    const isWord = piece.kind !== "run";
    if (isWord && isAfterWord) normal += " ";
    if (isWord) {
      const word = folded.slice(piece.start, piece.end);
      starts.push({ at: normal.length, word });
      normal += word + productSign(folded, piece.end);
    } else {
      for (const character of charactersOf(folded, piece)) {
        starts.push({ at: normal.length });
        normal += character;
      }
    }
    isAfterWord = isWord;
  }
  return { text: normal, starts };
}

/** Matches the signs of `c++`, `c++20` and `c#`; refuses those of `a+b`, `c+`, `a#1`. */
const PRODUCT_SIGN = /\+\+(?![\p{L}+#])|#(?![\p{L}\p{N}+#])/uy;

/** The signs that belong to the name before `at`: C++ is not C. */
function productSign(text: string, at: number): string {
  PRODUCT_SIGN.lastIndex = at;
  return PRODUCT_SIGN.exec(text)?.[0] ?? "";
}

/** Whether a normal form has `part` in it, at the beginning of a word where `part` begins with a
 *  letter. O(length). */
export function holdsPart(normal: string, part: string): boolean {
  const isWord = isOfWord(part, 0);
  for (let at = normal.indexOf(part); at >= 0; at = normal.indexOf(part, at + 1))
    if (at === 0 || !isWord || !isOfWord(normal, at - 1)) return true;
  return false;
}

function isOfWord(text: string, at: number): boolean {
  const kind = kindAt(text, at);
  return kind === LETTER || kind === DIGIT || kind === MARK;
}

/** Keys longer than this are cut: a title is known by its first 24 Chinese characters or 48
 *  letters. Bytes. */
export const MAX_KEY_BYTES = 48;

const FIRST_HAN = 0x4e00;
const LAST_HAN = 0x9fff;
/** First bytes of a Han character, then of any other that is not ASCII. */
const HAN_LEAD = 0x80;
const OTHER_LEAD = 0xe0;

/** The bytes of a text as a string of characters below 256, which compares as its bytes do: 1 byte
 *  for ASCII, 2 for a Han character, 3 for every other UTF-16 unit. A third less than UTF-8 for
 *  Chinese; no character's bytes begin another's.
 *  @example keyFrom("甘a").length // 3 */
export function keyFrom(text: string): string {
  let key = "";
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) key += String.fromCharCode(unit);
    else if (unit >= FIRST_HAN && unit <= LAST_HAN)
      key += String.fromCharCode(HAN_LEAD + ((unit - FIRST_HAN) >> 8), unit & 0xff);
    else key += String.fromCharCode(OTHER_LEAD + (unit >> 12), (unit >> 6) & 63, unit & 63);
  }
  return key;
}

/** How many bytes the character has that begins at `at` of a key. */
export function keyUnitBytes(key: string, at: number): 1 | 2 | 3 {
  const lead = key.charCodeAt(at);
  return lead < HAN_LEAD ? 1 : lead < OTHER_LEAD ? 2 : 3;
}

/** The first whole characters of a key that have `bytes` bytes or a little more; a shorter key as
 *  it is. Where a key is cut depends on nothing behind the cut, so that what one key was cut to
 *  never begins what another was cut to. */
export function cutKey(key: string, bytes: number): string {
  let end = 0;
  while (end < bytes && end < key.length) end += keyUnitBytes(key, end);
  return key.slice(0, end);
}

/** The text whose bytes `keyFrom` made, from its bytes. */
export function textFromKeyBytes(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at++]!;
    if (lead < HAN_LEAD) text += String.fromCharCode(lead);
    else if (lead < OTHER_LEAD)
      text += String.fromCharCode(FIRST_HAN + ((lead - HAN_LEAD) << 8) + bytes[at++]!);
    else {
      text += String.fromCharCode(((lead - OTHER_LEAD) << 12) + (bytes[at]! << 6) + bytes[at + 1]!);
      at += 2;
    }
  }
  return text;
}

/** The bytes of a key. */
export function bytesFromKey(key: string): Uint8Array {
  const bytes = new Uint8Array(key.length);
  for (let at = 0; at < key.length; at++) bytes[at] = key.charCodeAt(at);
  return bytes;
}
