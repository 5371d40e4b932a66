import { expect, test } from "vitest";
import { dateFrom } from "#ingest/date/written-date.ts";
import { cpuNow } from "../../setup/cpu-time.ts";

test.each([
  ["Fri, 14 Apr 2023 00:00:00 +0800", "2023-04-14T00:00:00+08:00"],
  ["Fri, 14 Apr 2023 08:05 GMT", "2023-04-14T08:05:00Z"],
  ["14 Apr 23 08:05:09 EST", "2023-04-14T08:05:09-05:00"],
  ["14-Apr-1999", "1999-04-14"],
  ["Friday, 14 April 2023 08:05:09 Z", "2023-04-14T08:05:09Z"],
  ["Fri, 14 Apr 2023 08:05:09 +0200 (CEST)", "2023-04-14T08:05:09+02:00"],
  ["Fri, 14 Apr 2023 08:05:09 XYZ", "2023-04-14T08:05:09"],
  ["2023-04-14", "2023-04-14"],
  ["2023-04-14T08:05:09.123+08:00", "2023-04-14T08:05:09+08:00"],
  ["2023-04-14 08:05", "2023-04-14T08:05:00"],
  ["20230414T0805Z", "2023-04-14T08:05:00Z"],
  ["2023-04", "2023-04-01"],
  ["2023", "2023-01-01"],
  ["2023年4月14日 08:30", "2023-04-14T08:30:00"],
  ["2023/4/14", "2023-04-14"],
  ["Apr 14, 2023 8:05", "2023-04-14T08:05:00"],
  ["Fri Apr 14 08:05:09 GMT 2023", "2023-04-14T08:05:09Z"],
  // RFC 822 section 3.1.4: comments, also within each other; RFC 2822 section 4.3: military zones
  // are UTC.
  ["Fri (so soon), 14(th) Apr(il) 2023 08:05:09 +0800(far (east))", "2023-04-14T08:05:09+08:00"],
  ["Fri, 14 (an odd \\) month) Apr 2023()08:05:09 GMT", "2023-04-14T08:05:09Z"],
  ["Fri , \t 14  Apr\t2023  08:05:09\t Z", "2023-04-14T08:05:09Z"],
  ["Fri, 14 Apr 2023 08:05:09 G", "2023-04-14T08:05:09Z"],
  ["yesterday", undefined],
  ["", undefined],
  ["14 Foo 2023", undefined],
])("%j is %j", (written, expected) => {
  expect(dateFrom(written)).toBe(expected);
});

test.each(["1", "Apr ", "2023-", " ", "a,", "14 Apr 2023 ", "(", "()"])(
  "100,000 times %j is refused in under half a second",
  (part) => {
    const started = cpuNow();
    dateFrom(part.repeat(100_000));
    expect(cpuNow() - started).toBeLessThan(500);
  },
);
