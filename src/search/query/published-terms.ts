import { isRejection } from "#model/rejection.ts";
import { toFilter } from "./search-filter.ts";
import { type LookupMode, type TermContext } from "./term-context.ts";

/** Matches the term of a month or a day with its year, `2023-4`, `2023-4-14`; refuses `4-14`. */
const DATED = /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$/;

/** The term that what was published in a month or on a day has, where a search names it with its
 *  year: newspapers leave the year out. Undefined where the date is none, or must stand as it was
 *  typed.
 *  @param number  of the date's own term */
export function publishedTerm(
  date: { readonly term: string; readonly number: number },
  { isPhrase, fields }: LookupMode,
  { collector, isShort, timeZone }: TermContext,
): number | undefined {
  const [, year, month, day] = DATED.exec(date.term) ?? [];
  if (year === undefined || month === undefined || timeZone === undefined) return undefined;
  if (isPhrase || fields !== undefined || !isShort) return undefined;
  const parts = [year, month, ...(day === undefined ? [] : [day])];
  const span = toFilter("on", parts.map((part) => part.padStart(2, "0")).join("-"), timeZone);
  if (isRejection(span)) return undefined;
  const { after = 0, before = 0 } = span;
  const number = collector.numberOf({ term: date.term, published: { after, before } });
  collector.standFor(date.number, [number]);
  return number;
}
