import { foldTag } from "#text/fold/fold.ts";
import { type Columns, type ListColumn, publishedSeconds } from "#search/format/columns.ts";
import type { Counts } from "#search/format/number-arrays.ts";
import type { Filter } from "#search/query/search-filter.ts";
import type { TextTable } from "#search/format/text-table.ts";

/** Whether an article passes, by its number. */
export type Passes = (doc: number) => boolean;

/** The test that a filter stands for. O(log articles + sections + log tags) to make; O(values of
 *  the article) to ask. */
export function passesOf(columns: Columns, { negated, ...filter }: Filter): Passes {
  if (negated) {
    const passes = passesOf(columns, filter);
    return (doc) => !passes(doc);
  }
  const tests: Passes[] = [];
  const { section, own, tag, author, lang, after, before } = filter;
  if (section !== undefined)
    tests.push(sectionTest(columns, (text) => isWithin(text, section, "/")));
  if (own !== undefined) tests.push(sectionTest(columns, (text) => text === own));
  if (tag !== undefined) tests.push(valueTest(columns.tag, findFolded(columns.tags, tag)));
  if (author !== undefined)
    tests.push(valueTest(columns.author, findFolded(columns.authors, author)));
  if (lang !== undefined) {
    const wanted = flagsOf(columns.langs, (text) => isWithin(text, lang, "-"));
    tests.push((doc) => wanted[columns.lang[doc]!] === 1);
  }
  if (after !== undefined || before !== undefined) {
    const from = after === undefined ? 0 : firstSince(columns, after);
    const to = before === undefined ? columns.count : firstSince(columns, before);
    tests.push((doc) => doc >= from && doc < to);
  }
  return (doc) => tests.every((test) => test(doc));
}

/** The first article published at `second` since 1970 or later; their count when there is none.
 *  O(log articles). */
export function firstSince(columns: Columns, second: number): number {
  let low = 0;
  let high = columns.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (publishedSeconds(columns, middle) < second) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Articles that pass, newest first: lists, and feeds of a tag, an author or a language. O(articles
 *  between the two dates).
 *  @param below  only articles with a lower number, for a page that goes on behind an article
 *  @param limit  at most so many */
export function filterDocs(
  columns: Columns,
  filter: Filter,
  {
    below = columns.count,
    limit = Infinity,
  }: { readonly below?: number; readonly limit?: number } = {},
): number[] {
  const { after, before, ...rest } = filter;
  const from = after === undefined ? 0 : firstSince(columns, after);
  const to = Math.min(below, before === undefined ? columns.count : firstSince(columns, before));
  const passes = passesOf(columns, rest);
  const found: number[] = [];
  for (let doc = to - 1; doc >= from && found.length < limit; doc--) {
    if (passes(doc)) found.push(doc);
  }
  return found;
}

function sectionTest(
  { sections, section, also }: Columns,
  isWanted: (path: string) => boolean,
): Passes {
  const wanted = flagsOf(sections, isWanted);
  return (doc) => wanted[section[doc]!] === 1 || hasFlagged(also, doc, wanted);
}

function hasFlagged({ starts, values }: ListColumn, doc: number, wanted: Uint8Array): boolean {
  const end = starts[doc + 1]!;
  for (let at = starts[doc]!; at < end; at++) {
    if (wanted[values[at]!] === 1) return true;
  }
  return false;
}

function valueTest({ starts, values }: ListColumn, value: number): Passes {
  if (value < 0) return () => false;
  return (doc) => includesBetween(values, value, starts[doc]!, starts[doc + 1]!);
}

function includesBetween(values: Counts, value: number, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    if (values[at] === value) return true;
  }
  return false;
}

function flagsOf(table: TextTable, isWanted: (text: string) => boolean): Uint8Array {
  const flags = new Uint8Array(table.count);
  for (let index = 0; index < table.count; index++) {
    if (isWanted(table.text(index))) flags[index] = 1;
  }
  return flags;
}

/** Whether `text` is `whole`, or begins with it and the separator. Language tags compare without
 *  regard to case (RFC 5646 section 2.1.1). */
function isWithin(text: string, whole: string, separator: "/" | "-"): boolean {
  const [inner, outer] =
    separator === "-" ? [text.toLowerCase(), whole.toLowerCase()] : [text, whole];
  return inner === outer || inner.startsWith(outer + separator);
}

/** The number of the text that folds as `wanted` does, or -1. The table lies in the order of folded
 *  texts. */
function findFolded(table: TextTable, wanted: string): number {
  const folded = foldTag(wanted);
  let low = 0;
  let high = table.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (foldTag(table.text(middle)) < folded) low = middle + 1;
    else high = middle;
  }
  return low < table.count && foldTag(table.text(low)) === folded ? low : -1;
}
