import { foldTag } from "#text/fold/fold.ts";
import { type Columns, type ListColumn, publishedSeconds } from "#search/format/columns.ts";
import type { Counts } from "#search/format/number-arrays.ts";
import type { TextTable } from "#search/format/text-table.ts";

/** What is laid over the articles of a base, and where. */
export type Overlay = {
  /** Which of the base's are withdrawn or replaced, ascending. */
  readonly removed: readonly number[];
  /** For each recent article, oldest first, how many of the base's are older. */
  readonly places: readonly number[];
};

const known = new WeakMap<
  Columns,
  { readonly recent: Columns; readonly removed: readonly number[]; readonly merged: Columns }
>();

/** The columns of a base and what is recent as those of one set of articles, numbered by age.
 *  O(articles) the first time, then O(1) for the same three objects. */
export function mergeColumns(base: Columns, recent: Columns, overlay: Overlay): Columns {
  const before = known.get(base);
  if (before?.recent === recent && before.removed === overlay.removed) return before.merged;
  const merged = mergedColumns(base, recent, overlay);
  known.set(base, { recent, removed: overlay.removed, merged });
  return merged;
}

function mergedColumns(base: Columns, recent: Columns, overlay: Overlay): Columns {
  const order = orderOf(base.count, recent.count, overlay);
  const sources = [base, recent] as const;
  const from = (doc: number): Columns => (doc < base.count ? base : recent);
  const inside = (doc: number): number => (doc < base.count ? doc : doc - base.count);
  const origin = Math.min(
    ...sources.filter(({ count }) => count > 0).map((part) => part.origin),
    Infinity,
  );
  const seconds = Float64Array.from(
    order,
    (doc) => publishedSeconds(from(doc), inside(doc)) - origin,
  );
  const single = (column: "year" | "section" | "lang", merged: MergedTable): Counts =>
    countsFor(merged.table.count, order.length).map((_, index) => {
      const doc = order[index]!;
      return merged.number(from(doc) === recent, from(doc)[column][inside(doc)]!);
    });
  const lists = (column: "also" | "tag" | "author", merged: MergedTable): ListColumn => {
    const starts = new Uint32Array(order.length + 1);
    const values: number[] = [];
    for (const [index, doc] of order.entries()) {
      const list = from(doc)[column];
      const [at, end] = [list.starts[inside(doc)]!, list.starts[inside(doc) + 1]!];
      for (let place = at; place < end; place++)
        values.push(merged.number(from(doc) === recent, list.values[place]!));
      starts[index + 1] = values.length;
    }
    return { starts, values: Uint32Array.from(values) };
  };
  const [sections, langs, years] = [
    mergeTables(base.sections, recent.sections),
    mergeTables(base.langs, recent.langs),
    mergeTables(base.years, recent.years),
  ];
  const [tags, authors] = [
    mergeTables(base.tags, recent.tags, foldTag),
    mergeTables(base.authors, recent.authors, foldTag),
  ];
  const [tag, author] = [lists("tag", tags), lists("author", authors)];
  const isRecent = (index: number): boolean => order[index]! >= base.count;
  return {
    count: order.length,
    origin: Number.isFinite(origin) ? origin : 0,
    seconds,
    year: single("year", years),
    section: single("section", sections),
    lang: single("lang", langs),
    also: lists("also", sections),
    tag,
    author,
    sections: sections.table,
    langs: langs.table,
    years: years.table,
    tags: newestSpelling(tags, tag, isRecent),
    authors: newestSpelling(authors, author, isRecent),
  };
}

/** The articles that are seen, oldest first: those of the base by their number, recent ones by
 *  theirs behind the base's. */
function orderOf(base: number, recent: number, { removed, places }: Overlay): Int32Array {
  const order = new Int32Array(base - removed.length + recent);
  let [at, next, gone] = [0, 0, 0];
  const addRecent = (before: number): void => {
    while (next < recent && places[next]! <= before) order[at++] = base + next++;
  };
  for (let doc = 0; doc < base; doc++) {
    addRecent(doc);
    if (removed[gone] === doc) gone++;
    else order[at++] = doc;
  }
  addRecent(base);
  return order;
}

/** One table of the texts of two. */
type MergedTable = {
  readonly table: TextTable;
  /** The number that a text has here, given the one that it has in its own table. */
  readonly number: (isRecent: boolean, own: number) => number;
  /** Texts that only fold alike, by number, as what is recent writes them. */
  readonly respelt: ReadonlyMap<number, string>;
};

/** Lays the few texts of what is recent between those of the base, which stay undecoded. */
function mergeTables(
  base: TextTable,
  recent: TextTable,
  fold: (text: string) => string = (text) => text,
): MergedTable {
  const added: { readonly text: string; readonly before: number }[] = [];
  const respelt = new Map<number, string>();
  const recentNumbers = Array.from({ length: recent.count }, (_, index) => {
    const text = recent.text(index);
    const at = lowerBound(base, fold(text), fold);
    const isThere = at < base.count && fold(base.text(at)) === fold(text);
    const number = at + added.length;
    if (!isThere) added.push({ text, before: at });
    else if (base.text(at) !== text) respelt.set(number, text);
    return number;
  });
  const baseNumbers = new Uint32Array(base.count);
  const places = new Map(added.map(({ text, before }, index) => [before + index, text]));
  const bases: number[] = [];
  let next = 0;
  for (let index = 0; index < base.count; index++) {
    while (next < added.length && added[next]!.before <= index) next++;
    baseNumbers[index] = index + next;
    bases[index + next] = index;
  }
  return {
    table: {
      count: base.count + added.length,
      text: (number) => places.get(number) ?? base.text(bases[number]!),
    },
    number: (isRecent, own) => (isRecent ? recentNumbers[own]! : baseNumbers[own]!),
    respelt,
  };
}

/** A text is written as the newest article writes it. */
function newestSpelling(
  { table, respelt }: MergedTable,
  { starts, values }: ListColumn,
  isRecent: (index: number) => boolean,
): TextTable {
  const open = new Set(respelt.keys());
  const spelt = new Map<number, string>();
  for (let index = starts.length - 2; index >= 0 && open.size > 0; index--) {
    for (let at = starts[index]!; at < starts[index + 1]!; at++) {
      const value = values[at]!;
      if (open.delete(value) && isRecent(index)) spelt.set(value, respelt.get(value)!);
    }
  }
  return { ...table, text: (number) => spelt.get(number) ?? table.text(number) };
}

function lowerBound(table: TextTable, folded: string, fold: (text: string) => string): number {
  let low = 0;
  let high = table.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (fold(table.text(middle)) < folded) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** An array for numbers below `limit`, as narrow as they allow. */
function countsFor(limit: number, length: number): Counts {
  if (limit <= 1 << 8) return new Uint8Array(length);
  return limit <= 1 << 16 ? new Uint16Array(length) : new Uint32Array(length);
}
