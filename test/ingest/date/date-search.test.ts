import { expect, test } from "vitest";
import { dateIn, dateInPath } from "#ingest/date/date-search.ts";

test.each<[string, string | undefined]>([
  ["发布：2023年4月14日 星期五 08:05 来源：甲", "2023-04-14T08:05:00"],
  ["2023年4月14日晚8点30分　来源：新华社", "2023-04-14T20:30:00"],
  ["2023年4月14日早8时半", "2023-04-14T08:30:00"],
  ["2023年4月14日夜間11點", "2023-04-14T23:00:00"],
  ["2023/04/14 PM 04:03 記者陳大文", "2023-04-14T16:03:00"],
  ["更新：2023-04-14 16:03", "2023-04-14T16:03:00"],
  ["發布日期：112-04-14　發布單位：教育局", "2023-04-14"],
  ["張貼於 112/04/14 09:05", "2023-04-14T09:05:00"],
  ["日期：112年4月14日", "2023-04-14"],
  ["電話 02-2311-2345 轉 112", undefined],
  ["192.112.4.14.7", undefined],
  ["Posted 14-04-2023 16:03 by Ann", "2023-04-14T16:03:00"],
  ["Call 14-04-0823 or 12-11-3456", undefined],
  ["April 14, 2023, 4:03 p.m. ET", "2023-04-14T16:03:00-04:00"],
  ["2023-04-14 16:03 BBC", "2023-04-14T16:03:00"],
  ["no date at all", undefined],
])("in the running text %j the date is %s", (text, date) => {
  expect(dateIn(text)?.date).toBe(date);
});

test.each<[string, string | undefined, string | undefined]>([
  ["发布时间：2023-04-14 16:03 CST", undefined, "2023-04-14T16:03:00+08:00"],
  ["发布时间：2023-04-14 16:03 CST", "UTC", "2023-04-14T16:03:00+08:00"],
  ["时间 2023-04-14 16:03 CST", "America/Chicago", "2023-04-14T16:03:00-06:00"],
  ["2023-04-14 16:03 CST", "Asia/Taipei", "2023-04-14T16:03:00+08:00"],
  ["2023-04-14 16:03 CST", undefined, "2023-04-14T16:03:00-06:00"],
  ["Published Apr 14, 2023 at 4:03 PM CST", "UTC", "2023-04-14T16:03:00-06:00"],
  // Of India, Ireland or Israel: nobody knows.
  ["2023-04-14 16:03 IST", undefined, undefined],
  ["2023-04-14 16:03 AST", "Asia/Shanghai", undefined],
  ["2023-04-14 16:03 IST, corrected 2023-04-15", undefined, "2023-04-15"],
])("%j, where the clock is that of %s, is %s", (text, place, date) => {
  expect(dateIn(text, place)?.date).toBe(date);
});

test.each([
  ["/2023/04/14/x.html", "2023-04-14"],
  ["/20230414/7.html", "2023-04-14"],
  ["/t20230414_7.htm", "2023-04-14"],
  ["/2023/13/14/x.html", undefined],
  ["/12023041477.html", undefined],
])("the path %s has the date %s", (path, date) => {
  expect(dateInPath(path)).toBe(date);
});
