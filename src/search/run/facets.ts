import type { Columns, ListColumn } from "#search/format/columns.ts";
import type { Counts } from "#search/format/number-arrays.ts";
import type { TextTable } from "#search/format/text-table.ts";

/** How many of the articles found have a value. */
export type FacetCount = { readonly value: string; readonly count: number };

/** Counts by value, the commonest first, equal ones by the value; years newest first. */
export type Facets = {
  /** A section counts its descendants' articles, and those that name it as a further section, each
   *  once: what a filter by it would leave. */
  readonly section: readonly FacetCount[];
  readonly tag: readonly FacetCount[];
  readonly author: readonly FacetCount[];
  readonly year: readonly FacetCount[];
  readonly lang: readonly FacetCount[];
};

/** What is shown when nothing was counted. */
export const NO_FACETS: Facets = { section: [], tag: [], author: [], year: [], lang: [] };

/** Values of one facet, at most. */
const MAX_FACET_VALUES = 20;
/** How many articles have each value of a table. All zero between two counts. */
let tallies = new Uint32Array(1024);
/** The values that any article had. */
let touched = new Uint32Array(1024);

/** Counts the values of articles. O(articles × values).
 *  @param docs  their numbers; the first `count` */
export function facetsOf(columns: Columns, docs: Int32Array, count: number): Facets {
  const { tags, authors, years, langs } = columns;
  return {
    section: countSections(columns, docs, count).slice(0, MAX_FACET_VALUES),
    tag: highestOf(tags, tallyLists(columns.tag, tags, docs, count)),
    author: highestOf(authors, tallyLists(columns.author, authors, docs, count)),
    year: highestOf(years, tally(columns.year, years, docs, count)).sort((a, b) =>
      a.value < b.value ? 1 : -1,
    ),
    lang: highestOf(langs, withWider(langs, tally(columns.lang, langs, docs, count))),
  };
}

function reserve({ count }: TextTable): void {
  if (tallies.length >= count) return;
  tallies = new Uint32Array(count * 2);
  touched = new Uint32Array(count * 2);
}

/** Counts each article's one value.
 *  @returns how many values were touched */
function tally(column: Counts, table: TextTable, docs: Int32Array, count: number): number {
  reserve(table);
  const [sums, seen] = [tallies, touched];
  let values = 0;
  for (let place = 0; place < count; place++) {
    const value = column[docs[place]!]!;
    if (sums[value]!++ === 0) seen[values++] = value;
  }
  return values;
}

/** Adds what was tallied by language to the wider ones that were, as a filter takes it in: en-GB to
 *  en.
 *  @returns how many values were touched, as before */
function withWider(table: TextTable, values: number): number {
  if (values < 2) return values;
  const own = Array.from(touched.subarray(0, values), (value) => ({
    value,
    text: table.text(value),
    count: tallies[value]!,
  }));
  const byText = new Map(own.map(({ text, value }) => [text, value]));
  for (const { text, count } of own) {
    for (let end = text.indexOf("-"); end > 0; end = text.indexOf("-", end + 1)) {
      const wider = byText.get(text.slice(0, end));
      if (wider !== undefined) tallies[wider]! += count;
    }
  }
  return values;
}

/** Counts each article's values.
 *  @returns how many values were touched */
function tallyLists(
  { starts, values }: ListColumn,
  table: TextTable,
  docs: Int32Array,
  count: number,
): number {
  if (values.length === 0) return 0;
  reserve(table);
  const [sums, seen] = [tallies, touched];
  let found = 0;
  for (let place = 0; place < count; place++) {
    const doc = docs[place]!;
    const end = starts[doc + 1]!;
    for (let at = starts[doc]!; at < end; at++) {
      const value = values[at]!;
      if (sums[value]!++ === 0) seen[found++] = value;
    }
  }
  return found;
}

/** The highest tallies; wipes them all. Equal ones go
 *  in the table's order, which is that of their texts. */
function highestOf(table: TextTable, values: number): FacetCount[] {
  const counts = tallies;
  const highest: number[] = [];
  for (let place = 0; place < values; place++) {
    const value = touched[place]!;
    const count = counts[value]!;
    let at = highest.length;
    if (at < MAX_FACET_VALUES) highest.push(value);
    else if (isHigher(count, value, highest[--at]!)) highest[at] = value;
    else continue;
    for (; at > 0 && isHigher(count, value, highest[at - 1]!); at--) highest[at] = highest[at - 1]!;
    highest[at] = value;
  }
  const found = highest.map((value) => ({ value: table.text(value), count: counts[value]! }));
  for (let place = 0; place < values; place++) counts[touched[place]!] = 0;
  return found;
}

function isHigher(count: number, value: number, other: number): boolean {
  const difference = count - tallies[other]!;
  return difference > 0 || (difference === 0 && value < other);
}

/** Sections above a section need not be in the table, so they are counted by path. An article that
 *  names further sections counts once for each path. */
function countSections(
  { section, also, sections }: Columns,
  docs: Int32Array,
  count: number,
): FacetCount[] {
  const sums = new Map<string, number>();
  if (also.values.length === 0) {
    addLines(sums, sections, tally(section, sections, docs, count));
    return ranked(sums);
  }
  reserve(sections);
  const [counts, seen] = [tallies, touched];
  const { starts } = also;
  let values = 0;
  for (let place = 0; place < count; place++) {
    const doc = docs[place]!;
    const from = starts[doc]!;
    const to = starts[doc + 1]!;
    const value = section[doc]!;
    if (from === to) {
      if (counts[value]!++ === 0) seen[values++] = value;
      continue;
    }
    const paths = [value, ...also.values.subarray(from, to)].map(sections.text);
    for (const path of linesOf(paths)) addCount(sums, path, 1);
  }
  addLines(sums, sections, values);
  return ranked(sums);
}

/** Adds what was tallied by section to each section above as well, and wipes it. */
function addLines(sums: Map<string, number>, sections: TextTable, values: number): void {
  for (let place = 0; place < values; place++) {
    const value = touched[place]!;
    for (const path of linesOf([sections.text(value)])) addCount(sums, path, tallies[value]!);
    tallies[value] = 0;
  }
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

function addCount(sums: Map<string, number>, value: string, count: number): void {
  sums.set(value, (sums.get(value) ?? 0) + count);
}

function ranked(sums: ReadonlyMap<string, number>): FacetCount[] {
  return Array.from(sums, ([value, count]) => ({ value, count })).sort(
    (a, b) => b.count - a.count || (a.value < b.value ? -1 : 1),
  );
}
