import { dateTerms } from "./date-terms.ts";
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
  "gu",
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
    for (const { term, isWhole } of dateTerms(date))
      consumer.term(term, range, isWhole ? "whole" : "part");
    if (ranges.push(range) === MAX_DATES) break;
  }
  return ranges;
}

function dateFrom([
  ,
  monthOfYear,
  yearAlone,
  monthFirst,
  dayAfter,
  yearAfter,
  dayFirst,
  monthAfter,
  yearLast,
]: RegExpExecArray) {
  const name = monthOfYear ?? monthFirst ?? monthAfter ?? "";
  const year = yearAlone ?? yearAfter ?? yearLast;
  const day = dayAfter ?? dayFirst;
  const month = MONTHS.indexOf(name.slice(0, 3)) + 1;
  if (day !== undefined && !(Number(day) >= 1 && Number(day) <= 31)) return undefined;
  return {
    month,
    ...(year !== undefined && { year: Number(year) }),
    ...(day !== undefined && { day: Number(day) }),
  };
}
