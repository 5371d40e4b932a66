import type { Instant } from "../model/instant.ts";

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** A moment as RSS and OPML write it, at the offset it was given with, so that the day is the publisher's.
 *  @see RFC 822 section 5 with the four-digit years of RFC 1123; feeds.md §2.2: a wrong weekday makes validators refuse the feed
 *  @example rfc822Date("2023-04-14T00:00:00+08:00") // "Fri, 14 Apr 2023 00:00:00 +0800" */
export function rfc822Date(instant: Instant): string {
  const date = instant.slice(0, 10);
  const weekday = DAYS[new Date(`${date}T00:00:00Z`).getUTCDay()];
  const month = MONTHS[Number(date.slice(5, 7)) - 1];
  const offset = instant.endsWith("Z") ? "GMT" : instant.slice(-6).replace(":", "");
  return `${weekday}, ${date.slice(8)} ${month} ${date.slice(0, 4)} ${instant.slice(11, 19)} ${offset}`;
}
