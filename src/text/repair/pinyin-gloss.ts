import type { Edit } from "./edit.ts";
import { foldText } from "#text/fold/fold.ts";
import { isReading, SYLLABLE } from "./pinyin.ts";

/** A page has at least so many glosses, or they are the author's own. */
const LEAST_GLOSSES = 5;
/**
 * So large a part of them stands behind characters that a converter changes, and within words, or
 * they are a teacher's.
 */
const DAMAGED_PART = 0.8;
const HAN = /\p{Script=Han}/u;

/**
 * Matches `發(fā)` and the `O(shè)` that a broken conversion leaves of 設(shè); refuses
 * `<rt>fā</rt>`, `發展(fāzhǎn)`.
 */
const GLOSS = new RegExp(
  `(\\p{Script=Han}|(?<=[^\\x00-\\x7f])[A-Za-z_€])[(（](${SYLLABLE})[)）]`,
  "gu",
);

/**
 * Readings that a converter wrote behind the characters that it converted: `發(fā)展`. They are
 * damage only on pages full of them, and only where the syllable is a reading of the character
 * before it, or stands behind the debris of one. Teaching texts, whose readings stand behind any
 * character, or behind characters that stand alone in a list, keep theirs.
 * @param text plain text or HTML; nothing in ruby has this form
 */
export function pinyinGlosses(text: string): readonly Edit[] {
  const glosses = [...text.matchAll(GLOSS)].filter(isGloss);
  const ofHan = glosses.filter(({ 1: character = "" }) => isHan(character));
  const ends = new Set(glosses.map(({ 0: whole, index }) => index + whole.length));
  // A gloss that ends where this character stands has another character before it.
  const isInWord = ({ 0: whole, index }: RegExpExecArray): boolean =>
    ends.has(index) ||
    HAN.test(text.charAt(index - 1)) ||
    HAN.test(text.charAt(index + whole.length));
  const isMost = (part: readonly unknown[]): boolean => part.length >= ofHan.length * DAMAGED_PART;
  const converted = ofHan.filter(({ 1: character = "" }) => foldText(character) !== character);
  const isFull = ofHan.length >= LEAST_GLOSSES;
  if (!isFull || !isMost(converted) || !isMost(ofHan.filter(isInWord))) return [];
  return glosses.map(({ 0: whole, 1: character = "", index }) => ({
    name: "pinyin-gloss",
    start: index + character.length,
    end: index + whole.length,
    after: "",
  }));
}

/**
 * Whether the syllable is a reading of the character before it, or stands behind debris, which
 * tells nothing of the reading, so that a tone mark has to.
 */
function isGloss({ 1: character = "", 2: syllable = "" }: RegExpExecArray): boolean {
  return isHan(character) ? isReading(character, syllable) : !/^[a-z]*$/.test(syllable);
}

function isHan(character: string): boolean {
  return character > "\u2fff";
}
