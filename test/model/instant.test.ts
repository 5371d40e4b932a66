import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  asWritten,
  epochMs,
  instantFromEpoch,
  isTimeZone,
  laterOf,
  toDating,
  toInstant,
} from "#model/instant.ts";
import { isRejection } from "#model/rejection.ts";
import { accepted, refused } from "./accepted.ts";

const SHANGHAI = "Asia/Shanghai";
const FIRST_MS = Date.UTC(1971, 0, 1);
const LAST_MS = Date.UTC(2099, 11, 31);

test.each([
  ["2023-04-14", "2023-04-14T00:00:00+08:00", "day"],
  [" 2023-04-14 ", "2023-04-14T00:00:00+08:00", "day"],
  ["2024-02-29", "2024-02-29T00:00:00+08:00", "day"],
  ["2023-04-14T08:05", "2023-04-14T08:05:00+08:00", "time"],
  ["2023-04-14 08:05:09", "2023-04-14T08:05:09+08:00", "time"],
  ["2023-04-14t08:05:09z", "2023-04-14T08:05:09Z", "time"],
  ["2023-04-14T08:05:09+00:00", "2023-04-14T08:05:09Z", "time"],
  ["2023-04-14T08:05:09-00:00", "2023-04-14T08:05:09Z", "time"],
  ["2023-04-14 08:05:09 +0530", "2023-04-14T08:05:09+05:30", "time"],
  ["2023-04-14T08:05:09.250+08:00", "2023-04-14T08:05:09.250+08:00", "time"],
  ["2023-04-14T08:05:09.123456789Z", "2023-04-14T08:05:09.123Z", "time"],
  ["2023-04-14T08:05:09.000Z", "2023-04-14T08:05:09Z", "time"],
  ["2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z", "time"],
  ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "time"],
])(
  "%s, given in Shanghai, is the moment %s with the precision of a %s",
  (value, moment, precision) => {
    expect(toDating(value, SHANGHAI)).toEqual({ instant: moment, precision });
  },
);

test.each([
  "2023-02-29",
  "2023-04-31",
  "2023-13-01",
  "2023-00-10",
  "0000-01-01",
  "2023-4-14",
  "14 Apr 2023",
  "2023年04月14日",
  "2023-04-14T24:00:00Z",
  "2023-04-14T08:60:00Z",
  "2023-04-14T08:00:61Z",
  "2023-04-14T08:00:00+24:00",
  "2023-04-14T08:00:00+08:60",
  "2023-04-14T08:00:00+99:99",
  "2023-04-14T08:00:00.Z",
  "2023-04-14T",
  "２０２３-04-14",
  "",
  20230414,
  null,
  undefined,
  new Date(0),
])("%j is not a date, and the Rejection says how to write one", (value) => {
  expect(refused(toDating(value, SHANGHAI))[0]).toMatch(/is not a date$/);
});

test("a fraction below a millisecond is dropped, so that the moment reads the same the next time", () => {
  const first = accepted(toInstant("2023-04-14T08:05:09.0004Z", SHANGHAI));
  expect(first).toBe("2023-04-14T08:05:09Z");
  expect(toInstant(first, SHANGHAI)).toBe(first);
});

test.each([
  ["Europe/London", "2025-07-03T09:00", "+01:00"],
  ["Europe/London", "2025-12-03T09:00", "Z"],
  ["America/New_York", "2024-03-10T01:59:59", "-05:00"],
  ["America/New_York", "2024-03-10T03:00", "-04:00"],
  ["America/New_York", "2024-11-03T00:59:59", "-04:00"],
  ["America/New_York", "2024-11-03T02:00", "-05:00"],
  ["Asia/Kolkata", "2024-01-01T00:00", "+05:30"],
  ["Asia/Kathmandu", "2024-01-01T00:00", "+05:45"],
  ["Pacific/Kiritimati", "2024-01-01T00:00", "+14:00"],
  ["Asia/Shanghai", "1988-07-01T00:00", "+09:00"],
  ["UTC", "2024-01-01T00:00", "Z"],
])("clocks in %s show %s with the offset %s", (timeZone, local, offset) => {
  expect(accepted(toInstant(local, timeZone)).slice(19)).toBe(offset);
});

