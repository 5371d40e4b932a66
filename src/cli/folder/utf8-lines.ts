import { hash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import type { LateLine } from "#ingest/folder/json-lines.ts";
import { type Place, rejection, type Rejection } from "#model/rejection.ts";

/** Bytes that are read at once. */
const READ_BYTES = 256 * 1024;
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
  let line = 0;
  for (const { bytes } of byteLines(path)) yield textOf(bytes, { file, line: ++line }, rejections);
}

/** The same, each by its hash. Whoever asks for its text gets it at once as long as no other line
 *  was asked for, and later as it is read again, with the hash that it had.
 *  @throws {Error} when a line that is read again has changed */
export function* hashedLines(
  path: string,
  file: string,
  rejections: Rejection[],
): Generator<LateLine, void, undefined> {
  let line = 0;
  for (const { bytes, from } of byteLines(path)) {
    const place = { file, line: ++line };
    const name = sha256(bytes);
    const { length } = bytes;
    let now: Uint8Array | undefined = bytes;
    const text = (): string => {
      if (now !== undefined) return textOf(now, place, rejections);
      const again = bytesAt(path, from, length);
      if (sha256(again) !== name)
        throw new Error(`${file}:${place.line} was changed while it was read; publish again`);
      return textOf(again, place, rejections);
    };
    try {
      yield { hash: name, text };
    } finally {
      now = undefined;
    }
  }
}

function textOf(bytes: Uint8Array, place: Place, rejections: Rejection[]): string {
  const text = strictText(bytes);
  if (text !== undefined) return text;
  rejections.push(rejection(place, { what: "is not UTF-8", fix: "save the file as UTF-8" }));
  return "";
}

function sha256(bytes: Uint8Array): string {
  return hash("sha256", bytes, "base64url");
}

/** A line, until the next one is asked for, and where in the file it begins. */
type ByteLine = { readonly bytes: Uint8Array; readonly from: number };

/** The bytes of each line; of the last what follows the last line end. */
function* byteLines(path: string): Generator<ByteLine, void, undefined> {
  let begun: Uint8Array[] = [];
  let start = 0;
  for (const chunk of chunksOf(path)) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
      const rest = chunk.subarray(from, end);
      const bytes = begun.length === 0 ? rest : Buffer.concat([...begun, rest]);
      yield { bytes, from: start };
      start += bytes.length + 1;
      begun = [];
      from = end + 1;
    }
    // The next chunk is read into the same bytes.
    if (from < chunk.length) begun.push(Buffer.from(chunk.subarray(from)));
  }
  yield { bytes: Buffer.concat(begun), from: start };
}

function* chunksOf(path: string): Generator<Buffer, void, undefined> {
  const bytes = Buffer.allocUnsafe(READ_BYTES);
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

function bytesAt(path: string, from: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  const opened = openSync(path, "r");
  try {
    readSync(opened, bytes, 0, length, from);
    return bytes;
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
