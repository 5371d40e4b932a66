import { epochMs, toDating } from "#model/instant.ts";
import { type Fault, isRejection } from "#model/rejection.ts";
import { inPlace } from "#ingest/date/time-zone.ts";
import { dateFrom } from "#ingest/date/written-date.ts";

/** Where a page's date was read, the first that is found counting. */
export type DateOrigin =
  | "rules"
  | "json-ld"
  | "time"
  | "itemprop"
  | "meta"
  | "byline"
  | "address"
  | "modified";

/** A date that was read on a page, as it is written there. */
export type DateCandidate = { readonly origin: DateOrigin; readonly written: string };

/** A page's date, and where it was read. */
export type PageDate = {
  /** In the form that `toDating` takes. */
  readonly date: string;
  readonly origin: DateOrigin;
  /** That other parts of the page say another day, or that the only date is that of a change. */
  readonly notice?: Fault;
};

/** How origins are called where people read of them. */
const NAMES: Readonly<Record<DateOrigin, string>> = {
  rules: "the rules",
  "json-ld": "JSON-LD",
  time: "its time element",
  itemprop: "its itemprop",
  meta: "its meta",
  byline: "its byline",
  address: "its address",
  modified: "its date of change",
};

/**
 * The date of a page: of the first origin that has one, or, where another has the same day with the
 * time, that one.
 * @param candidates  the best first
 * @param timeZone  IANA name, of dates that have no zone
 * @param place  IANA name of the place by whose clock CST is meant
 */
export function pageDate(
  candidates: readonly DateCandidate[],
  timeZone: string,
  place: string | undefined = timeZone,
): PageDate | undefined {
  const read = candidates.flatMap(({ origin, written }) => {
    const date = dateFrom(inPlace(written, place));
    return date === undefined ? [] : [{ origin, date }];
  });
  const [first, ...others] = read;
  if (first === undefined) return undefined;
  const agreeing = others.filter(({ date }) => isSameDay(first.date, date, timeZone));
  const best = [first, ...agreeing].find(({ date }) => hasTime(date)) ?? first;
  const other = others.find(
    ({ origin, date }) => origin !== "modified" && !isSameDay(first.date, date, timeZone),
  );
  if (other !== undefined) {
    const what = `${NAMES[first.origin]} says ${first.date}, and ${NAMES[other.origin]} ${other.date}`;
    const fix = `the first was taken; a rule for the date decides otherwise`;
    return { ...best, notice: { field: "published", what, fix } };
  }
  if (first.origin !== "modified") return best;
  const what = `only a date of change was found: ${first.date}`;
  return { ...best, notice: { field: "published", what, fix: "write a rule for the date" } };
}

function hasTime(date: string): boolean {
  return date.length > 10;
}

/** Whether two dates are of one day: as they are written, or of one day in the site's zone. */
function isSameDay(one: string, other: string, timeZone: string): boolean {
  if (one.slice(0, 10) === other.slice(0, 10)) return true;
  return localDay(one, timeZone) === localDay(other, timeZone);
}

function localDay(date: string, timeZone: string): string {
  const dating = toDating(date, timeZone);
  if (isRejection(dating) || !/(?:Z|[+-]\d{2}:\d{2})$/.test(date)) return date.slice(0, 10);
  return new Intl.DateTimeFormat("sv-SE", { timeZone }).format(epochMs(dating.instant));
}
