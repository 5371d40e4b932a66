import { createOpener } from "./frame.ts";
import { type Counts, type NumberArray, openArrays } from "./number-arrays.ts";
import { openTexts, type TextTable } from "./text-table.ts";

/** A column in which each article has any number of values. */
export type ListColumn = {
  /** Where each article's values begin in `values`, and behind the last where they end. */
  readonly starts: Uint32Array;
  /** Numbers into the column's table. */
  readonly values: Counts;
};

/** What is known of every article without reading it, by article number. */
export type Columns = {
  /** Articles. */
  readonly count: number;
  /** Seconds from 1970 to the oldest article. */
  readonly origin: number;
  /** Seconds from `origin` to each article; ascending. */
  readonly seconds: Uint32Array | Float64Array;
  /** The year as the publisher's clock showed it: a number into `years`. */
  readonly year: Counts;
  /** A number into `sections`. */
  readonly section: Counts;
  /** A number into `langs`. */
  readonly lang: Counts;
  /** Further sections: numbers into `sections`. */
  readonly also: ListColumn;
  readonly tag: ListColumn;
  readonly author: ListColumn;
  readonly sections: TextTable;
  readonly langs: TextTable;
  readonly tags: TextTable;
  readonly authors: TextTable;
  readonly years: TextTable;
};

/** Arrays of columns in their blob; those behind them are lengths of fields. */
export const COLUMN_ARRAYS = 21;

/** Opens the columns over their bytes. O(bytes) for the checksum and O(articles) for the lists the
 *  first time, then O(1) for the same array of bytes. Gives the columns, or a Rejection when they
 *  are cut short, damaged or not those whose checksum the root names. */
export const openColumns = createOpener("columns", (payload): Columns | undefined => {
  const arrays = openArrays(payload);
  return arrays && arrays.length >= COLUMN_ARRAYS ? columnsOver(arrays) : undefined;
});

/** Seconds from 1970-01-01T00:00:00Z to the publication of article `doc`. */
export function publishedSeconds({ origin, seconds }: Columns, doc: number): number {
  return origin + seconds[doc]!;
}

function columnsOver(arrays: readonly NumberArray[]): Columns {
  // The checksum has shown that `createColumnWriter` wrote these arrays, in this order and of these
  // kinds.
  const counts = (index: number): Counts => arrays[index] as Counts;
  const texts = (index: number): TextTable => openTexts(counts(index), bytesOf(arrays[index + 1]!));
  return {
    count: arrays[1]!.length,
    origin: arrays[0]![0]!,
    seconds: arrays[1] as Columns["seconds"],
    year: counts(2),
    section: counts(3),
    lang: counts(4),
    also: listsOver(counts(5), counts(6)),
    tag: listsOver(counts(7), counts(8)),
    author: listsOver(counts(9), counts(10)),
    sections: texts(11),
    langs: texts(13),
    tags: texts(15),
    authors: texts(17),
    years: texts(19),
  };
}

/** Starts are added up when they are first asked for: many searches never do. */
function listsOver(counts: Counts, values: Counts): ListColumn {
  let starts: Uint32Array | undefined;
  return {
    values,
    get starts() {
      return (starts ??= startsOf(counts));
    },
  };
}

function bytesOf({ buffer, byteOffset, byteLength }: NumberArray): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function startsOf(counts: Counts): Uint32Array {
  const starts = new Uint32Array(counts.length + 1);
  let sum = 0;
  for (let doc = 0; doc < counts.length; doc++) {
    starts[doc] = sum;
    sum += counts[doc]!;
  }
  starts[counts.length] = sum;
  return starts;
}
