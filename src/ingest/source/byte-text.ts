import type { Fault } from "#model/rejection.ts";
import { isCommonCharacter } from "#text/repair/common-character.ts";

/** A file's text, and the encoding that it was found to be in, as TextDecoder names it. */
type ByteText = { readonly text: string; readonly encoding: string };

/** Fewer characters than this prove no encoding. */
const LEAST_EVIDENCE = 8;
/** Of the characters beyond ASCII, so large a part must be everyday ones. */
const EVERYDAY_PART = 0.7;

/**
 * The text of a file: by its byte order mark; as UTF-8 where it is that, whatever it says it is; as
 * it says, where that makes sense; else as GB 18030 or Big5, where it then is everyday Chinese. A
 * byte order mark is none of the text, and line ends become `\n`.
 * @returns a fault, with the first line that is not UTF-8, when nothing makes sense
 * @see trust.md section 2: decode bytes ourselves first
 */
export function textFromBytes(bytes: Uint8Array): ByteText | (Fault & { readonly line: number }) {
  const found = marked(bytes) ?? decoded(bytes, "utf-8") ?? declared(bytes) ?? chinese(bytes);
  if (found !== undefined) return { ...found, text: found.text.replace(/\r\n?/g, "\n") };
  return { what: "is not UTF-8", fix: "save the file as UTF-8", line: lineOfBadByte(bytes) };
}

/** By the byte order mark, or the zeros beside the first character of XML or JSON in UTF-16. */
function marked(bytes: Uint8Array): ByteText | undefined {
  const pair = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
  const isAscii = (unit: number): boolean => unit > 0 && unit < 0x80;
  if (pair === 0xfeff || isAscii(pair)) return decoded(bytes, "utf-16be");
  const isSwapped = pair === 0xfffe || ((pair & 0xff) === 0 && isAscii(pair >> 8));
  return isSwapped && bytes.length > 3 ? decoded(bytes, "utf-16le") : undefined;
}

/** By what the document says in its XML declaration or in HTML's `meta`. */
function declared(bytes: Uint8Array): ByteText | undefined {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 2_048));
  const label =
    /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w:.-]+)["']/.exec(head)?.[1] ??
    /<meta[^>]*?charset\s*=\s*["']?\s*([\w:.-]+)/i.exec(head)?.[1];
  // Pages that say gb2312 use what GBK has beyond it, and WHATWG reads it so.
  const found = label === undefined || /^utf/i.test(label) ? undefined : decoded(bytes, label);
  // Single-byte encodings take any bytes: Chinese that is declared so is still Chinese.
  return found !== undefined && /^(?:windows|iso|latin|us-ascii|macintosh)/i.test(found.encoding)
    ? (chinese(bytes) ?? found)
    : found;
}

/** By what makes everyday Chinese of it. */
function chinese(bytes: Uint8Array): ByteText | undefined {
  const [best] = ["gb18030", "big5"]
    .flatMap((label) => decoded(bytes, label) ?? [])
    .map((found) => ({ found, part: everydayPart(found.text) }))
    .filter(({ part }) => part >= EVERYDAY_PART)
    .sort((a, b) => b.part - a.part);
  return best?.found;
}

function everydayPart(text: string): number {
  const beyond = Array.from(text.slice(0, 20_000)).filter((character) => character > "\x7f");
  return beyond.length < LEAST_EVIDENCE
    ? 0
    : beyond.filter(isCommonCharacter).length / beyond.length;
}

/**
 * The text in that encoding; undefined when the bytes are something else, or nobody knows the
 * encoding.
 */
function decoded(bytes: Uint8Array, label: string): ByteText | undefined {
  try {
    const decoder = new TextDecoder(label, { fatal: true });
    return { text: decoder.decode(bytes), encoding: decoder.encoding };
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return undefined;
    throw error;
  }
}

function lineOfBadByte(bytes: Uint8Array): number {
  const lossy = new TextDecoder().decode(bytes);
  return lossy.slice(0, Math.max(0, lossy.indexOf("\ufffd"))).split("\n").length;
}
