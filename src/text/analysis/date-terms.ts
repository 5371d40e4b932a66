import type { Range, TermConsumer } from "./term-consumer.ts";

/** Matches `2023年04月14日`, `2023 年 4 月`, `4月14日`; refuses `2023年度`, `4月份`. */
const WRITTEN = /(?:(\d{4}) ?年 ?)?(\d{1,2}) ?月(?: ?(\d{1,2}) ?[日号])?/dy;
/** Matches `2023-04-14`, `2023/4/14`, `2023.4.14`; refuses `2023-04`, `2023-4/14`. */
const SHORT = /(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/dy;
/** Matches `14.04.2023`, `14.4.2023`, as most of Europe writes dates; refuses `1.14.2023`. */
const DAY_FIRST = /(\d{1,2})\.(\d{1,2})\.(\d{4})(?![\d.])/dy;
/** Matches `14/04/2023` and `04/14/2023`, where only one order makes a date; refuses
 *  `04/05/2023`. */
const SLASHED_DAY_FIRST = /(1[3-9]|2\d|3[01])\/(0?[1-9]|1[0-2])\/(\d{4})(?![\d/])/dy;
const SLASHED_MONTH_FIRST = /(0?[1-9]|1[0-2])\/(1[3-9]|2\d|3[01])\/(\d{4})(?![\d/])/dy;

/** A date by its numbers; a year or a day may be missing. */
export type DateNumbers = {
  readonly year?: number;
  readonly month: number;
  readonly day?: number;
};

type DateField = keyof DateNumbers;
/** Where the parts of a date stand. */
export type PartRanges = Partial<Record<DateField, Range>>;

/** A term of a date, and which parts of it say it. */
type DateTerm = {
  readonly term: string;
  readonly isWhole: boolean;
  readonly of: readonly DateField[];
};

/** The terms of a date: its parts with their measures, and joined. The longest of `2023-4`, `4-14`
 *  and `2023-4-14` is the whole. */
export function dateTerms({ year, month, day }: DateNumbers): readonly DateTerm[] {
  const part = (term: string, of: DateField): DateTerm => ({ term, isWhole: false, of: [of] });
  const joined = (of: readonly DateField[], isWhole: boolean): DateTerm => {
    const numbers = { year, month, day };
    return { term: of.map((one) => numbers[one]).join("-"), isWhole, of };
  };
  const hasYear = year !== undefined;
  const hasDay = day !== undefined;
  return [
    ...(hasYear ? [part(`${year}年`, "year")] : []),
    part(`${month}月`, "month"),
    ...(hasDay ? [part(`${day}日`, "day")] : []),
    ...(hasYear ? [part(String(year), "year"), joined(["year", "month"], !hasDay)] : []),
    ...(hasDay ? [joined(["month", "day"], !hasYear)] : []),
    ...(hasYear && hasDay ? [joined(["year", "month", "day"], true)] : []),
  ];
}

/** Tells the terms of a date, each with where its own parts stand. In `April 14, 2023` the day
 *  stands between month and year: what these say together stands at the month. */
export function tellDate(
  { numbers, ranges }: { readonly numbers: DateNumbers; readonly ranges: PartRanges },
  consumer: TermConsumer,
): void {
  for (const { term, isWhole, of } of dateTerms(numbers)) {
    const own = of.flatMap((part) => ranges[part] ?? []);
    const start = Math.min(...own.map((range) => range.start));
    const end = Math.max(...own.map((range) => range.end));
    const isApart =
      of.length === 2 &&
      ranges.day !== undefined &&
      !of.includes("day") &&
      ranges.day.start > start &&
      ranges.day.end < end;
    consumer.term(term, (isApart && ranges.month) || { start, end }, isWhole ? "whole" : "part");
  }
}

/** The terms of the date that begins at `start` of a folded text, where a number begins. A part of
 *  it is a part, the longest of `2023-4`, `4-14` and `2023-4-14` is the whole.
 *  @returns where the date ends, or undefined when there is none */
export function readDate(text: string, start: number, consumer: TermConsumer): number | undefined {
  const found =
    dateFrom(matchAt(WRITTEN, text, start), { year: 1, month: 2, day: 3 }, text) ??
    dateFrom(matchAt(SHORT, text, start), { year: 1, month: 3, day: 4 }, text) ??
    dateFrom(matchAt(DAY_FIRST, text, start), { year: 3, month: 2, day: 1 }, text) ??
    dateFrom(matchAt(SLASHED_DAY_FIRST, text, start), { year: 3, month: 2, day: 1 }, text) ??
    dateFrom(matchAt(SLASHED_MONTH_FIRST, text, start), { year: 3, month: 1, day: 2 }, text);
  if (!found) return undefined;
  tellDate(found, consumer);
  return found.end;
}

function isIn(value: number, most: number): boolean {
  return value >= 1 && value <= most;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

type WrittenDate = {
  readonly numbers: DateNumbers;
  readonly ranges: PartRanges;
  readonly end: number;
};

function dateFrom(
  match: RegExpExecArray | null,
  groups: Readonly<Record<DateField, number>>,
  text: string,
): WrittenDate | undefined {
  if (match === null) return undefined;
  const [, last] = match.indices?.[0] ?? [];
  const ranges: { -readonly [part in keyof PartRanges]: Range } = {};
  const numberOf = (part: DateField): number => {
    const [start, end] = match.indices?.[groups[part]] ?? [];
    if (start === undefined || end === undefined) return 0;
    ranges[part] = { start, end: measureEnd(text, end) };
    return Number(text.slice(start, end));
  };
  const [year, month, day] = [numberOf("year"), numberOf("month"), numberOf("day")];
  if (last === undefined || !isIn(month, 12) || !(ranges.year || ranges.day)) return undefined;
  if (ranges.day && !isIn(day, 31)) return undefined;
  const numbers = { month, ...(ranges.year && { year }), ...(ranges.day && { day }) };
  return { numbers, ranges, end: last };
}

/** Past the measure that follows a number, with at most one space before it. */
function measureEnd(text: string, end: number): number {
  const at = text.charAt(end) === " " ? end + 1 : end;
  return "年月日号".includes(text.charAt(at) || " ") ? at + 1 : end;
}
