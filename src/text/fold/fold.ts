import { bareLetters } from "./bare-letters.ts";
import { FOLD_FROM, FOLD_TO } from "./fold-pairs.ts";

/** A folded text and the way back. */
export type Folded = {
  readonly text: string;
  /** For each UTF-16 unit of `text` the UTF-16 offset at which the characters that it came from
   *  begin; one more at the end: the length of the original. Never decreasing; units that came from
   *  the same characters (㍻ gives 平成) have the same. */
  readonly offsets: Int32Array;
};

/** Folds a text for search: compatibility forms and width (NFKC), case, accents of Latin and Greek
 *  letters, and script, so that `網路`, `网路` and `ＮＥＷＳ`, `news` and `café`, `CAFE` are the
 *  same.
 *  Invisible characters are dropped. Folding twice changes nothing more. For search only: what it
 *  gives is never shown. Cost: about 10 ns a UTF-16 unit, after the first call, which builds a
 *  table (under 1 ms).
 *  @see design.md section 6; Unicode's NFKC is the only part that depends on the runtime, and it is
 *    frozen for assigned characters */
export function fold(text: string): Folded {
  if (ASCII.test(text)) return { text: text.toLowerCase(), offsets: ownOffsets(text.length) };
  const length = foldInto(text);
  const offsets = new Int32Array(length + 1);
  offsets.set(scratch.offsets.subarray(0, length));
  offsets[length] = text.length;
  return { text: stringOf(length), offsets };
}

/** The same folding without the way back. */
export function foldText(text: string): string {
  return ASCII.test(text) ? text.toLowerCase() : stringOf(foldInto(text));
}

/** Folds a tag or a name for comparing: as `foldText`, trimmed, inner spaces made one.
 *  @example foldTag(" 黨政  要聞 ") === foldTag("党政 要闻") */
export function foldTag(text: string): string {
  return foldText(text).replace(/\s+/g, " ").trim();
}

/** Where in the original the folded units from `start` to `end` came from: `[start, end)` in UTF-16
 *  units. */
export function originalRange(
  folded: Folded,
  start: number,
  end: number,
): readonly [start: number, end: number] {
  const { offsets, text } = folded;
  const from = offsets[start] ?? 0;
  if (end <= start) return [from, from];
  const last = offsets[end - 1];
  let next = end;
  while (next < text.length && offsets[next] === last) next++;
  return [from, offsets[next] ?? 0];
}

/** 0, 1, 2 …: the offsets of every text that folds unit for unit begin so. */
let counting = new Int32Array(0);

function ownOffsets(length: number): Int32Array {
  if (counting.length <= length)
    counting = Int32Array.from({ length: Math.max(1 << 10, length * 2) }, (_, offset) => offset);
  return counting.subarray(0, length + 1);
}

const ASCII = /^[\0-\x7f]*$/;
/** What never shows and never makes two words different: soft hyphen, joiners, direction marks,
 *  variation selectors, byte order mark, ™. */
const IGNORABLE = new RegExp(
  "\\u034f|[\\ufe00-\\ufe0f]|[\\u00ad\\u061c\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u2120\\u2122\\ufeff\\u{e0000}-\\u{e0fff}]",
  "gu",
);
/** Characters that may join the one before: marks, medial and final jamo in every form, halfwidth
 *  sound marks, and what is dropped. */
const EXTENDER = new RegExp(
  `^(?:\\p{M}|[\\u1160-\\u11ff\\ud7b0-\\ud7ff\\u3131-\\u318e\\uffa0-\\uffdc\\uff9e\\uff9f]|${IGNORABLE.source})`,
  "u",
);

/** In `foldedUnits`: not met yet. */
const UNKNOWN = 0;
/** In `foldedUnits`: folds only together with its neighbours, or to none or several units. */
const SLOW = 1;
/** Clusters up to this many units are remembered, and so many of them. */
const REMEMBERED_UNITS = 8;
const REMEMBERED_CLUSTERS = 4_000;

const scratch = { units: new Uint16Array(0), offsets: new Int32Array(0) };
const remembered = new Map<string, string>();
const astral = new Map<string, string>();
let foldedUnits: Uint16Array | undefined;
/** For each unit: 0 not met yet, 1 joins the one before, 2 does not. */
const joining = new Uint8Array(0x10000);

/** For each UTF-16 unit what it folds to, learnt as characters come: one unit for one unit is all
 *  that ordinary text needs. */
