import { type Fault, isRejection, rejection, type Rejection } from "#model/rejection.ts";
import { toDating } from "#model/instant.ts";
import { monthFrom } from "./month-name.ts";
import { offsetFrom } from "./time-zone.ts";
import { fullYear } from "./written-date.ts";

/**
 * A way to write a date, such as `DD/MM/YYYY`, made ready to look for dates that are written so.
 */
export type DateFormat = {
  readonly find: RegExp;
  /** What the groups of `find` mean, in order. */
  readonly parts: readonly DatePart[];
};

/**
 * A date that was found, in the form that `toDating` takes, and where it stands: `[start, end)`,
 * UTF-16 units.
 */
export type DateMatch = { readonly date: string; readonly start: number; readonly end: number };

type DatePart = "year" | "month" | "day" | "hours" | "minutes" | "seconds" | "half" | "zone";

const MONTH_NAME =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";

/** The letters of a format, each with its part of the date and what is written there. */
const TOKENS: Readonly<Record<string, readonly [DatePart, string]>> = {
  YYYY: ["year", "\\d{4}"],
  YY: ["year", "\\d{2}"],
  MMMM: ["month", MONTH_NAME],
  MMM: ["month", MONTH_NAME],
  MM: ["month", "\\d{2}"],
  M: ["month", "\\d{1,2}"],
  DD: ["day", "\\d{2}"],
  D: ["day", "\\d{1,2}"],
  HH: ["hours", "\\d{2}"],
  H: ["hours", "\\d{1,2}"],
  hh: ["hours", "\\d{2}"],
  h: ["hours", "\\d{1,2}"],
  mm: ["minutes", "\\d{2}"],
  ss: ["seconds", "\\d{2}"],
  A: ["half", "[ap]\\.?m\\.?"],
  Z: ["zone", "Z|[+-]\\d{2}:?\\d{2}"],
};

/**
 * Matches `[um]`, `YYYY`, `T`, `, `: words in brackets, runs of one letter, and what is no letter.
 */
const PIECES = /\[([^\]]*)\]|([A-Za-z])\2*|[^A-Za-z[]+|\[/g;

/**
 * Checks a format: `YYYY` or `YY`, `M`, `MM`, `MMM` (a month's English name), `D`, `DD`, `H`, `HH`,
 * `h`, `hh` (with `A`), `mm`, `ss`, `Z`; other words in brackets. Year, month and day have to be in
 * it. A space stands for any number of spaces, also of none between Chinese.
 * @returns a Rejection that says what is wrong with it
 * @example toDateFormat("YYYY年M月D日 HH:mm")
 */
export function toDateFormat(value: unknown): DateFormat | Rejection {
  if (typeof value !== "string") return rejection({}, { what: "is not a text" });
  const parts: DatePart[] = [];
  const unknown: string[] = [];
  const pattern = [...value.trim().matchAll(PIECES)].map(({ 0: piece, 1: words }) => {
    const [part, source] = TOKENS[piece] ?? [];
    if (part !== undefined) parts.push(part);
    else if (words === undefined && /[A-Za-z]/.test(piece) && piece !== "T") unknown.push(piece);
    return source === undefined ? literal(words ?? piece) : `(${source})`;
  });
  const fault = faultOf(value, parts, unknown);
  if (fault !== undefined) return rejection({}, fault);
  return { find: new RegExp(`(?<!\\d)${pattern.join("")}(?!\\d)`, "giu"), parts };
}

/**
 * The first date in a text that is written in one of the formats, the first format that finds one.
 * O(formats × length).
 */
export function dateWith(formats: readonly DateFormat[], text: string): DateMatch | undefined {
  for (const { find, parts } of formats) {
    for (const match of text.matchAll(find)) {
      const written = new Map(parts.map((part, index) => [part, match[index + 1] ?? ""]));
      const date = dateOf(written);
      // A date that no calendar has is none, and the next may be one.
      if (date !== undefined && !isRejection(toDating(date, "UTC")))
        return { date, start: match.index, end: match.index + match[0].length };
    }
  }
  return undefined;
}

function literal(text: string): string {
  return text.replace(/\s+|[\\^$.*+?()[\]{}|/]/gu, (sign) =>
    sign.trim() === "" ? "\\s*" : `\\${sign}`,
  );
}

function faultOf(
  format: string,
  parts: readonly DatePart[],
  [unknown]: readonly string[],
): Fault | undefined {
  const fix = "write a format such as YYYY年M月D日 HH:mm or DD/MM/YYYY";
  const has = (part: DatePart): boolean => parts.includes(part);
  const twice = parts.find((part, index) => parts.indexOf(part) < index);
  const lacking = (["year", "month", "day"] as const).find((part) => !has(part));
  if (unknown !== undefined)
    return {
      what: `${format}: ${unknown} is no part of a date`,
      fix: `${fix}; words in [brackets]`,
    };
  if (twice !== undefined) return { what: `${format} has the ${twice} twice`, fix };
  if (lacking !== undefined) return { what: `${format} has no ${lacking}`, fix };
  if (has("hours") !== has("minutes"))
    return {
      what: has("hours")
        ? `${format} has hours without minutes`
        : `${format} has minutes without hours`,
      fix,
    };
  if (/h/.test(format.replace(/\[[^\]]*\]/g, "")) !== has("half"))
    return { what: `${format} has hours of a clock of twelve without A, or A without them`, fix };
  return undefined;
}

function dateOf(written: ReadonlyMap<DatePart, string>): string | undefined {
  const at = (part: DatePart): string => written.get(part) ?? "";
  const two = (text: string): string => text.padStart(2, "0");
  const month = /^\d+$/.test(at("month")) ? at("month") : monthFrom(at("month"));
  if (month === undefined) return undefined;
  const date = `${fullYear(at("year"))}-${two(month)}-${two(at("day"))}`;
  if (!written.has("hours")) return date;
  const hours = written.has("half") ? hoursOf(at("hours"), at("half")) : at("hours");
  return `${date}T${two(hours)}:${at("minutes")}:${at("seconds") || "00"}${offsetFrom(at("zone")) ?? ""}`;
}

function hoursOf(hours: string, half: string): string {
  return String((Number(hours) % 12) + (/^p/i.test(half) ? 12 : 0));
}
