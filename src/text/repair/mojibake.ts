import { isCommonCharacter } from "./common-character.ts";
import type { Edit } from "./edit.ts";
import { gbkCodeOf } from "./gbk.ts";

/** What windows-1252 has in place of the C1 controls, 80 to 9F; a space where it has nothing. */
const C1 = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";
const BYTE_OF: ReadonlyMap<string, number> = new Map(
  Array.from(C1).flatMap((character, index) =>
    character === " " ? [] : [[character, 0x80 + index] as const],
  ),
);

/** Runs of what bytes from 80 to FF look like when they are read as Latin-1 or windows-1252. */
const LATIN_RUN = new RegExp(`[\\u0080-\\u00ff${C1.replaceAll(" ", "")}]{2,}`, "gu");
/**
 * Runs of what only Han text in the wrong encoding is full of, the spaces of lost bytes not
 * counted.
 */
const HAN_RUN = /[\u3400-\u9fff\ue000-\uf8ff\u20ac]{3,}/g;

/** Marks that stand behind a letter in healthy text of any language. */
const MARKS: ReadonlySet<string> = new Set("\u00a0«»“”‘’…–—®™°ºª²³¹§·");
/**
 * A text in the wrong encoding has more characters than these; a few are an accident of other
 * signs.
 */
const LEAST_GBK = 4;

const UTF_8 = new TextDecoder("utf-8", { fatal: true });
const GBK = new TextDecoder("gbk", { fatal: true });

/**
 * Spans where bytes were read in the wrong encoding and written again: UTF-8 or GBK read as
 * windows-1252 (`ä¸­æ–‡`, `ÖÐ¹ú`), UTF-8 read as GBK (`涓枃`). A span counts only where all its
 * bytes make sense the right way, and, for GBK, everyday Chinese.
 */
export function mojibake(text: string): readonly Edit[] {
  const latin = [...text.matchAll(LATIN_RUN)].flatMap(({ 0: run, index }) => {
    const found = latinEdit(run, index, text.charAt(index - 1));
    return found === undefined ? [] : [found];
  });
  const isGbk = ({ name }: Edit): boolean => name === "wrong-encoding";
  const characters = latin.filter(isGbk).reduce((sum, { after }) => sum + after.length, 0);
  const han = [...text.matchAll(HAN_RUN)].flatMap(({ 0: run, index }) => {
    const bytes = canBeginUtf8(run) ? gbkBytes(run) : undefined;
    const after = bytes && everyday(decoded(UTF_8, bytes));
    return after === undefined ? [] : [edit("wrong-encoding", { run, index, after })];
  });
  const certain = characters < LEAST_GBK ? latin.filter((one) => !isGbk(one)) : latin;
  return [...certain, ...han].sort((a, b) => a.start - b.start);
}

/**
 * What a run of Latin letters and signs was before its bytes were taken for those; undefined where
 * nothing else makes sense of it.
 */
function latinEdit(run: string, index: number, before: string): Edit | undefined {
  const bytes = latinBytes(run);
  const utf8 = decoded(UTF_8, bytes);
  if (utf8 !== undefined)
    return isWritten(run, before) ? undefined : edit("double-utf8", { run, index, after: utf8 });
  const gbk = bytes.length < 4 || isAlphabet(run) ? undefined : everyday(decoded(GBK, bytes));
  return gbk === undefined ? undefined : edit("wrong-encoding", { run, index, after: gbk });
}

/**
 * Whether people write a run so, though its bytes are UTF-8: letters with an accent, each before
 * the marks that may stand there, such as `É”`, `é »`, `Ç’`. What nobody writes: `â€`, a capital
 * behind a small letter (`sÄ…`), and `Â` or `Ã` before a mark unless in a word of capitals (`20Â°`,
 * but `AMANHÔ).
 * @param before the character before the run
 */
function isWritten(run: string, before: string): boolean {
  const sequences = run.match(/[\u00c0-\u00ff][^\u00c0-\u00ff]*/g) ?? [];
  return sequences.every((sequence, index) => {
    const [letter = "", ...marks] = sequence;
    const previous = index === 0 ? before : (sequences[index - 1] ?? "").slice(-1);
    if (!marks.every((mark) => MARKS.has(mark))) return false;
    return "ÂÃ".includes(letter) ? /\p{Lu}/u.test(previous) : !isMixed(previous, letter);
  });
}

function isMixed(previous: string, letter: string): boolean {
  return /\p{Ll}/u.test(previous) && /\p{Lu}/u.test(letter);
}

/**
 * Whether a run has no letters, or its letters in the order of their codes: signs, or an alphabet,
 * and no text.
 */
function isAlphabet(run: string): boolean {
  const codes = Array.from(run, (character) => character.charCodeAt(0));
  const isOrdered = codes.every((code, index) => index === 0 || code > (codes[index - 1] ?? 0));
  return isOrdered || !/[\u00c0-\u00ff]/.test(run);
}

/** C1 controls, which no text means: what windows-1252 has there, or nothing. */
export function strayC1(text: string): readonly Edit[] {
  return [...text.matchAll(/[\u0080-\u009f]/g)].map(({ 0: run, index }) => {
    const after = C1[run.charCodeAt(0) - 0x80]?.trim() ?? "";
    return edit(after ? "windows-1252" : "control", { run, index, after });
  });
}

function edit(
  name: Edit["name"],
  { run, index, after }: { readonly run: string; readonly index: number; readonly after: string },
): Edit {
  return { name, start: index, end: index + run.length, after };
}

function latinBytes(run: string): Uint8Array {
  return Uint8Array.from(
    Array.from(run),
    (character) => BYTE_OF.get(character) ?? character.charCodeAt(0),
  );
}

/**
 * Whether the two bytes of the first character can begin a sequence of UTF-8: a cheap test that
 * nearly all Chinese fails.
 */
function canBeginUtf8(run: string): boolean {
  const code = gbkCodeOf(run[0] ?? "") ?? 0;
  return code >= 0xc280 && code <= 0xf4bf && (code & 0xff) >= 0x80 && (code & 0xff) <= 0xbf;
}

function gbkBytes(run: string): Uint8Array | undefined {
  const bytes: number[] = [];
  for (const character of run) {
    const code = character === "€" ? 0x80 : gbkCodeOf(character);
    if (code === undefined) return undefined;
    if (code > 0xff) bytes.push(code >> 8);
    bytes.push(code & 0xff);
  }
  return Uint8Array.from(bytes);
}

function decoded(decoder: TextDecoder, bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function everyday(text: string | undefined): string | undefined {
  return text !== undefined && Array.from(text).every(isCommonCharacter) ? text : undefined;
}
