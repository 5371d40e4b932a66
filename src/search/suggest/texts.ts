import { createByteWriter } from "#search/format/byte-writer.ts";
import { createOpener, writeFrame } from "#search/format/frame.ts";
import { type Counts, narrowest, openArrays, writeArrays } from "#search/format/number-arrays.ts";
import { bytesFromKey, keyFrom, textFromKeyBytes } from "./key.ts";

/** Texts by their numbers, from one blob. */
export type SuggestionTexts = {
  readonly count: number;
  /** @param index  0 to count - 1, from the blob's first text on */
  readonly text: (index: number) => string;
};

/** Texts as blobs of about `blobBytes`, and the number of the first text in each. */
export function writeSuggestionTexts(
  texts: readonly string[],
  blobBytes: number,
): { readonly blobs: readonly Uint8Array[]; readonly first: readonly number[] } {
  const blobs: Uint8Array[] = [];
  const first: number[] = [];
  const body = createByteWriter();
  let ends: number[] = [];
  const end = (): void => {
    blobs.push(writeFrame("suggestionTexts", writeArrays([narrowest(ends), body.finish()])));
    body.clear();
    ends = [];
  };
  for (const [number, text] of texts.entries()) {
    if (ends.length === 0) first.push(number);
    body.bytes(bytesFromKey(keyFrom(text)));
    ends.push(body.length());
    if (body.length() >= blobBytes) end();
  }
  if (ends.length > 0) end();
  return { blobs, first };
}

/** Opens a blob of texts. O(bytes) for the checksum the first time, then O(1) for the same array of
 *  bytes; a text is decoded when it is asked for. Gives the texts, or a Rejection when they are cut
 *  short, damaged or not those whose checksum the root names. */
export const openSuggestionTexts = createOpener(
  "suggestionTexts",
  (payload): SuggestionTexts | undefined => {
    const [ends, bytes] = openArrays(payload) ?? [];
    // The checksum has shown that `writeSuggestionTexts` wrote them.
    return ends && bytes && textsOver(ends as Counts, bytes as Uint8Array);
  },
);

function textsOver(ends: Counts, bytes: Uint8Array): SuggestionTexts {
  return {
    count: ends.length,
    text: (index) =>
      textFromKeyBytes(bytes.subarray(index === 0 ? 0 : ends[index - 1], ends[index])),
  };
}
