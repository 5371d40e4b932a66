import type { Instant } from "#model/instant.ts";

/** Matches what `shortInstant` wrote: seconds in base 36, and what stands behind them. */
const SHORT = /^(-?[0-9a-z]+)([Z+.-].*)$/;
/** Characters of a moment before fractions of a second and the offset. */
const SECONDS_END = 19;

/** A moment in half as many characters, its offset as it was given: `kz3x2oZ`. */
export function shortInstant(instant: Instant): string {
  const ms = Date.parse(`${instant.slice(0, SECONDS_END)}Z`);
  const short = `${(ms / 1_000).toString(36)}${instant.slice(SECONDS_END)}`;
  return instantFromShort(short) === instant ? short : `=${instant}`;
}

/** The moment that `shortInstant` wrote; undefined for anything else. */
export function instantFromShort(short: string): Instant | undefined {
  // `shortInstant` wrote it from an Instant.
  if (short.startsWith("=")) return short.slice(1) as Instant;
  const [, seconds, rest] = SHORT.exec(short) ?? [];
  if (seconds === undefined || rest === undefined) return undefined;
  const date = new Date(Number.parseInt(seconds, 36) * 1_000);
  if (Number.isNaN(date.getTime())) return undefined;
  return `${date.toISOString().slice(0, SECONDS_END)}${rest}` as Instant;
}