test("every moment, written without its offset, is found again by the clocks of its zone", () => {
  const zones = fc.constantFrom(
    "Europe/Berlin",
    "America/New_York",
    "Asia/Shanghai",
    "Asia/Kolkata",
  );
  fc.assert(
    fc.property(zones, fc.integer({ min: FIRST_MS / 1000, max: LAST_MS / 1000 }), (timeZone, s) => {
      const local = clock(timeZone, s * 1000);
      const found = epochMs(accepted(toInstant(local, timeZone)));
      expect(clock(timeZone, found)).toBe(local);
      // In the hour that a clock shows twice, either is right; anywhere else there is only one.
      expect(Math.abs(found - s * 1000) % 3_600_000).toBe(0);
    }),
  );
});

test("what is accepted is accepted again, unchanged, whatever the zone", () => {
  const two = (max: number) => fc.integer({ min: 0, max }).map((n) => String(n).padStart(2, "0"));
  const written = fc
    .record({
      year: fc.integer({ min: 1, max: 9999 }).map((n) => String(n).padStart(4, "0")),
      month: two(13),
      day: two(32),
      hours: two(25),
      minutes: two(61),
      seconds: two(62),
      fraction: fc.constantFrom("", ".5", ".000", ".0009", ".999999999"),
      offset: fc.constantFrom("", "Z", "+08:00", "-0330", " +05:45", "+23:59", "-24:00"),
    })
    .map(
      (part) =>
        `${part.year}-${part.month}-${part.day}T${part.hours}:${part.minutes}:${part.seconds}${part.fraction}${part.offset}`,
    );
  fc.assert(
    fc.property(written, (text) => {
      const first = toInstant(text, "America/New_York");
      if (isRejection(first)) return;
      expect(Number.isFinite(epochMs(first))).toBe(true);
      expect(toInstant(first, SHANGHAI)).toBe(first);
    }),
  );
});

test("a moment made from milliseconds lies in the second that holds them", () => {
  expect(instantFromEpoch(0)).toBe("1970-01-01T00:00:00Z");
  expect(instantFromEpoch(1_999)).toBe("1970-01-01T00:00:01Z");
  expect(instantFromEpoch(-1)).toBe("1969-12-31T23:59:59Z");
  fc.assert(
    fc.property(fc.integer({ min: FIRST_MS, max: LAST_MS }), (ms) => {
      const instant = instantFromEpoch(ms);
      expect(ms - epochMs(instant)).toBeGreaterThanOrEqual(0);
      expect(ms - epochMs(instant)).toBeLessThan(1000);
      expect(toInstant(instant, SHANGHAI)).toBe(instant);
    }),
  );
});

test.each([Number.NaN, Infinity, Date.UTC(10_000, 0, 1), -62_200_000_000_000])(
  "%d milliseconds have no moment that can be written with four digits of year",
  (ms) => {
    expect(() => instantFromEpoch(ms)).toThrow(RangeError);
  },
);

test("moments are compared as moments, not as texts", () => {
  const morning = accepted(toInstant("2025-07-03T09:00:00+01:00", SHANGHAI));
  const afternoon = accepted(toInstant("2025-07-03T15:59:59+08:00", SHANGHAI));
  expect(laterOf(morning, afternoon)).toBe(morning);
  expect(laterOf(afternoon, morning)).toBe(morning);
});

test("of two names for one moment the first is the later one", () => {
  const a = accepted(toInstant("2025-07-03T16:00:00+08:00", SHANGHAI));
  const b = accepted(toInstant("2025-07-03T08:00:00Z", SHANGHAI));
  expect([laterOf(a, b), laterOf(b, a)]).toEqual([a, b]);
});

test("a date alone is given back as a date alone", () => {
  const day = accepted(toDating("2023-04-14", SHANGHAI));
  expect(asWritten(day.instant, day.precision)).toBe("2023-04-14");
  expect(asWritten(day.instant, "time")).toBe("2023-04-14T00:00:00+08:00");
});

test.each([
  ["Asia/Shanghai", true],
  ["UTC", true],
  ["", false],
  ["Mars/Olympus", false],
  ["__proto__", false],
])("whether %j is a time zone: %s", (name, expected) => {
  expect(isTimeZone(name)).toBe(expected);
});

/** What a wall clock in `timeZone` shows, as `YYYY-MM-DDTHH:MM:SS`. */
function clock(timeZone: string, ms: number): string {
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    dateStyle: "short",
    timeStyle: "medium",
  });
  return format.format(ms).replace(" ", "T");
}
