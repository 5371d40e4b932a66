import type { OpenIndex, OpenPart } from "./open-index.ts";
import { BOOST, FIELDS } from "#search/format/options.ts";
import { type ByteCursor, readVarint } from "#search/format/posting-list.ts";
import { type RuledLanguage, ruledLanguageOf } from "#text/analysis/word-rules.ts";
import type { ExpandedTerm } from "./term-expansion.ts";
import {
  addList,
  countLive,
  type FieldPass,
  type ListPlace,
  markList,
  rarityOf,
  type Scratch,
  skipList,
} from "./bm25.ts";

/** A term's postings in one part, while its fields are read one after another. */
type PostingCursor = {
  readonly list: ListPlace;
  /** Fields still to come, the next one lowest. */
  present: number;
  /** The count that stood in the first varint; 0 once it is used. */
  count: number;
  readonly part: OpenPart;
};

/** For reading one number at a time: a prefix stands for thousands of terms. */
const cursor: ByteCursor = { at: 0, value: 0 };

const BOOSTS = FIELDS.map((field) => BOOST[field]);
const TITLE = FIELDS.indexOf("title");
const EVERY_FIELD = (1 << FIELDS.length) - 1;

/** How a term is scored. */
type TermScoring = {
  /** MiniSearch's termBoost. */
  readonly boost?: number | undefined;
  /** A bit for each field that counts. */
  readonly fields?: number | undefined;
  /** What the title weighs beside MiniSearch's boost. */
  readonly titleBoost?: number | undefined;
  /** Whether the length of a field counts less than MiniSearch has it. */
  readonly isMild?: boolean | undefined;
};

/** Adds what one term of the index is worth to the articles that have it: MiniSearch's
 *  `termResults`, with document frequencies summed over all parts.
 *  @returns how many articles have it in the fields that count, an article once for each field */
export function scoreExpanded(
  index: OpenIndex,
  { places, weight }: ExpandedTerm,
  { boost = 1, fields = EVERY_FIELD, titleBoost = 1, isMild }: TermScoring,
  scratch: Scratch,
): number {
  const cursors = cursorsOf(index, places);
  let matching = 0;
  for (let field = 0; field < FIELDS.length; field++) {
    const isWanted = (fields & (1 << field)) !== 0;
    const live = liveArticles(cursors);
    if (isWanted) matching += live;
    const own = weight * boost * (field === TITLE ? titleBoost : 1);
    const pass =
      isWanted && live > 0 ? passOf(index, field, { weight: own, live, isMild }) : undefined;
    for (const cursorAt of cursors) {
      if ((cursorAt.present & 1) === 1)
        cursorAt.list.at = pass
          ? addList(cursorAt.list, inPart(pass, cursorAt.part, field), scratch)
          : skipList(cursorAt.list);
      cursorAt.present >>>= 1;
    }
  }
  return matching;
}

/** Takes back what the term at hand added to articles whose title has another count of terms.
 *  O(articles that it touched). */
export function keepTitlesOf({ parts }: OpenIndex, length: number, scratch: Scratch): void {
  const { added, addedDocs, addedCount } = scratch;
  let kept = 0;
  for (let index = 0; index < addedCount; index++) {
    const doc = addedDocs[index]!;
    const part = parts.findLast(({ first }) => doc >= first)!;
    if (part.lengths[TITLE]![doc - part.first] === length) addedDocs[kept++] = doc;
    else added[doc] = 0;
  }
  scratch.addedCount = kept;
}

/** Takes back what the term at hand added to articles in other languages. O(articles that it
 *  touched). */
export function keepLanguages(
  { columns: { lang, langs } }: OpenIndex,
  languages: readonly RuledLanguage[],
  scratch: Scratch,
): void {
  const { added, addedDocs, addedCount } = scratch;
  let kept = 0;
  for (let index = 0; index < addedCount; index++) {
    const doc = addedDocs[index]!;
    const spoken = ruledLanguageOf(langs.text(lang[doc]!));
    if (spoken !== undefined && languages.includes(spoken)) addedDocs[kept++] = doc;
    else added[doc] = 0;
  }
  scratch.addedCount = kept;
}

/** Marks the articles that have one term of the index, and adds nothing to their scores.
 *  O(postings).
 *  @param bit  what is set in their masks */
export function markExpanded(
  index: OpenIndex,
  { places }: ExpandedTerm,
  { bit, fields = EVERY_FIELD }: { readonly bit: number; readonly fields?: number | undefined },
  scratch: Scratch,
): void {
  const cursors = cursorsOf(index, places);
  for (let field = 0; field < FIELDS.length; field++) {
    const isWanted = (fields & (1 << field)) !== 0;
    liveArticles(cursors);
    for (const { list, part, present } of cursors)
      if ((present & 1) === 1)
        list.at = isWanted ? markList(list, part.first, bit, scratch) : skipList(list);
    for (const cursorAt of cursors) cursorAt.present >>>= 1;
  }
}

function cursorsOf(index: OpenIndex, places: ExpandedTerm["places"]): PostingCursor[] {
  const cursors: PostingCursor[] = [];
  for (let part = 0; part < places.length; part++) {
    const place = places[part];
    if (place !== undefined) cursors.push(openCursor(place, index.parts[part]!));
  }
  return cursors;
}

/** What the postings of a field are scored with, but for the part that they are in. */
function passOf(
  index: OpenIndex,
  field: number,
  {
    weight,
    live,
    isMild = false,
  }: { readonly weight: number; readonly live: number; readonly isMild?: boolean | undefined },
): FieldPass {
  return {
    weight: weight * BOOSTS[field]!,
    rarity: rarityOf(live, index.documents),
    norms: (isMild ? index.mildNorms : index.norms)[field]!,
    lengths: index.parts[0]!.lengths[field]!,
    first: 0,
  };
}

function inPart(pass: FieldPass, { first, lengths }: OpenPart, field: number): FieldPass {
  pass.first = first;
  pass.lengths = lengths[field]!;
  return pass;
}

function openCursor(
  { bytes, at }: { readonly bytes: Uint8Array; readonly at: number },
  part: OpenPart,
): PostingCursor {
  cursor.at = at;
  readVarint(bytes, cursor);
  return {
    list: { bytes, at: cursor.at, count: 0 },
    present: cursor.value & EVERY_FIELD,
    count: cursor.value >>> FIELDS.length,
    part,
  };
}

/** Reads the counts of the field at hand and sums those articles that still count. */
function liveArticles(cursors: readonly PostingCursor[]): number {
  let live = 0;
  for (const cursorAt of cursors) {
    if ((cursorAt.present & 1) === 0) continue;
    const { list } = cursorAt;
    const { removed } = cursorAt.part;
    if (cursorAt.count === 0) {
      cursor.at = list.at;
      readVarint(list.bytes, cursor);
      list.at = cursor.at;
      list.count = cursor.value;
    } else {
      list.count = cursorAt.count;
      cursorAt.count = 0;
    }
    live += removed === null ? list.count : countLive(list, removed);
  }
  return live;
}
