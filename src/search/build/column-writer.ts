import { epochMs } from "#model/instant.ts";
import { foldTag } from "#text/fold/fold.ts";
import type { SearchDocument } from "#search/format/document.ts";
import { writeFrame } from "#search/format/frame.ts";
import {
  type Counts,
  narrowest,
  type NumberArray,
  writeArrays,
} from "#search/format/number-arrays.ts";
import { writeTexts } from "#search/format/text-table.ts";

/** Takes articles in order and writes their columns. */
type ColumnWriter = {
  /** @throws {RangeError} when the article is older than the one before it */
  readonly add: (document: SearchDocument) => void;
  /** @param lengths  of fields, by field number and article number: they lie in the same blob, so
   *    that one read gives both */
  readonly finish: (lengths?: readonly (readonly number[])[]) => Uint8Array;
};

/** Numbers for texts: those that fold alike are one, written as the newest article writes it. */
type Numbering = { readonly numbers: Map<string, number>; readonly texts: string[] };

type Sorted = { readonly texts: readonly string[]; readonly renumber: Uint32Array };

const asIs = (text: string): string => text;

/** A writer of columns. Its arrays are, in order: second of the oldest article since 1970, seconds
 *  from it for each article, year, section, language, then counts and values of further sections,
 *  tags and authors, then ends and UTF-8 of the tables of sections, languages, tags, authors and
 *  years, then the lengths of each field. */
export function createColumnWriter(): ColumnWriter {
  const [sections, langs, tags, authors, years] = [table(), table(), table(), table(), table()];
  const seconds: number[] = [];
  const single: { year: number[]; section: number[]; lang: number[] } = {
    year: [],
    section: [],
    lang: [],
  };
  const [also, tag, author] = [list(), list(), list()];
  return {
    add(document) {
      const second = Math.floor(epochMs(document.published) / 1000);
      if (second < (seconds.at(-1) ?? -Infinity))
        throw new RangeError(`article ${document.id} is older than the one before it`);
      seconds.push(second);
      single.year.push(numberOf(years, document.published.slice(0, 4), asIs));
      single.section.push(numberOf(sections, document.section, asIs));
      single.lang.push(numberOf(langs, document.lang, asIs));
      fill(also, document.also, (path) => numberOf(sections, path, asIs));
      fill(tag, document.tags, (text) => numberOf(tags, text, foldTag));
      fill(author, document.authors, (text) => numberOf(authors, text, foldTag));
    },
    finish(lengths = []) {
      const origin = seconds[0] ?? 0;
      const [byYear, bySection, byLang, byTag, byAuthor] = [
        sortTable(years),
        sortTable(sections),
        sortTable(langs),
        sortTable(tags),
        sortTable(authors),
      ];
      const arrays: NumberArray[] = [
        Float64Array.of(origin),
        secondsFrom(origin, seconds),
        renumbered(single.year, byYear),
        renumbered(single.section, bySection),
        renumbered(single.lang, byLang),
        narrowest(also.counts),
        renumbered(also.values, bySection),
        narrowest(tag.counts),
        renumbered(tag.values, byTag),
        narrowest(author.counts),
        renumbered(author.values, byAuthor),
        ...[bySection, byLang, byTag, byAuthor, byYear].flatMap(({ texts }) => writeTexts(texts)),
        ...lengths.map(narrowest),
      ];
      return writeFrame("columns", writeArrays(arrays));
    },
  };
}

function table(): Numbering {
  return { numbers: new Map(), texts: [] };
}

function list(): { readonly counts: number[]; readonly values: number[] } {
  return { counts: [], values: [] };
}

function numberOf({ numbers, texts }: Numbering, text: string, fold: typeof asIs): number {
  const key = fold(text);
  const number = numbers.get(key) ?? texts.length;
  numbers.set(key, number);
  texts[number] = text;
  return number;
}

function fill(
  { counts, values }: ReturnType<typeof list>,
  texts: readonly string[],
  number: (text: string) => number,
): void {
  const numbers = new Set(texts.map(number));
  counts.push(numbers.size);
  values.push(...numbers);
}

/** The texts in the order of their folded forms, so that a value is found by halving, and the new
 *  number of each old one. */
function sortTable({ numbers, texts }: Numbering): Sorted {
  const order = [...numbers].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, number]) => number);
  const renumber = new Uint32Array(texts.length);
  for (const [index, number] of order.entries()) renumber[number] = index;
  return { texts: order.map((number) => texts[number]!), renumber };
}

function renumbered(values: readonly number[], { renumber }: Sorted): Counts {
  return narrowest(values.map((value) => renumber[value]!));
}

/** Four bytes an article where the newest is less than 136 years younger than the oldest, else
 *  eight. */
function secondsFrom(origin: number, seconds: readonly number[]): Counts | Float64Array {
  const offsets = seconds.map((second) => second - origin);
  return (offsets.at(-1) ?? 0) < 2 ** 32 ? Uint32Array.from(offsets) : Float64Array.from(offsets);
}
