import type { Instant } from "#model/instant.ts";

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** A moment as RSS and OPML write it, at the offset it was given with, so that the day is the
 *  publisher's.
 *  @see RFC 822 section 5 with the four-digit years of RFC 1123; feeds.md §2.2: a wrong weekday
 *    makes validators refuse the feed
 *  @example rfc822Date("2023-04-14T00:00:00+08:00") // "Fri, 14 Apr 2023 00:00:00 +0800" */
export function rfc822Date(instant: Instant): string {
  const year = Number(instant.slice(0, 4));
  const month = Number(instant.slice(5, 7));
  const day = Number(instant.slice(8, 10));
  const offset = instant.endsWith("Z") ? "GMT" : instant.slice(-6).replace(":", "");
  return `${DAYS[weekday(year, month, day)]}, ${instant.slice(8, 10)} ${MONTHS[month - 1]} ${instant.slice(0, 4)} ${instant.slice(11, 19)} ${offset}`;
}

/** Days from the first of a month to the weekday that its year begins with, March first: Sakamoto's
 *  method. */
const MONTH_SHIFTS = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];

/** The day of the week of a Gregorian date, 0 for Sunday, without making a Date: a feed asks for a
 *  hundred. */
function weekday(year: number, month: number, day: number): number {
  const y = month < 3 ? year - 1 : year;
  const leaps = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  return (y + leaps + (MONTH_SHIFTS[month - 1] ?? 0) + day) % 7;
}
