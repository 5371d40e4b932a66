/**
 * The moment that a number of seconds or milliseconds since 1970 is, of those of our time;
 * undefined for anything else. In a text a number is no date; in a field of dates it is this.
 * @example unixTime("1681459387") // "2023-04-14T08:03:07Z"
 */
export function unixTime(written: string): string | undefined {
  const [, seconds] = /^\s*(1\d{9})(?:\d{3})?\s*$/.exec(written) ?? [];
  return seconds && new Date(Number(seconds) * 1_000).toISOString().replace(".000Z", "Z");
}
