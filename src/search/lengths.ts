import { createOpener, writeFrame } from "./frame.ts";
import { narrowest, type NumberArray, openArrays, writeArrays } from "./number-arrays.ts";

/** How long each field of each article is, as MiniSearch counts: distinct terms. By field number, then article number. */
export type Lengths = readonly NumberArray[];

/** Writes the lengths of all fields, each in the narrowest width that holds its longest. */
export function writeLengths(fields: readonly ArrayLike<number>[]): Uint8Array {
  return writeFrame("lengths", writeArrays(fields.map(narrowest)));
}

/** Opens the lengths. O(bytes) for the checksum the first time, then O(1) for the same array of bytes.
 *  Gives the lengths, or a Rejection when they are cut short, damaged or not those whose checksum the root names. */
export const openLengths = createOpener("lengths", (payload): Lengths | undefined =>
  openArrays(payload),
);
