/** Kinds of damage that can be repaired. */
export type RepairName =
  | "shifted-gbk"
  | "pinyin-gloss"
  | "double-utf8"
  | "wrong-encoding"
  | "double-entity"
  | "windows-1252"
  | "private-use"
  | "control"
  | "title-spam";

/** One span of a text, and what stands there once it is repaired. */
export type Edit = {
  readonly name: RepairName;
  /** Offsets into the text, UTF-16 units: `[start, end)`. */
  readonly start: number;
  readonly end: number;
  readonly after: string;
  /**
   * The part of `after` that the bytes do not give and a dictionary does; absent when all of it is
   * certain.
   */
  readonly inferred?: string;
};

/** One repair that was made, as evidence. */
export type Repair = {
  readonly name: RepairName;
  /** Where it began in the raw text, UTF-16 units. */
  readonly offset: number;
  /** The line of the raw text, from 1. */
  readonly line: number;
  readonly before: string;
  readonly after: string;
  readonly inferred?: string;
};

/** A text under repair, which knows where its characters stood in the raw one. */
type Traced = {
  readonly text: string;
  /** The offset in the raw text of what stands at `offset` now. O(log edits). */
  readonly rawOffset: (offset: number) => number;
};

/** The raw text, untouched. */
export function traced(text: string): Traced {
  return { text, rawOffset: (offset) => offset };
}

/** The text with edits made.
 *  @param edits  in order, none overlapping */
export function withEdits(source: Traced, edits: readonly Edit[]): Traced {
  if (edits.length === 0) return source;
  let text = "";
  let from = 0;
  const starts: number[] = [];
  for (const { start, end, after } of edits) {
    text += source.text.slice(from, start);
    starts.push(text.length);
    text += after;
    from = end;
  }
  text += source.text.slice(from);
  const rawOffset = (offset: number): number => {
    const index = lastAtMost(starts, offset);
    const edit = edits[index];
    if (edit === undefined) return source.rawOffset(offset);
    const past = offset - ((starts[index] ?? 0) + edit.after.length);
    return source.rawOffset(past < 0 ? edit.start : edit.end + past);
  };
  return { text, rawOffset };
}

/** Edits as evidence of what was done to `source`, whose raw text is `raw`. */
export function repairsFrom(
  source: Traced,
  edits: readonly Edit[],
  raw: string,
): readonly Repair[] {
  let line = 1;
  let counted = 0;
  return edits.map(({ name, start, end, after, inferred }) => {
    const offset = source.rawOffset(start);
    for (; counted < offset; counted++) if (raw.charCodeAt(counted) === 10) line++;
    const before = source.text.slice(start, end);
    return { name, offset, line, before, after, ...(inferred !== undefined && { inferred }) };
  });
}

/** The index of the last number that is at most `value`; -1 when there is none. */
function lastAtMost(numbers: readonly number[], value: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
