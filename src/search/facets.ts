import type { Columns, ListColumn } from "./columns.ts";
import type { Counts } from "./number-arrays.ts";
import type { TextTable } from "./text-table.ts";

/** How many of the articles found have a value. */
export type FacetCount = { readonly value: string; readonly count: number };

/** Counts by value, the commonest first, equal ones by the value; years newest first. */
export type Facets = {
  /** A section counts its descendants' articles, and those that name it as a further section, each once: what a filter by it would leave. */
  readonly section: readonly FacetCount[];
  readonly tag: readonly FacetCount[];
  readonly author: readonly FacetCount[];
  readonly year: readonly FacetCount[];
  readonly lang: readonly FacetCount[];
};

/** Values of one facet, at most. */
export const MAX_FACET_VALUES = 20;

/** Counts of articles by table number. */
export type Tally = Uint32Array;

/** Facets of parts of an index that are counted one after another and shown as one. */
export type FacetCounter = {
  /** Adds the articles `docs` of one part. O(articles × values). */
  readonly add: (columns: Columns, docs: Iterable<number>) => void;
  readonly facets: () => Facets;
};

/** A counter of nothing yet. */
export function createFacetCounter(): FacetCounter {
  const [section, tag, author, year, lang] = [counts(), counts(), counts(), counts(), counts()];
  return {
    add(columns, docs) {
      const found = [...docs];
      addTo(section, sectionTally(columns, found), columns.sections);
      addTo(tag, listTally(columns.tag, columns.tags, found), columns.tags);
      addTo(author, listTally(columns.author, columns.authors, found), columns.authors);
      addTo(year, tally(columns.year, columns.years, found), columns.years);
      addTo(lang, tally(columns.lang, columns.langs, found), columns.langs);
    },
    facets: () => ({
      section: ranked(section),
      tag: ranked(tag),
      author: ranked(author),
      year: ranked(year).toSorted((a, b) => (a.value < b.value ? 1 : -1)),
      lang: ranked(lang),
    }),
  };
}

/** Facets of articles of one part. */
export function facetsOf(columns: Columns, docs: Iterable<number>): Facets {
  const counter = createFacetCounter();
  counter.add(columns, docs);
  return counter.facets();
}

function counts(): Map<string, number> {
  return new Map();
}

function tally(column: Counts, table: TextTable, docs: readonly number[]): Tally {
  const sums = new Uint32Array(table.count);
  for (const doc of docs) sums[column[doc]!]! += 1;
  return sums;
}

function listTally(
  { starts, values }: ListColumn,
  table: TextTable,
  docs: readonly number[],
): Tally {
  const sums = new Uint32Array(table.count);
  for (const doc of docs) {
    const end = starts[doc + 1]!;
    for (let at = starts[doc]!; at < end; at++) sums[values[at]!]! += 1;
  }
  return sums;
}

/** Paths above a path need not be in the table, so sections are counted by path: how many articles lie in each combination first, then the combinations. */
function sectionTally(
  { section, also, sections }: Columns,
  docs: readonly number[],
): ReadonlyMap<string, number> {
  const combinations = new Map<string, number>();
  const alone = new Uint32Array(sections.count);
  for (const doc of docs) {
    const [from, to] = [also.starts[doc]!, also.starts[doc + 1]!];
    if (from === to) {
      alone[section[doc]!]! += 1;
      continue;
    }
    const key = [section[doc]!, ...also.values.subarray(from, to)].join();
    combinations.set(key, (combinations.get(key) ?? 0) + 1);
  }
  const sums = counts();
  for (const [number, count] of alone.entries()) {
    if (count > 0) addAll(sums, linesOf([sections.text(number)]), count);
  }
  for (const [key, count] of combinations) {
    const paths = key.split(",").map((number) => sections.text(Number(number)));
    addAll(sums, linesOf(paths), count);
  }
  return sums;
}

function linesOf(paths: readonly string[]): ReadonlySet<string> {
  const lines = new Set<string>();
  for (const path of paths) {
    for (let end = path.indexOf("/"); end > 0; end = path.indexOf("/", end + 1))
      lines.add(path.slice(0, end));
    lines.add(path);
  }
  return lines;
}

function addAll(sums: Map<string, number>, values: Iterable<string>, count: number): void {
  for (const value of values) sums.set(value, (sums.get(value) ?? 0) + count);
}

function addTo(
  sums: Map<string, number>,
  found: Tally | ReadonlyMap<string, number>,
  table: TextTable,
): void {
  if (!(found instanceof Uint32Array)) {
    for (const [value, count] of found) addAll(sums, [value], count);
    return;
  }
  for (const [number, count] of topOf(found)) addAll(sums, [table.text(number)], count);
}

/** The numbers with the highest counts: more than are shown, since parts are added up. */
function topOf(found: Tally): readonly (readonly [number, number])[] {
  const counted = [...found.entries()].filter(([, count]) => count > 0);
  return counted.sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MAX_FACET_VALUES * 5);
}

function ranked(sums: ReadonlyMap<string, number>): readonly FacetCount[] {
  return [...sums]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, MAX_FACET_VALUES);
}
