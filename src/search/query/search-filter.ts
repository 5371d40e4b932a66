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

/** Matches `2023`, `2023-04`, `2023/4/14`, `2023.04.14`; refuses `2023/4-14`, `14.4.2023`. */
const WITH_SIGNS = /^(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?$/;

/** Matches `2023年`, `2023年4月`, `2023年4月14日`; refuses `2023年14日`. */
const IN_CHINESE = /^(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})[日号號])?)?$/;

/** A year, a month or a day, as people write it; undefined for a moment, and for what is none. */
type FilterDate = { readonly year: string; readonly month?: number; readonly day?: number };

function filterDate(text: string): FilterDate | undefined {
  // Digits of a Chinese keyboard are as wide as its characters.
  const written = text.normalize("NFKC");
  const [, year, , month, day] = WITH_SIGNS.exec(written) ?? [];
  const [, ofYear = year, ofMonth = month, ofDay = day] = IN_CHINESE.exec(written) ?? [];
  if (ofYear === undefined) return undefined;
  return {
    year: ofYear,
    ...(ofMonth !== undefined && { month: Number(ofMonth) }),
    ...(ofDay !== undefined && { day: Number(ofDay) }),
  };
}

/** The second at which a moment is, or at which a year, a month or a day begins. */
function beginOf(text: string, timeZone: string): number | Rejection {
  const part = filterDate(text);
  const instant = toInstant(part === undefined ? text : firstDay(part), timeZone);
  return isRejection(instant) ? instant : Math.floor(epochMs(instant) / 1000);
}

function firstDay({ year, month = 1, day = 1 }: FilterDate): string {
  return [year, ...[month, day].map((number) => String(number).padStart(2, "0"))].join("-");
}

/** The second at which a moment is, or behind the end of a year, a month or a day. */
function endOf(text: string, timeZone: string): number | Rejection {
  const begin = beginOf(text, timeZone);
  const part = filterDate(text);
  return isRejection(begin) || part === undefined ? begin : beginOf(dayAfter(part), timeZone);
}

/** The day at which what follows a year, a month or a day begins. */
function dayAfter({ year, month, day }: FilterDate): string {
  const next =
    month === undefined
      ? Date.UTC(Number(year) + 1, 0, 1)
      : day === undefined
        ? Date.UTC(Number(year), month, 1)
        : Date.UTC(Number(year), month - 1, day + 1);
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
