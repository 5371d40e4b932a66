import { quoted } from "./quoted.ts";
import { isRejection, rejection, type Rejection } from "./rejection.ts";

declare const instantBrand: unique symbol;

/** A moment as RFC 3339 with an offset and seconds, such as `2023-04-14T00:00:00+08:00`. Compare
 *  moments by `epochMs`. */
export type Instant = string & { readonly [instantBrand]: true };

/** How exactly the publisher gave a moment: `day` when it was a date alone. */
export type Precision = "day" | "time";

/** A moment with the precision it was given in. */
type Dating = { readonly instant: Instant; readonly precision: Precision };

/** Matches `2023-04-14`, `2023-04-14T08:00:00+08:00`, `2023-04-14 08:00`; refuses `14 Apr 2023`,
 *  `2023-4-14`. */
const RFC_3339 =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?(?: ?([Zz]|[+-]\d{2}:?\d{2}))?)?$/;

/** Checks a moment: RFC 3339, or a date alone (midnight in `timeZone`), or a date and time without
 *  offset (in `timeZone`).
 *  @param timeZone  IANA name, such as `Asia/Shanghai`
 *  @returns the moment and its precision, or a Rejection without a place for the caller to complete
 *  @see RFC 3339 section 5.6 */
export function toDating(value: unknown, timeZone: string): Dating | Rejection {
  const text = typeof value === "string" ? value.trim() : "";
  const parts = RFC_3339.exec(text);
  if (!parts || !isCalendarDay(Number(parts[1]), Number(parts[2]), Number(parts[3])))
    return notAnInstant(value);
  const day = text.slice(0, 10);
  const [, , , , hours, minutes, seconds = "00", fraction = "", offset] = parts;
  if (hours === undefined || minutes === undefined) {
    const midnight = `${day}T00:00:00`;
    return { instant: brand(`${midnight}${offsetIn(timeZone, midnight)}`), precision: "day" };
  }
  if (!isTimeOfDay(hours, minutes, seconds) || !isOffset(offset)) return notAnInstant(value);
  const local = `${day}T${hours}:${minutes}:${seconds === "60" ? "59" : seconds}`;
  const milliseconds = fraction.slice(0, 4).replace(/^\.0+$/, "");
  const zone = offset === undefined ? offsetIn(timeZone, local) : normalOffset(offset);
  return { instant: brand(`${local}${milliseconds}${zone}`), precision: "time" };
}

/** Checks a moment whose precision does not matter.
 *  @param timeZone  IANA name; used when `value` has no offset */
export function toInstant(value: unknown, timeZone: string): Instant | Rejection {
  const dating = toDating(value, timeZone);
  return isRejection(dating) ? dating : dating.instant;
}

/** The moment `ms` milliseconds after 1970-01-01T00:00:00Z, in UTC, to the second.
 *  @throws {RangeError} when it lies before the year 0 or after 9999 */
export function instantFromEpoch(ms: number): Instant {
  const text = new Date(Math.floor(ms / 1000) * 1000).toISOString();
  // Years beyond four digits are written with a sign: ISO 8601 knows them, RFC 3339 does not.
  if (!/^\d/.test(text)) throw new RangeError(`${ms} ms is no moment of RFC 3339`);
  return brand(`${text.slice(0, 19)}Z`);
}

/** One day. Seconds. */
export const DAY_SECONDS = 86_400;

/** Milliseconds from 1970-01-01T00:00:00Z to `instant`. */
export function epochMs(instant: Instant): number {
  return Date.parse(instant);
}

/** The later of two moments; the first when they are the same. */
export function laterOf(a: Instant, b: Instant): Instant {
  return epochMs(b) > epochMs(a) ? b : a;
}

/** The precision of a moment of which only the moment was kept: one at its own midnight is a date
 *  alone, which is what people write there. */
export function precisionOf(instant: Instant): Precision {
  return /T00:00:00(?!\.)/.test(instant) ? "day" : "time";
}

/** The moment as the publisher wrote it: a date alone where that was its precision. */
export function asWritten(instant: Instant, precision: Precision): string {
  return precision === "day" ? instant.slice(0, 10) : instant;
}

/** Whether `timeZone` is an IANA name that this runtime knows. */
export function isTimeZone(timeZone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone }));
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function notAnInstant(value: unknown): Rejection {
  return rejection(
    {},
    {
      what: `${quoted(value)} is not a date`,
      fix: "write 2023-04-14 or 2023-04-14T08:00:00+08:00",
    },
  );
}

function isCalendarDay(year: number, month: number, day: number): boolean {
  return (
    year > 0 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
  );
}

/** A leap second (60) is a time of day; it is taken as the second before. */
function isTimeOfDay(hours: string, minutes: string, seconds: string): boolean {
  return Number(hours) <= 23 && Number(minutes) <= 59 && Number(seconds) <= 60;
}

/** Whether clocks can differ from UTC by `offset`: hours to 23, minutes to 59. */
function isOffset(offset: string | undefined): boolean {
  if (offset === undefined || /^z$/i.test(offset)) return true;
  return Number(offset.slice(1, 3)) <= 23 && Number(offset.slice(-2)) <= 59;
}

function normalOffset(offset: string): string {
  const [sign, hours, minutes] = [offset[0], offset.slice(1, 3), offset.slice(-2)];
  return /^z$/i.test(offset) || `${hours}${minutes}` === "0000"
    ? "Z"
    : `${sign}${hours}:${minutes}`;
}

/** The offset that clocks in `timeZone` show at the local time `local`. In the hour that a clock
 *  skips or shows twice, one of the two around it. */
function offsetIn(timeZone: string, local: string): string {
  const wanted = Date.parse(`${local}Z`);
  const guess = offsetMinutes(timeZone, wanted);
  const minutes = offsetMinutes(timeZone, wanted - guess * 60_000);
  if (minutes === 0) return "Z";
  const size = Math.abs(minutes);
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** Making a format costs a hundred times what using it does, and a publication uses one for every
 *  article. */
const offsetFormats = new Map<string, Intl.DateTimeFormat>();

function offsetFormat(timeZone: string): Intl.DateTimeFormat {
  const known = offsetFormats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
  offsetFormats.set(timeZone, format);
  return format;
}

function offsetMinutes(timeZone: string, ms: number): number {
  const name =
    offsetFormat(timeZone)
      .formatToParts(ms)
      .find((part) => part.type === "timeZoneName")?.value ?? "GMT";
  const [, sign, hours, minutes] = /^GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  return hours === undefined ? 0 : (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

// The one place where a text becomes an Instant: each caller above has just built it in the brand's
// form.
function brand(text: string): Instant {
  return text as Instant;
}
