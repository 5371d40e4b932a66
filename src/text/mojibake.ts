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
/** Runs of what only Han text in the wrong encoding is full of, the spaces of lost bytes not counted. */
const HAN_RUN = /[\u3400-\u9fff\ue000-\uf8ff\u20ac]{3,}/g;

const UTF_8 = new TextDecoder("utf-8", { fatal: true });
const GBK = new TextDecoder("gbk", { fatal: true });

/** Places where bytes were read in the wrong encoding and written again: UTF-8 or GBK read as windows-1252 (`ä¸­æ–‡`, `ÖÐ¹ú`), UTF-8 read as GBK (`涓枃`).
 *  A place counts only where all its bytes make sense the right way, and, for GBK, everyday Chinese. */
export function mojibake(text: string): readonly Edit[] {
  const edits: Edit[] = [];
  for (const { 0: run, index } of text.matchAll(LATIN_RUN)) {
    const bytes = latinBytes(run);
    const utf8 = decoded(UTF_8, bytes);
    const gbk = utf8 === undefined && bytes.length >= 4 ? everyday(decoded(GBK, bytes)) : undefined;
    if (utf8 !== undefined) edits.push(edit("double-utf8", { run, index, after: utf8 }));
    else if (gbk !== undefined) edits.push(edit("wrong-encoding", { run, index, after: gbk }));
  }
  for (const { 0: run, index } of text.matchAll(HAN_RUN)) {
    const bytes = canBeginUtf8(run) ? gbkBytes(run) : undefined;
    const after = bytes && everyday(decoded(UTF_8, bytes));
    if (after !== undefined) edits.push(edit("wrong-encoding", { run, index, after }));
  }
  return edits.sort((a, b) => a.start - b.start);
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

/** Whether the two bytes of the first character can begin a sequence of UTF-8: a cheap test that nearly all Chinese fails. */
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
