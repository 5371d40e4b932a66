import { isRejection, rejection, type Rejection } from "../model/rejection.ts";
import { openFrame, writeFrame } from "./frame.ts";
import { narrowest, type NumberArray, openArrays, writeArrays } from "./number-arrays.ts";

/** How long each field of each article is, as MiniSearch counts: distinct terms. By field number, then article number. */
export type Lengths = readonly NumberArray[];

const opened = new WeakMap<Uint8Array, Lengths>();

/** Writes the lengths of all fields, each in the narrowest width that holds its longest. */
export function writeLengths(fields: readonly ArrayLike<number>[]): Uint8Array {
  return writeFrame("lengths", writeArrays(fields.map(narrowest)));
}

/** Opens the lengths. O(bytes) for the checksum the first time, then O(1) for the same array of bytes.
 *  @returns the lengths, or a Rejection when they are cut short, damaged or not of this index */
export function openLengths(bytes: Uint8Array, checksum?: number): Lengths | Rejection {
  const known = opened.get(bytes);
  if (known !== undefined) return known;
  const frame = openFrame(bytes, "lengths", checksum);
  if (isRejection(frame)) return frame;
  const lengths = openArrays(frame.payload);
  if (lengths === undefined)
    return rejection({ file: "index lengths" }, { what: "has arrays beyond its end" });
  opened.set(bytes, lengths);
  return lengths;
}
