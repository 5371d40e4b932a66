import { rejection, type Rejection } from "#model/rejection.ts";

/** A text, and the lines that had to be left out of it. */
type Decoded = { readonly text: string; readonly rejections: readonly Rejection[] };

const NEWLINE = 0x0a;

/** Decodes lines of UTF-8. A line that is something else becomes empty, so that the numbers of the
 *  others stay.
 *  @param file  the file's name as the publisher knows it
 *  @returns the text without byte order mark, and a Rejection for each line that is not UTF-8 */
export function textFromUtf8(bytes: Uint8Array, file: string): Decoded {
  const whole = strictText(bytes);
  if (whole !== undefined) return { text: whole, rejections: [] };
  const lines: string[] = [];
  const rejections: Rejection[] = [];
  for (let start = 0; start <= bytes.length;) {
    const found = bytes.indexOf(NEWLINE, start);
    const end = found === -1 ? bytes.length : found;
    const line = strictText(bytes.subarray(start, end));
    lines.push(line ?? "");
    if (line === undefined) {
      const fault = { what: "is not UTF-8", fix: "save the file as UTF-8" };
      rejections.push(rejection({ file, line: lines.length }, fault));
    }
    start = end + 1;
  }
  return { text: lines.join("\n"), rejections };
}

/** Bytes as the UTF-8 that they are; undefined when they are none. */
export function strictText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
