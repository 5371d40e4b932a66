import { type Edit, type Repair, repairsFrom, type RepairName, traced, withEdits } from "./edit.ts";
import { mojibake, strayC1 } from "./mojibake.ts";
import { pinyinGlosses } from "./pinyin-gloss.ts";
import { shiftedGbk } from "./shifted-gbk.ts";

/** A text with its damage mended, and the evidence. */
export type Repaired = { readonly text: string; readonly repairs: readonly Repair[] };

/**
 * Mends what conversions did to a text, in the order in which one kind of damage hides the next:
 * wrong encodings, GBK shifted by a byte (before private-use characters go, for they are its
 * evidence), pinyin glosses, entities encoded twice, controls and private-use characters. Undamaged
 * text stays as it is. Mending twice changes nothing more. O(length).
 * @param raw plain text, or HTML as it was written
 */
export function repairText(raw: string): Repaired {
  let source = traced(raw);
  const repairs: Repair[] = [];
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const before = source.text;
    for (const find of STEPS) {
      const edits = find(source.text);
      for (const repair of repairsFrom(source, edits, raw)) repairs.push(repair);
      source = withEdits(source, edits);
    }
    if (source.text === before) break;
  }
  return { text: source.text, repairs: repairs.sort((a, b) => a.offset - b.offset) };
}

/**
 * One repair can bring another to light; each round makes the text shorter, and damage is never
 * deeper than this.
 */
const MAX_ROUNDS = 8;

/**
 * Matches `&amp;nbsp;` and `&amp;#8217;`; refuses `&amp;lt;`, which a text about HTML means, and
 * `&amp;`.
 */
const TWICE =
  /&amp;(?=(?:nbsp|quot|apos|ldquo|rdquo|lsquo|rsquo|hellip|mdash|ndash|middot|bull|times|copy|reg|yen|deg|#\d{2,6}|#x[\da-f]{2,6});)/gi;
const CODE = /<\/?(?:code|pre|kbd|samp)\b/gi;
const CONTROLS = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff]/g;
const PRIVATE_USE = /[\ue000-\uf8ff]/g;

const STEPS: readonly ((text: string) => readonly Edit[])[] = [
  mojibake,
  shiftedGbk,
  pinyinGlosses,
  doubleEntities,
  strayC1,
  (text) => replaced(text, { name: "control", pattern: CONTROLS, after: "" }),
  (text) => replaced(text, { name: "private-use", pattern: PRIVATE_USE, after: "" }),
];

/** Entities encoded twice, but those in code, which are what a text about HTML shows. */
function doubleEntities(text: string): readonly Edit[] {
  const tags = [...text.matchAll(CODE)];
  let depth = 0;
  let next = 0;
  return replaced(text, { name: "double-entity", pattern: TWICE, after: "&" }).filter(
    ({ start }) => {
      for (; (tags[next]?.index ?? Infinity) < start; next++)
        depth = Math.max(0, depth + (tags[next]?.[0].startsWith("</") ? -1 : 1));
      return depth === 0;
    },
  );
}

function replaced(
  text: string,
  {
    name,
    pattern,
    after,
  }: { readonly name: RepairName; readonly pattern: RegExp; readonly after: string },
): readonly Edit[] {
  return [...text.matchAll(pattern)].map(({ 0: found, index }) => ({
    name,
    start: index,
    end: index + found.length,
    after,
  }));
}
