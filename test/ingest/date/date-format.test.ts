import { expect, test } from "vitest";
import { dateWith, type DateFormat, toDateFormat } from "#ingest/date/date-format.ts";
import { describeRejection, isRejection } from "#model/rejection.ts";
import { cpuNow } from "../../setup/cpu-time.ts";

function format(pattern: string): DateFormat {
  const made = toDateFormat(pattern);
  if (isRejection(made)) throw new TypeError(describeRejection(made));
  return made;
}

test.each([
  ["YYYY年M月D日 HH:mm", "来源：澜川日报　2024年5月6日　08:30", "2024-05-06T08:30:00"],
  ["YYYY年M月D日", "2024年05月06日 08:30", "2024-05-06"],
  ["DD/MM/YYYY", "Published 06/05/2024 by Anna", "2024-05-06"],
  ["D.M.YY", "6.5.24", "2024-05-06"],
  ["D.M.YY", "6.5.97", "1997-05-06"],
  ["MM/DD/YYYY h:mm A", "05/06/2024 12:05 am", "2024-05-06T00:05:00"],
  ["MM/DD/YYYY h:mm A", "05/06/2024 2:05 PM", "2024-05-06T14:05:00"],
  ["MMMM D, YYYY", "on May 6, 2024, at sea", "2024-05-06"],
  ["D MMM YYYY HH:mm:ss Z", "6 Sept 2024 08:30:09 +0800", "2024-09-06T08:30:09+08:00"],
  ["YYYY-MM-DDTHH:mmZ", "2024-05-06T08:30Z", "2024-05-06T08:30:00Z"],
  ["[am] D.M.YYYY [um] H.mm", "Erschienen am 6.5.2024 um 8.30 Uhr", "2024-05-06T08:30:00"],
])("%s finds the date in %j", (pattern, text, expected) => {
  expect(dateWith([format(pattern)], text)?.date).toBe(expected);
});

test.each([
  ["DD/MM/YYYY", "2024/05/06"],
  ["DD/MM/YYYY", "106/05/20241"],
  ["D/M/YYYY", "31/02/2024"],
  ["YYYY-MM-DD HH:mm", "2024-05-06 25:00"],
  ["MMMM D, YYYY", "Octember 6, 2024"],
])("%s finds nothing in %j", (pattern, text) => {
  expect(dateWith([format(pattern)], text)).toBeUndefined();
});

test("of several formats the first that fits counts, and where it stands is told", () => {
  const formats = ["YYYY年M月D日 HH:mm", "YYYY年M月D日"].map(format);
  expect(dateWith(formats, "甲 2024年5月6日 08:30 乙")).toEqual({
    date: "2024-05-06T08:30:00",
    start: 2,
    end: 17,
  });
  expect(dateWith(formats, "2024年5月6日 乙")?.date).toBe("2024-05-06");
});

test.each([
  ["DD/MM", "has no year"],
  ["YYYY-MM", "has no day"],
  ["YYYY", "has no month"],
  ["YYYY-MM-DD mm", "has minutes without hours"],
  ["YYYY-MM-DD HH", "has hours without minutes"],
  ["yyyy-MM-DD", "yyyy is no part of a date"],
  ["DD/MM/YYYY D", "has the day twice"],
  ["h:mm DD/MM/YYYY", "has hours of a clock of twelve without A"],
  [7, "is not a text"],
])("the format %j is refused", (pattern, expected) => {
  const made = toDateFormat(pattern);
  expect(isRejection(made) && describeRejection(made)).toContain(expected);
});

test("no text makes it slow", () => {
  const started = cpuNow();
  for (const text of ["2024年", "1", " ", "5 May "]) {
    const long = text.repeat(200_000);
    dateWith([format("YYYY年M月D日 HH:mm"), format("D MMMM YYYY")], long);
  }
  expect(cpuNow() - started).toBeLessThan(1_000);
});
