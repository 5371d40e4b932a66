import { COLUMN_ARRAYS } from "./columns.ts";
import { createOpener } from "./frame.ts";
import { type NumberArray, openArrays } from "./number-arrays.ts";

/** How long each field of each article is, as MiniSearch counts: distinct terms. By field number,
 *  then article number. */
export type Lengths = readonly NumberArray[];

/** Opens the lengths, which lie behind the columns in the same blob. O(bytes) for the checksum the
 *  first time, then O(1) for the same array of bytes. Gives the lengths, or a Rejection when they
 *  are cut short, damaged or not those whose checksum the root names. */
export const openLengths = createOpener("columns", (payload): Lengths | undefined =>
  openArrays(payload)?.slice(COLUMN_ARRAYS),
);
