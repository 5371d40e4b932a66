import type { Fault } from "#model/rejection.ts";
import { isCommonCharacter } from "#text/repair/common-character.ts";
import { latinText } from "./latin-text.ts";
import { utf32Text } from "./utf32-text.ts";

/** What is wrong with a file's bytes, and the first line where it is. */
export type ByteFault = Fault & { readonly line: number };

/** A file's text, and the encoding that it was found to be in, as TextDecoder names it. */
export type ByteText = {
  readonly text: string;
  readonly encoding: string;
  /** What was not certain: bytes that make no character, or an encoding that was guessed. */
  readonly notices?: readonly ByteFault[];
};

/** Fewer characters than this prove no encoding. */
const LEAST_EVIDENCE = 8;
/** Of the characters beyond ASCII, so large a part must be everyday ones. */
const EVERYDAY_PART = 0.7;
/** Of the characters beyond ASCII, so large a part is Hangul in Korean. */
const HANGUL_PART = 0.9;
/** Of the characters beyond ASCII, at most so large a part may be lost, else the encoding is wrong.
 *  */
const LOST_PART = 0.05;

/**
 * The text of a file: by its byte order mark; as UTF-8 where it is that, whatever it says it is; as
 * it says, where that makes sense; else as EUC-KR, GB 18030 or Big5, where it then is
 * everyday Korean or Chinese;
 * then the same ways with bytes lost here and there, which become U+FFFD and are told; at last as
 * windows-1252, where that makes words of it. A byte order mark is none of the text, and line ends
 * become `\n`. O(bytes).
 * @returns a fault, with the first line that is not UTF-8, when nothing makes sense
 * @see trust.md section 2: decode bytes ourselves first
 */
export function textFromBytes(bytes: Uint8Array): ByteText | ByteFault {
  const found =
    marked(bytes) ??
    decoded(bytes, "utf-8") ??
    (isMostlyUtf8(bytes) ? damaged(bytes, "utf-8") : undefined) ??
    declared(bytes) ??
    korean(bytes) ??
    chinese(bytes) ??
    damagedChinese(bytes) ??
    guessedLatin(bytes);
  if (found !== undefined) return { ...found, text: found.text.replace(/\r\n?/g, "\n") };
  return { what: "is not UTF-8", fix: "save the file as UTF-8", line: lineOfBadByte(bytes) };
}

/** By the byte order mark, or the zeros beside the first character of XML or JSON in UTF-16. */
function marked(bytes: Uint8Array): ByteText | undefined {
  const wide = utf32Text(bytes);
  if (wide !== undefined) return withLosses(wide.text, wide.encoding);
  const pair = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
  if (pair === 0xfeff) return damaged(bytes, "utf-16be");
  if (pair === 0xfffe) return damaged(bytes, "utf-16le");
  const isAscii = (unit: number): boolean => unit > 0 && unit < 0x80;
  if (isAscii(pair)) return decoded(bytes, "utf-16be");
  const isSwapped = (pair & 0xff) === 0 && isAscii(pair >> 8);
  return isSwapped && bytes.length > 3 ? decoded(bytes, "utf-16le") : undefined;
}

/** By what the document says in its XML declaration or in HTML's `meta`. */
function declared(bytes: Uint8Array): ByteText | undefined {
  const label = declaredLabel(bytes);
  // Pages that say gb2312 use what GBK has beyond it, and WHATWG reads it so.
  const found = label === undefined || /^utf/i.test(label) ? undefined : decoded(bytes, label);
  // Single-byte encodings take any bytes: Chinese that is declared so is still Chinese.
  return found !== undefined && /^(?:windows|iso|latin|us-ascii|macintosh)/i.test(found.encoding)
    ? (chinese(bytes) ?? found)
    : found;
}

function declaredLabel(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 2_048));
  return (
    /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w:.-]+)["']/.exec(head)?.[1] ??
    /<meta[^>]*?charset\s*=\s*["']?\s*([\w:.-]+)/i.exec(head)?.[1]
  );
}

/** As EUC-KR, where nearly all of it then is Hangul: those bytes are everyday characters in
 *  GB 18030 too, but in Chinese text they stand among others, which are none of Hangul. */
