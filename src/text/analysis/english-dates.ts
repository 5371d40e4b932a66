import { type DateNumbers, type PartRanges, tellDate } from "./date-terms.ts";
import type { Range, TermConsumer } from "./term-consumer.ts";

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const MONTH =
  "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|" +
  "sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
const DAY = "(\\d{1,2})(?:st|nd|rd|th)?";
const YEAR = "(\\d{4})";
/** Matches `april 14, 2023`, `14 april 2023`, `14th of april`, `apr. 14`, `april 2023`; refuses
 *  `april 1, 300 people`, `in april`. */
const DATE = new RegExp(
  `\\b(?:${MONTH} ${YEAR}|${MONTH} ${DAY}(?:,? ${YEAR})?|${DAY} (?:of )?${MONTH}(?:,? ${YEAR})?)` +
    "(?![\\p{L}\\p{N}]|[.,]\\d)",
  "dgu",
);
/** An article that is a calendar is read as far as this. */
const MAX_DATES = 500;

/** Tells the terms of the dates that are written in English, so that `April 14, 2023` and
 *  `2023年4月14日` find each other. O(length).
 *  @returns where they stand: what lies in them is a part of them */
export function englishDatesIn(text: string, consumer: TermConsumer): readonly Range[] {
  if (!/[a-z]/.test(text) || !/\d/.test(text)) return [];
  const ranges: Range[] = [];
  for (const match of text.matchAll(DATE)) {
    const range = { start: match.index, end: match.index + match[0].length };
    const date = dateFrom(match);
    if (date === undefined) continue;
    tellDate(date, consumer);
    if (ranges.push(range) === MAX_DATES) break;
  }
  return ranges;
}

/** The groups of DATE, of each form the first that it has. */
const GROUPS = { month: [1, 3, 7], day: [4, 6], year: [2, 5, 8] } as const;

function dateFrom(match: RegExpExecArray): Parameters<typeof tellDate>[0] | undefined {
  const ranges: { -readonly [part in keyof PartRanges]: Range } = {};
  const written = (part: keyof DateNumbers): string => {
    const group = GROUPS[part].find((at) => match[at] !== undefined) ?? 0;
    const [start, end] = match.indices?.[group] ?? [];
    if (group === 0 || start === undefined || end === undefined) return "";
    ranges[part] = { start, end };
    return match[group] ?? "";
  };
  const month = MONTHS.indexOf(written("month").slice(0, 3)) + 1;
  const [day, year] = [Number(written("day")), Number(written("year"))];
  if (ranges.day && !(day >= 1 && day <= 31)) return undefined;
  return {
    numbers: { month, ...(ranges.year && { year }), ...(ranges.day && { day }) },
    ranges,
  };
}