function table(): Uint16Array {
  if (foldedUnits) return foldedUnits;
  foldedUnits = new Uint16Array(0x10000);
  let at = 0;
  for (const from of FOLD_FROM) {
    const to = FOLD_TO.charCodeAt(at++);
    if (from.length === 1) foldedUnits[from.charCodeAt(0)] = to;
    else astral.set(from, String.fromCharCode(to));
  }
  return foldedUnits;
}

function learn(unit: number): number {
  const character = String.fromCharCode(unit);
  const alone = EXTENDER.test(character) ? "" : clusterFolded(character);
  const target = alone.length === 1 && !isSurrogate(unit) ? alone.charCodeAt(0) : SLOW;
  table()[unit] = target;
  return target;
}

/** Folds `text` into the scratch buffers.
 *  @returns how many units it became */
function foldInto(text: string): number {
  const known = table();
  let { units, offsets } = reserve(text.length);
  let length = 0;
  let at = 0;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    const target = known[unit] || learn(unit);
    if (target > SLOW && !isJoining(text, at + 1)) {
      units[length] = target;
      offsets[length++] = at++;
      continue;
    }
    const end = clusterEnd(text, at);
    const folded = clusterFromMemory(text.slice(at, end));
    ({ units, offsets } = reserve(length + folded.length + text.length - end));
    for (let index = 0; index < folded.length; index++) {
      units[length] = folded.charCodeAt(index);
      offsets[length++] = at;
    }
    at = end;
  }
  return length;
}

/** The scratch buffers with room for `size` units, what they hold kept. */
function reserve(size: number): { readonly units: Uint16Array; readonly offsets: Int32Array } {
  if (size > scratch.units.length) {
    const room = Math.max(1 << 14, Math.ceil(size * 1.2));
    const { units, offsets } = scratch;
    scratch.units = new Uint16Array(room);
    scratch.units.set(units);
    scratch.offsets = new Int32Array(room);
    scratch.offsets.set(offsets);
  }
  return scratch;
}

/** Arguments of one call of `String.fromCharCode`: far below every engine's limit. */
const CHUNK = 4_096;

function stringOf(length: number): string {
  let text = "";
  for (let from = 0; from < length; from += CHUNK) {
    // A typed array is array-like, which is all that `apply` asks for.
    const units = scratch.units.subarray(from, Math.min(length, from + CHUNK));
    text += String.fromCharCode.apply(null, units as unknown as number[]);
  }
  return text;
}

function isJoining(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  // Most text by far: ASCII, Han, kana and hangul syllables, and the end, which is NaN.
  if (!(unit >= 0xad) || (unit >= 0x3400 && unit <= 0x9fff)) return false;
  if (isSurrogate(unit)) return EXTENDER.test(String.fromCodePoint(text.codePointAt(at) ?? 0));
  let state = joining[unit];
  if (state === 0) {
    state = EXTENDER.test(String.fromCharCode(unit)) ? 1 : 2;
    joining[unit] = state;
  }
  return state === 1;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

/** The end of the character at `at` with everything that joins it. */
function clusterEnd(text: string, at: number): number {
  let end = at;
  do end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
  while (end < text.length && isJoining(text, end));
  return end;
}

function clusterFromMemory(cluster: string): string {
  const known = remembered.get(cluster);
  if (known !== undefined) return known;
  const folded = clusterFolded(cluster);
  if (cluster.length <= REMEMBERED_UNITS && remembered.size < REMEMBERED_CLUSTERS)
    remembered.set(cluster, folded);
  return folded;
}

/** Folds until nothing changes: dropping a mark can let its neighbours compose. */
function clusterFolded(cluster: string): string {
  let folded = cluster;
  for (let round = 0; round < 4; round++) {
    const next = foldedOnce(folded);
    if (next === folded) break;
    folded = next;
  }
  return folded;
}

function foldedOnce(text: string): string {
  const bare = bareLetters(text.replace(IGNORABLE, "").normalize("NFKC").toLowerCase());
  const han = table();
  let folded = "";
  for (const character of bare) {
    const unit = character.charCodeAt(0);
    const target = isHan(unit) ? (han[unit] ?? UNKNOWN) : UNKNOWN;
    if (character.length > 1) folded += astral.get(character) ?? character;
    else folded += target > SLOW ? String.fromCharCode(target) : character;
  }
  return folded;
}

/** Where the pairs of `fold-pairs.ts` lie, so that what is learnt of other characters is not taken
 *  for one. */
function isHan(unit: number): boolean {
  return (unit >= 0x2e80 && unit <= 0x9fff) || (unit >= 0xfa0e && unit <= 0xfa29);
}
