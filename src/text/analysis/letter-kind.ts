/** What a character is to the analyzer. Numbers, so that the scan compares integers. */
const OTHER = 0;
/** Of an alphabet, or of a script whose syllables are set apart by marks of their own, such as
 *  Tibetan. */
export const LETTER = 1;
/** 0 to 9, of any script. */
export const DIGIT = 2;
/** Han and kana: written without spaces. */
export const HAN = 3;
/** Korean: written with spaces, but with endings grown onto the words. */
export const HANGUL = 4;
/** Thai, Lao, Khmer, Burmese: letters with marks, written without spaces. */
export const CLUSTER = 5;
/** Belongs to the character before it. */
export const MARK = 6;

/** The kind of one character. */
type LetterKind =
  | typeof OTHER
  | typeof LETTER
  | typeof DIGIT
  | typeof HAN
  | typeof HANGUL
  | typeof CLUSTER
  | typeof MARK;

const UNKNOWN = 255;
const kinds = new Uint8Array(0x10000).fill(UNKNOWN);

/** The kind of the character at `at` of a folded text. O(1), learnt as characters come. A lone
 *  surrogate is OTHER. */
export function kindAt(text: string, at: number): LetterKind {
  const unit = text.charCodeAt(at);
  if (unit >= 0x4e00 && unit <= 0x9fff) return HAN;
  if (unit >= 0xd800 && unit <= 0xdfff) return kindOf(String.fromCodePoint(text.codePointAt(at)!));
  const known = kinds[unit];
  // Only kinds are ever stored.
  if (known !== UNKNOWN && known !== undefined) return known as LetterKind;
  if (Number.isNaN(unit)) return OTHER;
  const kind = kindOf(String.fromCharCode(unit));
  kinds[unit] = kind;
  return kind;
}

/** How many UTF-16 units the character at `at` has. */
export function unitsAt(text: string, at: number): 1 | 2 {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

/** Script_Extensions, so that the long vowel mark ー, the repetition marks and 々 count as letters
 *  of their script. */
const TESTS: readonly (readonly [RegExp, LetterKind])[] = [
  [/^\p{M}$/u, MARK],
  [/^\p{Nd}$/u, DIGIT],
  [/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}々〆ー]$/u, HAN],
  [/^\p{Script=Hangul}$/u, HANGUL],
  [/^[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]$/u, CLUSTER],
  [/^[\p{L}\p{Nl}]$/u, LETTER],
];

/** Letters and numbers of the runtime's Unicode: older letters keep their kind for ever, so build
 *  and query agree on all text that both know. */
function kindOf(character: string): LetterKind {
  const letter = /^[\p{L}\p{M}\p{N}\p{Script=Han}]$/u.test(character);
  return (letter && TESTS.find(([test]) => test.test(character))?.[1]) || OTHER;
}
