import { closeSync, openSync, readSync } from "node:fs";
import { rejection, type Rejection } from "#model/rejection.ts";

/** Bytes that are read at once. */
const READ_BYTES = 1024 * 1024;
const NEWLINE = 0x0a;

/** The lines of a file of UTF-8, one after another: its bytes and its text never lie in memory
 *  together. A line that is something else comes as an empty one, so that the numbers of the others
 *  stay.
 *  @param path  its absolute path
 *  @param file  its name as the publisher knows it
 *  @param rejections  gets one for each line that is not UTF-8 */
export function* utf8Lines(
  path: string,
  file: string,
  rejections: Rejection[],
): Generator<string, void, undefined> {
  let number = 0;
  const lineOf = (bytes: Uint8Array): string => {
    number++;
    const line = strictText(bytes);
    if (line !== undefined) return line;
    const fault = { what: "is not UTF-8", fix: "save the file as UTF-8" };
    rejections.push(rejection({ file, line: number }, fault));
    return "";
  };
  let begun: Uint8Array[] = [];
  for (const chunk of chunksOf(path)) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
      const rest = chunk.subarray(from, end);
      yield lineOf(begun.length === 0 ? rest : Buffer.concat([...begun, rest]));
      begun = [];
      from = end + 1;
    }
    // The next chunk is read into the same bytes.
    if (from < chunk.length) begun.push(chunk.slice(from));
  }
  yield lineOf(Buffer.concat(begun));
}

function* chunksOf(path: string): Generator<Uint8Array, void, undefined> {
  const bytes = new Uint8Array(READ_BYTES);
  const opened = openSync(path, "r");
  try {
    for (;;) {
      const length = readSync(opened, bytes, 0, READ_BYTES, null);
      if (length === 0) return;
      yield bytes.subarray(0, length);
    }
  } finally {
    closeSync(opened);
  }
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
