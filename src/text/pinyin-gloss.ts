import type { Edit } from "./edit.ts";
import { foldText } from "./fold.ts";
import { isReading, SYLLABLE } from "./pinyin.ts";

/** A page has at least so many glosses, or they are the author's own. */
const LEAST_GLOSSES = 5;
/** So large a part of them stands behind characters that a converter changes, or they are a teacher's. */
const CONVERTED_PART = 0.8;

/** Matches `發(fā)` and the `O(shè)` that a broken conversion leaves of 設(shè); refuses `<rt>fā</rt>`, `發展(fāzhǎn)`. */
const GLOSS = new RegExp(
  `(\\p{Script=Han}|(?<=[^\\x00-\\x7f])[A-Za-z_€])[(（](${SYLLABLE})[)）]`,
  "gu",
);

/** Readings that a converter wrote behind the characters that it converted: `發(fā)展`. They are damage only on pages full of them, and only where the
 *  syllable is a reading of the character before it, or stands behind the debris of one. Teaching texts, whose readings stand behind any character,
 *  keep theirs.
 *  @param text  plain text or HTML; nothing in ruby has this form */
export function pinyinGlosses(text: string): readonly Edit[] {
  const edits: Edit[] = [];
  let ofHan = 0;
  let converted = 0;
  for (const match of text.matchAll(GLOSS)) {
    const [whole, character = "", syllable = ""] = match;
    const isHan = character > "\u2fff";
    // Debris tells nothing of the reading, so that a tone mark has to.
    if (isHan ? !isReading(character, syllable) : /^[a-z]*$/.test(syllable)) continue;
    if (isHan) ofHan++;
    if (isHan && foldText(character) !== character) converted++;
    const end = match.index + whole.length;
    edits.push({ name: "pinyin-gloss", start: match.index + character.length, end, after: "" });
  }
  const isFull = ofHan >= LEAST_GLOSSES && converted >= ofHan * CONVERTED_PART;
  return isFull ? edits : [];
}
