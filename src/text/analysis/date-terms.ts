import type { Grade, Range, TermConsumer } from "./term-consumer.ts";

/** Matches `2023年04月14日`, `2023 年 4 月`, `4月14日`; refuses `2023年度`, `4月份`. */
const WRITTEN = /(?:(\d{4}) ?年 ?)?(\d{1,2}) ?月(?: ?(\d{1,2}) ?[日号])?/dy;
/** Matches `2023-04-14`, `2023/4/14`, `2023.4.14`; refuses `2023-04`, `2023-4/14`. */
const SHORT = /(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/dy;

/** One of year, month and day: its value, and where it stands with its measure. */
type DateNumber = { readonly value: number; readonly measure: string; readonly range: Range };

type WrittenDate = {
  readonly whole: Range;
  readonly year: DateNumber | undefined;
  readonly month: DateNumber;
  readonly day: DateNumber | undefined;
};

/** A date by its numbers; a year or a day may be missing. */
export type DateNumbers = {
  readonly year?: number;
  readonly month: number;
  readonly day?: number;
};

/** The terms of a date: its parts with their measures, and joined. The longest of `2023-4`, `4-14`
 *  and `2023-4-14` is the whole. */
export function dateTerms({
  year,
  month,
  day,
}: DateNumbers): readonly { readonly term: string; readonly isWhole: boolean }[] {
  const part = (term: string): { term: string; isWhole: boolean } => ({ term, isWhole: false });
  const hasYear = year !== undefined;
  const hasDay = day !== undefined;
  return [
    ...(hasYear ? [part(`${year}年`), part(String(year))] : []),
    part(`${month}月`),
    ...(hasDay ? [part(`${day}日`)] : []),
    ...(hasYear ? [{ term: `${year}-${month}`, isWhole: !hasDay }] : []),
    ...(hasDay ? [{ term: `${month}-${day}`, isWhole: !hasYear }] : []),
    ...(hasYear && hasDay ? [{ term: `${year}-${month}-${day}`, isWhole: true }] : []),
  ];
}

/** The terms of the date that begins at `start` of a folded text, where a number begins. A part of
 *  it is a part, the longest of `2023-4`, `4-14` and `2023-4-14` is the whole.
 *  @returns where the date ends, or undefined when there is none */
export function readDate(text: string, start: number, consumer: TermConsumer): number | undefined {
  const found =
    dateFrom(matchAt(WRITTEN, text, start), [1, 2, 3], text) ??
    dateFrom(matchAt(SHORT, text, start), [1, 3, 4], text);
  if (!found) return undefined;
  const { whole, year, month, day } = found;
  const written = [year, month, day].filter((part) => part !== undefined);
  for (const { value, measure, range } of written) consumer.term(value + measure, range, "part");
  if (year) consumer.term(String(year.value), year.range, "part");
  if (year) consumer.term(joined(year, month), whole, gradeOf(!day));
  if (day) consumer.term(joined(month, day), whole, gradeOf(!year));
  if (year && day) consumer.term(joined(...written), whole, "whole");
  return whole.end;
}

function joined(...parts: readonly DateNumber[]): string {
  return parts.map(({ value }) => value).join("-");
}

function gradeOf(whole: boolean): Grade {
  return whole ? "whole" : "part";
}

function isIn({ value }: DateNumber, most: number): boolean {
  return value >= 1 && value <= most;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function dateFrom(
  match: RegExpExecArray | null,
  [yearAt, monthAt, dayAt]: readonly [number, number, number],
  text: string,
): WrittenDate | undefined {
  const part = (group: number, measure: string): DateNumber | undefined => {
    const [start, end] = match?.indices?.[group] ?? [];
    if (start === undefined || end === undefined) return undefined;
    const range = { start, end: measureEnd(text, end) };
    return { value: Number(text.slice(start, end)), measure, range };
  };
  const [start, end] = match?.indices?.[0] ?? [];
  const [year, month, day] = [part(yearAt, "年"), part(monthAt, "月"), part(dayAt, "日")];
  if (start === undefined || end === undefined || !month || !(year || day)) return undefined;
  if (!isIn(month, 12) || (day && !isIn(day, 31))) return undefined;
  return { whole: { start, end }, year, month, day };
}

/** Past the measure that follows a number, with at most one space before it. */
function measureEnd(text: string, end: number): number {
  const at = text.charAt(end) === " " ? end + 1 : end;
  return "年月日号".includes(text.charAt(at) || " ") ? at + 1 : end;
}