function korean(bytes: Uint8Array): ByteText | undefined {
  const found = decoded(bytes, "euc-kr");
  const beyond = found?.text.slice(0, 20_000).match(/[^\0-\x7f]/gu) ?? [];
  const hangul = beyond.filter((letter) => /\p{Script=Hangul}/u.test(letter)).length;
  return beyond.length >= LEAST_EVIDENCE * 2 && hangul >= beyond.length * HANGUL_PART
    ? found
    : undefined;
}

/** By what makes everyday Chinese of it. */
function chinese(bytes: Uint8Array): ByteText | undefined {
  return mostEveryday(["gb18030", "big5"].flatMap((label) => decoded(bytes, label) ?? []));
}

/** The same with bytes lost, as the document says or not; few enough that the rest is certain. */
function damagedChinese(bytes: Uint8Array): ByteText | undefined {
  const label = declaredLabel(bytes) ?? "";
  const labels = /^(?:gb|big5|hz|shift|euc|iso-2022)/i.test(label) ? [label] : [];
  return mostEveryday(
    [...labels, "gb18030", "big5"]
      .flatMap((one) => damaged(bytes, one) ?? [])
      .filter(({ text }) => lostPart(text) <= LOST_PART),
  );
}

function mostEveryday(readings: readonly ByteText[]): ByteText | undefined {
  const [best] = readings
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

function lostPart(text: string): number {
  const beyond = text.match(/[^\0-\x7f]/gu)?.length ?? 0;
  return beyond === 0 ? 1 : countLost(text) / beyond;
}

/**
 * Whether bytes are UTF-8 but for some that are lost: with more characters of two bytes or more
 * than losses, or with the only loss at the very end, where a file was cut.
 */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes);
  const lost = countLost(text);
  const whole = (text.match(/[^\0-\x7f]/gu)?.length ?? 0) - lost;
  const label = declaredLabel(bytes) ?? "utf-8";
  const isCut =
    lost === 1 && /^utf/i.test(label) && text.endsWith("\ufffd") && (bytes.at(-1) ?? 0) < 0xc0;
  return whole > lost || isCut;
}

function countLost(text: string): number {
  return text.match(/\ufffd/g)?.length ?? 0;
}

/** The text in that encoding, with U+FFFD where bytes make no character, and where that is. */
function damaged(bytes: Uint8Array, label: string): ByteText | undefined {
  const decoder = decoderFor(label, false);
  return decoder && withLosses(decoder.decode(bytes), decoder.encoding);
}

function withLosses(text: string, encoding: string): ByteText {
  const first = text.indexOf("\ufffd");
  if (first < 0) return { text, encoding };
  const count = countLost(text);
  const what =
    count === 1
      ? `has a byte that makes no character in ${encoding}`
      : `has ${count} spots with bytes that make no character in ${encoding}`;
  const fix = "the text is read with � there; look at it, and mend the source";
  return { text, encoding, notices: [{ what, fix, line: lineAt(text, first) }] };
}

/** As windows-1252, which takes any bytes: where they then stand in words, and nothing is binary.
 *  */
function guessedLatin(bytes: Uint8Array): ByteText | undefined {
  const text = declaredLabel(bytes) === undefined ? latinText(bytes) : undefined;
  if (text === undefined) return undefined;
  const first = /[^\0-\x7f]/.exec(text)?.index ?? 0;
  const what = "is not UTF-8 and does not say what it is; it was read as windows-1252";
  const fix = "save the file as UTF-8 if letters are wrong";
  return { text, encoding: "windows-1252", notices: [{ what, fix, line: lineAt(text, first) }] };
}

/** The text in that encoding; undefined when the bytes are something else, or nobody knows it. */
function decoded(bytes: Uint8Array, label: string): ByteText | undefined {
  const decoder = decoderFor(label, true);
  if (decoder === undefined) return undefined;
  try {
    return { text: decoder.decode(bytes), encoding: decoder.encoding };
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function decoderFor(label: string, fatal: boolean): TextDecoder | undefined {
  try {
    return new TextDecoder(label, { fatal });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function lineOfBadByte(bytes: Uint8Array): number {
  const lossy = new TextDecoder().decode(bytes);
  return lineAt(lossy, Math.max(0, lossy.indexOf("\ufffd")));
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n?|\n/).length;
}
