import { offsetFrom } from "./time-zone.ts";

/** The time of day in a date. */
type WrittenTime = {
  /** Such as `T16:03:00+00:00`; "" where there is none. */
  readonly written: string;
  /** Whether it is the end of the day, 24:00, which `written` gives as 00:00. */
  readonly isNextDay: boolean;
  /** The text around it. */
  readonly rest: string;
};

/** Words of the East for a part of the day, for an expression. */
export const HALF_DAYS =
  "上午|下午|午前|午後|凌晨|清晨|早晨|早上|早|中午|傍晚|晚上|晚间|晚間|晚|夜间|夜間|深夜|夜|오전|오후";
/** Matches `16:03`, `t08:05:09.5`, `4:03:00 pm`, `下午4:03`, `下午 4点03分`, `8時`, `16h03`. */
const TIME = new RegExp(
  `(${HALF_DAYS}|(?<![a-z])[ap]\\.?m\\.?)?\\s*(?<![\\d:])(\\d{1,2})(?:[:：] ?(\\d{1,2})(?:[:：] ?(\\d{1,2})(?:[.,]\\d{1,9})?)?` +
    `|[时時点點] ?(?:(\\d{1,2})分? ?(?:(\\d{1,2})秒)?|(半)|[整正钟鐘])?| ?h(?: ?(\\d{2})(?: ?min)?(?!\\d))?(?![a-z]))` +
    `(?![\\d:])\\s*([ap]\\.?m\\.?(?![a-z]))?`,
);
/** Matches the time of `20230414t0805z`, `20230414t080509+0800`. */
const COMPACT = /(?<=\d)t(\d{2})(\d{2})(\d{2})?(?!\d)|(?<=^\d{8})(\d{2})(\d{2})(\d{2})?$/;
/** Matches the time of `14 aprile 2023, 16.03`, `14.4.2023 um 16.03 uhr`. */
const DOTTED =
  /(?<=\d{4},? (?:(?:ore|alle|um|om|klo?\.?|pukul|at|a las) )?)(\d{1,2})\.(\d{2})(?= ?(?:uhr)? ?(?:[a-z]{3,4})?$)/;
/** Matches `4pm`, `11 a.m.`. */
const HOUR = /(?<![\d:.])(\d{1,2}) ?([ap]\.?m\.?)(?![a-z])/;
/** Matches what may be a zone behind a time: `z`, `+0800`, `gmt+8`, `cest`, `utc [etc/utc]`. */
const ZONE =
  /^ ?(?:uhr )?((?:gmt|utc?)? ?[+−-] ?\d{1,2}(?::?\d{2})?(?![\d-])|[a-z]{1,5}(?![a-z.]))(?: ?\[[\w/+-]{1,40}\])?/;
/** Matches the zone before a time or a date of China: `北京时间`. */
const EASTERN_ZONE = /(?:北京|台北|香港)[时時][间間]/;

/**
 * The time of day in a date, with its zone, and what is left of the text.
 * @param text  in small letters, of half width, its spaces single
 * @returns undefined when it has a time that no clock shows, or two
 */
export function timeIn(text: string): WrittenTime | undefined {
  const eastern = EASTERN_ZONE.exec(text);
  const bare = text.replace(EASTERN_ZONE, " ");
  const found = clockIn(bare);
  if (found === undefined) return { written: "", isNextDay: false, rest: text };
  const { hours, minutes, seconds, half } = found;
  const tail = bare.slice(found.end);
  const zone = eastern === null ? zoneAt(tail) : { offset: offsetFrom(eastern[0]), length: 0 };
  const hour = hourOf(Number(hours), half);
  if (hour === undefined) return undefined;
  const isNextDay = hour === 24 && Number(minutes) === 0 && Number(seconds) === 0;
  if (hour > 23 && !isNextDay) return undefined;
  const clock = [isNextDay ? 0 : hour, minutes, seconds].map((part) =>
    String(part).padStart(2, "0"),
  );
  return {
    written: `T${clock.join(":")}${zone.offset ?? ""}`,
    isNextDay,
    rest: `${bare.slice(0, found.start)} ${tail.slice(zone.length)}`,
  };
}

type Clock = {
  readonly hours: string;
  readonly minutes: string;
  readonly seconds: string;
  readonly half: string;
  readonly start: number;
  readonly end: number;
};

function clockIn(text: string): Clock | undefined {
  return compactClock(text) ?? fullClock(text) ?? hourClock(text) ?? dottedClock(text);
}

function compactClock(text: string): Clock | undefined {
  const match = COMPACT.exec(text);
  if (match === null) return undefined;
  const [whole, hour, minute, second, hours = hour, minutes = minute, seconds = second] = match;
  const clock = { hours: hours ?? "", minutes: minutes ?? "", seconds: seconds ?? "00" };
  return { ...clock, half: "", ...spanOf(match.index, whole) };
}

function fullClock(text: string): Clock | undefined {
  const match = TIME.exec(text);
  if (match === null) return undefined;
  const [whole, before, hours = "", minutes, seconds, ofWord, secondOfWord, half, ofH, after] =
    match;
  return {
    hours,
    minutes: minutes ?? ofWord ?? ofH ?? (half === undefined ? "00" : "30"),
    seconds: seconds ?? secondOfWord ?? "00",
    half: before ?? after ?? "",
    ...spanOf(match.index, whole),
  };
}

function hourClock(text: string): Clock | undefined {
  const match = HOUR.exec(text);
  if (match === null) return undefined;
  const [whole, hours = "", half = ""] = match;
  return { hours, minutes: "00", seconds: "00", half, ...spanOf(match.index, whole) };
}

function dottedClock(text: string): Clock | undefined {
  const match = DOTTED.exec(text);
  if (match === null) return undefined;
  const [whole, hours = "", minutes = ""] = match;
  return { hours, minutes, seconds: "00", half: "", ...spanOf(match.index, whole) };
}

function spanOf(start: number, whole: string): { readonly start: number; readonly end: number } {
  return { start, end: start + whole.length };
}

/** The zone at the beginning of what follows a time; a word that is none is left where it is. */
function zoneAt(tail: string): { readonly offset: string | undefined; readonly length: number } {
  const [whole = "", zone = ""] = ZONE.exec(tail) ?? [];
  const offset = zone === "" ? undefined : offsetFrom(zone.replace(/([+−-]) /, "$1"));
  if (offset === undefined) return { offset: undefined, length: 0 };
  // Go writes the zone's name behind its offset, which says nothing more.
  const name = /\d$/.test(zone) ? (/^ [a-z]{3,5}$/.exec(tail.slice(whole.length))?.[0] ?? "") : "";
  return { offset, length: whole.length + name.length };
}

/** The hour of a day of 24; undefined when the half of the day contradicts it. */
function hourOf(hour: number, half: string): number | undefined {
  if (half === "") return hour;
  if (/^(?:p|下午|午後|傍晚|오후)/.test(half)) return hour < 12 ? hour + 12 : hour;
  // Noon is between eleven and two.
  if (half === "中午") return hour < 11 ? hour + 12 : hour;
  // The night goes on after midnight.
  if (/^(?:晚|夜|深夜)/.test(half)) {
    if (hour === 12) return 24;
    return hour >= 5 && hour < 12 ? hour + 12 : hour;
  }
  if (hour > 12) return undefined;
  return hour === 12 ? 0 : hour;
}
