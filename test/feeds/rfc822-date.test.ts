import * as fc from "fast-check";
import { expect, test } from "vitest";
import { rfc822Date } from "#feeds/rfc822-date.ts";
import { epochMs } from "#model/instant.ts";
import { instant } from "./sample.ts";

test.each([
  ["2023-04-14T00:00:00+08:00", "Fri, 14 Apr 2023 00:00:00 +0800"],
  ["2023-04-14", "Fri, 14 Apr 2023 00:00:00 +0800"],
  ["2026-12-31T23:59:59Z", "Thu, 31 Dec 2026 23:59:59 GMT"],
  ["2024-02-29T12:00:00.250-03:30", "Thu, 29 Feb 2024 12:00:00 -0330"],
  ["0099-01-01T00:00:00Z", "Thu, 01 Jan 0099 00:00:00 GMT"],
])("%s is written as %s", (given, expected) => {
  expect(rfc822Date(instant(given))).toBe(expected);
});

test("any moment at any offset is read back as itself, and its weekday is the one of its own day", () => {
  const moments = fc.record({
    ms: fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2100, 0, 1) }),
    minutes: fc.integer({ min: -14 * 4, max: 14 * 4 }).map((quarters) => quarters * 15),
  });
  fc.assert(
    fc.property(moments, ({ ms, minutes }) => {
      const local = new Date(ms + minutes * 60_000).toISOString().slice(0, 19);
      const two = (part: number): string => String(part).padStart(2, "0");
      const size = Math.abs(minutes);
      const offset = `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
      const moment = instant(`${local}${offset}`);
      const written = rfc822Date(moment);
      const weekday = new Date(`${local}Z`).toUTCString().slice(0, 3);
      expect(written.slice(0, 3)).toBe(weekday);
      expect(Date.parse(written)).toBe(epochMs(moment));
    }),
  );
});
