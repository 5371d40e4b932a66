import type { DateMatch } from "./date-format.ts";
import { inPlace, isAmbiguousZone, placeOfText } from "./time-zone.ts";
import { dateFrom } from "./written-date.ts";
import { HALF_DAYS } from "./written-time.ts";

const HAN_NUMBER = "[〇零○一二三四五六七八九十廿卅元]{1,5}";
const DIGIT = "[\\d０-９]";
/** `2023年4月14日`, `中華民國112年4月14日`, `二〇二三年四月十四日`. */
const EASTERN_DAY =
  `(?:(?:中[華华])?民[國国]|令和|平成)?\\s?(?:${DIGIT}{1,4}|${HAN_NUMBER})\\s?年\\s?` +
  `(?:${DIGIT}{1,2}|${HAN_NUMBER})\\s?月\\s?(?:${DIGIT}{1,2}|${HAN_NUMBER})\\s?[日号號]`;
/** `2023-4-14`, `2023/04/14`, `2023.4.14`, `2023 04/14`. */
const YEAR_FIRST =
  `(?<!${DIGIT})[12１２]${DIGIT}{3}(?:\\s?[-－]\\s?${DIGIT}{1,2}\\s?[-－]\\s?${DIGIT}{1,2}` +
  `|[/／]${DIGIT}{1,2}[/／]${DIGIT}{1,2}|\\.${DIGIT}{1,2}\\.${DIGIT}{1,2}|\\s\\d\\d\\s?/\\s?\\d\\d)`;
const MONTH = "\\p{Lu}?\\p{L}{2,11}\\.?";
/** `14 April 2023`, `1er mars 2022`, `1. März 2022`, `14 de abril de 2023`. */
const DAY_MONTH = `(?<!\\d)\\d{1,2}(?:st|nd|rd|th|er|º|\\.)?\\s(?:of |de )?${MONTH}(?: de|,)?\\s\\d{4}(?!\\d)`;
/** `April 14, 2023`. */
const MONTH_DAY = `(?<!\\p{L})${MONTH}\\s\\d{1,2}(?:st|nd|rd|th)?,?\\s\\d{4}(?!\\d)`;
/** `03/14/2022`, `14.3.2022`. */
const YEAR_LAST = "(?<![\\d/.-])\\d{1,2}([/.-])\\d{1,2}\\1(?:19|20)\\d{2}(?![\\d/.-])";
/** `112-04-14`, `112/04/14`, `112.4.14`: the years of Taiwan. */
const OF_TAIWAN = "(?<![\\d/.-])1[0-4]\\d([/.-])\\d{1,2}\\2\\d{1,2}(?![\\d/.-])";
const WEEKDAY = "\\s{0,3}[（(]?(?:星期|周|週|礼拜|禮拜)[一二三四五六日天][)）]?";
const TIME =
  "[,，]?(?:\\s?(?:at|um|à|alle|a las))?[Tt\\s]{0,4}" +
  `(?:${HALF_DAYS}|[AaPp]\\.?[Mm]\\.?)?` +
  `\\s?(?:${DIGIT}{1,2}\\s?[:：]\\s?${DIGIT}{2}(?:\\s?[:：]\\s?${DIGIT}{2}(?:\\.\\d{1,9})?)?` +
  `|${DIGIT}{1,2}[时時点點](?:${DIGIT}{1,2}分(?:${DIGIT}{1,2}秒)?|[半整])?|\\d{1,2}h\\d{2}|\\d{1,2}(?= ?[ap]m))` +
  "(?:\\s?[AaPp]\\.?[Mm]\\.?(?!\\p{L}))?(?:\\s?(?:Z(?!\\p{L})|(?:GMT|UTC)(?:[+-]\\d{1,2}(?::?\\d{2})?)?|[+-]\\d{2}:?\\d{2}|[A-Z]{2,4}(?![\\p{L}\\d])))?";
const DAY = `(?:${EASTERN_DAY}|${YEAR_FIRST}|${DAY_MONTH}|${MONTH_DAY}|${YEAR_LAST}|${OF_TAIWAN})`;
const DATE = new RegExp(`${DAY}(?:${WEEKDAY})?(?:${TIME})?`, "gu");
const DATE_ALONE = new RegExp(`^${DAY}`, "u");
/** Longer texts are not looked through to their end. UTF-16 units. */
const MAX_TEXT = 2_000;

/**
 * The first date in a running text, with the weekday and the time that stand behind it. A word
 * that may be a zone and is none that is known is left in the text; a date whose zone may be one of
 * several is none. O(length).
 * @param place  IANA name of the place by whose clock CST is meant; where it is not given, that of
 *   China in Chinese, else of Chicago
 * @example dateIn("发布：2023年4月14日 星期五 08:05 来源：甲") // 2023-04-14T08:05:00
 */
export function dateIn(text: string, place?: string): DateMatch | undefined {
  const here = placeOfText(place, /\p{Script=Han}/u.test(text.slice(0, MAX_TEXT)));
  for (const match of text.slice(0, MAX_TEXT).matchAll(DATE)) {
    const { 0: whole, index: start } = match;
    if (isAmbiguousZone(/[A-Z]{2,4}$/.exec(whole)?.[0] ?? "")) continue;
    const found = dateFrom(inPlace(whole, here));
    if (found !== undefined) return { date: found, start, end: start + whole.length };
    const bare = whole.replace(/\s?[A-Z]{2,4}$/, "");
    const local = bare === whole ? undefined : dateFrom(bare);
    if (local !== undefined) return { date: local, start, end: start + bare.length };
    const [day = ""] = DATE_ALONE.exec(whole) ?? [];
    const alone = day === whole ? undefined : dateFrom(day);
    if (alone !== undefined) return { date: alone, start, end: start + day.length };
  }
  return undefined;
}

/** Matches the date of `/2023/04/14/x.html`, `/20230414/7.html`, `/2023-04/14/`,
 *  `/t20230414_7.htm`. */
const IN_PATH =
  /(?:^|[/_t-])((?:19|20)\d{2})([-/_]?)(0[1-9]|1[0-2])[-/_]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|[A-Za-z]|$)/;

/** The day in the path of an address, in the form that `toDating` takes. */
export function dateInPath(path: string): string | undefined {
  const [, year, , month, day] = IN_PATH.exec(path) ?? [];
  return year === undefined ? undefined : dateFrom(`${year}-${month}-${day}`);
}
