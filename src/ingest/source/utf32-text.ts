const REPLACEMENT = 0xfffd;

/**
 * The text of bytes that begin with the byte order mark of UTF-32, which TextDecoder does not know;
 * what is no character becomes U+FFFD. O(bytes).
 * @returns undefined when they do not begin so
 */
export function utf32Text(
  bytes: Uint8Array,
): { readonly text: string; readonly encoding: string } | undefined {
  if (bytes.length < 4) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLittle = view.getUint32(0, true) === 0xfeff && bytes.length % 4 === 0;
  const isBig = view.getUint32(0, false) === 0xfeff;
  if (!isLittle && !isBig) return undefined;
  const parts: string[] = [];
  for (let offset = 4; offset + 4 <= bytes.length; offset += 4)
    parts.push(characterOf(view.getUint32(offset, isLittle)));
  if (bytes.length % 4 !== 0) parts.push(String.fromCodePoint(REPLACEMENT));
  return { text: parts.join(""), encoding: isLittle ? "utf-32le" : "utf-32be" };
}

function characterOf(point: number): string {
  const isCharacter = point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff);
  return String.fromCodePoint(isCharacter ? point : REPLACEMENT);
}
