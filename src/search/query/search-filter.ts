import { epochMs, toInstant } from "#model/instant.ts";
import { toLanguageTag } from "#model/language-tag.ts";
import { toSectionPath } from "#model/name.ts";
import { isRejection, rejection, type Rejection } from "#model/rejection.ts";
import { foldTag } from "#text/fold/fold.ts";
import type { FilterName } from "./query-parser.ts";

/** What articles must be to pass: everything that is given. */
export type Filter = {
  /** In this section or below it, as its own or as a further section. */
  readonly section?: string;
  /** In this section itself and not only below it, as its own or as a further section. */
  readonly own?: string;
  /** Has this tag; letter case, width and Chinese script do not matter. */
  readonly tag?: string;
  /** By this author; compared like a tag. */
  readonly author?: string;
  /** In this language; `zh` stands for `zh-Hant` too. */
  readonly lang?: string;
  /** Published at this second since 1970 or later. */
  readonly after?: number;
  /** Published before this second since 1970. */
  readonly before?: number;
  /** Whether what passes all that is refused, and everything else passes. */
  readonly negated?: true;
};

/** UTF-16 units of a tag or an author. */
const MAX_VALUE = 200;

/** Checks the value of a filter, as a parameter or as typed into a search. Dates may be years and
 *  months alone: all of them are taken in.
 *  @param timeZone  where a date begins
 *  @returns the filter, or a Rejection without a place */
export function toFilter(name: FilterName, value: string, timeZone: string): Filter | Rejection {
  if (name === "on") return spanOf(value, timeZone);
  const checked = CHECKS[name](value, timeZone);
  return isRejection(checked) ? checked : { [name]: checked };
}

function spanOf(value: string, timeZone: string): Filter | Rejection {
  const after = beginOf(value, timeZone);
  const before = endOf(value, timeZone);
  if (isRejection(after)) return after;
  return isRejection(before) ? before : { after, before };
}

type Check = (value: string, timeZone: string) => string | number | Rejection;

const CHECKS: Readonly<Record<Exclude<FilterName, "on">, Check>> = {
  tag: toValue,
  author: toValue,
  section: toSectionPath,
  lang: toLanguageTag,
  after: beginOf,
  before: endOf,
};

function toValue(text: string): string | Rejection {
  if (text.length <= MAX_VALUE) return text;
  const what = `is ${text.length} characters long`;
  return rejection({}, { what, fix: `at most ${MAX_VALUE} are allowed` });
}

/** Matches `2023`, `2023-04`; refuses `2023-04-14`, `23`. */
const YEAR_OR_MONTH = /^\d{4}(?:-\d{2})?$/;

/** Matches `2023-04-14`; refuses `2023-04`, `2023-04-14T08:00:00Z`. */
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The second at which a moment is, or at which a year, a month or a day begins. */
function beginOf(text: string, timeZone: string): number | Rejection {
  const day = YEAR_OR_MONTH.test(text) ? `${text}-01-01`.slice(0, 10) : text;
  const instant = toInstant(day, timeZone);
  return isRejection(instant) ? instant : Math.floor(epochMs(instant) / 1000);
}

/** The second at which a moment is, or behind the end of a year, a month or a day. */
function endOf(text: string, timeZone: string): number | Rejection {
  const begin = beginOf(text, timeZone);
  const next = isRejection(begin) ? undefined : nextOf(text);
  return next === undefined ? begin : beginOf(next, timeZone);
}

/** The day at which what follows a year, a month or a day begins; undefined for a moment. */
function nextOf(text: string): string | undefined {
  if (!YEAR_OR_MONTH.test(text) && !DAY.test(text)) return undefined;
  const [year = 0, month, day] = text.split("-").map(Number);
  const next =
    month === undefined
      ? Date.UTC(year + 1, 0, 1)
      : day === undefined
        ? Date.UTC(year, month, 1)
        : Date.UTC(year, month - 1, day + 1);
  return new Date(next).toISOString().slice(0, 10);
}

/** The filters without what another of them says already: of dates the narrowest alone, the rest
 *  each once. What passes is the same. O(filters). */
export function distinctFilters(filters: readonly Filter[]): readonly Filter[] {
  const distinct = new Map<string, Filter>();
  for (const filter of filters) {
    const key = keyOf(filter);
    const before = distinct.get(key);
    distinct.set(key, before === undefined ? filter : narrowerOf(before, filter));
  }
  return [...distinct.values()];
}

function keyOf({ after, before, tag, author, ...rest }: Filter): string {
  return JSON.stringify({
    ...rest,
    ...(tag !== undefined && { tag: foldTag(tag) }),
    ...(author !== undefined && { author: foldTag(author) }),
    dates: rest.negated ? [after, before] : [after !== undefined, before !== undefined],
  });
}

function narrowerOf(one: Filter, other: Filter): Filter {
  const { after, before } = other;
  return {
    ...one,
    ...(after !== undefined && { after: Math.max(after, one.after ?? after) }),
    ...(before !== undefined && { before: Math.min(before, one.before ?? before) }),
  };
}
