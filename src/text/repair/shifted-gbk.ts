import {
  isCommonCharacter,
  isPunctuation,
  isSimplified,
  isTraditional,
} from "./common-character.ts";
import type { Edit } from "./edit.ts";
import { foldText } from "#text/fold/fold.ts";
import { gbkCharacter, gbkCodeOf } from "./gbk.ts";
import { SYLLABLE } from "./pinyin.ts";
import { WORD_PAIRS } from "./word-pairs.ts";

/**
 * What a converter leaves of a lost first byte, with the end of a gloss whose parenthesis went with
 * it.
 */
const LOST = new RegExp(`[?\\ufffd](?:${SYLLABLE}\\))?`, "gu");
/** A shift that goes on longer than this is none: a single byte always comes along. Characters. */
const MAX_RUN = 80;

/**
 * Spans where GBK text lost the first byte of a character, so that every following pair of bytes
 * was read shifted by one, until a character's second byte could stand alone. The bytes of what is
 * there give the text back; only the first character, of which one byte is left, is inferred. To be
 * found before private-use characters are dropped, for they are part of the bytes. Ordinary text is
 * never taken for it: all that comes out must be everyday characters, and something of what was
 * there must not.
 * @see seed/raw: the portal page that forced it
 * @example shiftedGbk("利益?!弊龊庙椖拷ㄔO") // one edit: "。”做好項目建設", inferred "。"
 */
export function shiftedGbk(text: string): readonly Edit[] {
  const edits: Edit[] = [];
  let inTraditional: boolean | undefined;
  LOST.lastIndex = 0;
  for (let lost = LOST.exec(text); lost !== null; lost = LOST.exec(text)) {
    const run = runFrom(text, lost.index + lost[0].length);
    const tail = run && realigned(run.bytes);
    if (run === undefined || tail === undefined || !isBetter(tail, run.text)) continue;
    inTraditional ??= isMostlyTraditional(text);
    const previous = lastCharacter(text.slice(Math.max(0, lost.index - 12), lost.index));
    const first = firstCharacter(run.bytes[0] ?? 0, {
      previous,
      next: tail[0] ?? "",
      inTraditional,
    });
    const after = (first ?? lost[0]) + tail;
    edits.push({
      name: "shifted-gbk",
      start: lost.index,
      end: run.end,
      after,
      ...(first !== undefined && { inferred: first }),
    });
    LOST.lastIndex = run.end;
  }
  return edits;
}

type ByteRun = { readonly bytes: readonly number[]; readonly text: string; readonly end: number };

/**
 * The bytes from `start` to the first that stands alone and can be the second of a pair; undefined
 * when the text is no GBK, or none comes.
 */
function runFrom(text: string, start: number): ByteRun | undefined {
  const bytes: number[] = [];
  let end = start;
  for (const character of text.slice(start, start + MAX_RUN)) {
    end += character.length;
    const single = singleByte(character);
    if (single !== undefined)
      return bytes.length > 0
        ? { bytes: [...bytes, single], text: text.slice(start, end), end }
        : undefined;
    const code = doubleByte(character);
    if (code === undefined) return undefined;
    bytes.push(code >> 8, code & 0xff);
  }
  return undefined;
}

/**
 * The byte of a character that stood for one byte, which can be the second of a pair; undefined for
 * others.
 */
function singleByte(character: string): number | undefined {
  if (character === "€") return 0x80;
  return character >= "@" && character <= "~" ? character.charCodeAt(0) : undefined;
}

/**
 * The two bytes of a character. Converters make the full-width forms of ASCII, row A3, half as
 * wide, so that these count as wide; not `?`, at which another loss begins, nor what marks up HTML.
 */
function doubleByte(character: string): number | undefined {
  const isNarrow = character > " " && character < "@" && !'<>&"?'.includes(character);
  return isNarrow ? 0xa380 + character.charCodeAt(0) : gbkCodeOf(character);
}

/** The characters of the bytes but the first, in pairs; undefined when a pair is none. */
function realigned(bytes: readonly number[]): string | undefined {
  let tail = "";
  for (let index = 1; index + 1 < bytes.length; index += 2) {
    const character = gbkCharacter((bytes[index] ?? 0) * 0x100 + (bytes[index + 1] ?? 0));
    if (character === undefined) return undefined;
    tail += character;
  }
  return tail;
}

/**
 * Whether the realigned text is everyday Chinese, at least two characters, and the one that is
 * there is not.
 */
function isBetter(tail: string, there: string): boolean {
  const rare = Array.from(tail).filter((character) => !isCommonCharacter(character)).length;
  const odd = Array.from(there).some(
    (character) => character > "\x7f" && !isCommonCharacter(character),
  );
  return tail.length >= 2 && odd && rare * 8 <= tail.length;
}

type CharacterContext = {
  readonly previous: string;
  readonly next: string;
  readonly inTraditional: boolean;
};

/**
 * The likeliest character whose second byte is `trail`: one that makes a word with a neighbour,
 * else punctuation; undefined when nothing tells.
 */
function firstCharacter(trail: number, context: CharacterContext): string | undefined {
  let best: string | undefined;
  let bestScore = 0;
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    const candidate = gbkCharacter(lead * 0x100 + trail);
    if (candidate === undefined || !isCommonCharacter(candidate)) continue;
    const score = scoreOf(candidate, context);
    if (score > bestScore) [best, bestScore] = [candidate, score];
  }
  return best;
}

function scoreOf(candidate: string, { previous, next, inTraditional }: CharacterContext): number {
  // The most frequent marks first.
  if (isPunctuation(candidate)) return 1 / (2 + "。，、：；？！”“".indexOf(candidate) || 20);
  if (inTraditional ? isSimplified(candidate) : isTraditional(candidate)) return 0;
  return pairScore(previous + candidate) + pairScore(candidate + next);
}

/** How common a word of two characters is: from 1 to 2; 0 when it is no word. */
function pairScore(pair: string): number {
  const [first = "", second = ""] = foldText(pair);
  pairs ??= new Map(WORD_PAIRS.split(" ").map((entry) => [entry[0] ?? "", entry.slice(1)]));
  const rank = second ? (pairs.get(first)?.indexOf(second) ?? -1) : -1;
  return rank < 0 ? 0 : 1 + 1 / (1 + rank);
}
let pairs: ReadonlyMap<string, string> | undefined;

const GLOSS_AT_END = new RegExp(`\\(${SYLLABLE}\\)$`, "u");

/** The last character, a gloss after it passed over. */
function lastCharacter(text: string): string {
  return Array.from(text.replace(GLOSS_AT_END, "")).at(-1) ?? "";
}

function isMostlyTraditional(text: string): boolean {
  let balance = 0;
  for (const character of text)
    if (isTraditional(character)) balance++;
    else if (isSimplified(character)) balance--;
  return balance > 0;
}
