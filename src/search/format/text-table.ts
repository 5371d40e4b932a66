import { createByteWriter } from "./byte-writer.ts";
import { type Counts, narrowest } from "./number-arrays.ts";

/** Texts that columns speak of by number, decoded only when asked for. */
export type TextTable = {
  readonly count: number;
  /** @param index  0 to count - 1 */
  readonly text: (index: number) => string;
};

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** Two arrays: where each text ends, and all of them in UTF-8. */
export function writeTexts(texts: readonly string[]): readonly [Counts, Uint8Array] {
  const writer = createByteWriter();
  const ends = texts.map((text) => {
    writer.bytes(encoder.encode(text));
    return writer.length();
  });
  return [narrowest(ends), writer.finish()];
}

/** The table over the two arrays of `writeTexts`. */
export function openTexts(ends: Counts, bytes: Uint8Array): TextTable {
  const decoded: (string | undefined)[] = [];
  return {
    count: ends.length,
    text: (index) =>
      (decoded[index] ??= decoder.decode(
        bytes.subarray(index === 0 ? 0 : ends[index - 1], ends[index]),
      )),
  };
}
