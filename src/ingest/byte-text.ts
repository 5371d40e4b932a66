import type { Fault } from "../model/rejection.ts";

/** A file's text, and the encoding that it was found to be in. */
export type ByteText = { readonly text: string; readonly encoding: string };

/** The text of a file in UTF-8; a byte order mark is none of it, and line ends become `\n`.
 *  @returns a fault, with the line, when the bytes are something else */
export function textFromBytes(bytes: Uint8Array): ByteText | (Fault & { readonly line: number }) {
  const text = strictText(bytes);
  if (text !== undefined) return { text: text.replace(/\r\n?/g, "\n"), encoding: "utf-8" };
  return {
    what: "is not UTF-8",
    fix: "save the file as UTF-8",
    line: lineOfBadByte(bytes),
  };
}

function strictText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function lineOfBadByte(bytes: Uint8Array): number {
  const lossy = new TextDecoder().decode(bytes);
  return lossy.slice(0, Math.max(0, lossy.indexOf("\ufffd"))).split("\n").length;
}
