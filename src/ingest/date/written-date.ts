import { isRejection } from "#model/rejection.ts";
import { isTimeZone, toDating } from "#model/instant.ts";
import { plainNumerals } from "./chinese-numerals.ts";
import { monthFrom } from "./month-name.ts";
import { timeIn } from "./written-time.ts";

/** Longer texts are no dates. UTF-16 units. */
const MAX_WRITTEN = 300;

/**
 * A date as feeds, front matter and pages write it, in the form that `toDating` takes: with its
 * offset where it has one, a day alone where it has no time. The first day stands in for a year or
 * a month alone. Everything in the text has to be understood.
 * @returns undefined when the text is no date, is none that a calendar has, could be two, or has a
 *   word or a time zone in it that is not known
 * @see RFC 822 section 5, RFC 3339, W3CDTF; docs/import.md for what else
 * @example dateFrom("Fri, 14 Apr 2023 00:00:00 +0800") // "2023-04-14T00:00:00+08:00"
 */
export function dateFrom(written: string): string | undefined {
  if (written.length > MAX_WRITTEN) return undefined;
  const text = plainDate(written);
  const [whole, place, us = ""] = NAMED_ZONE.exec(text) ?? [];
  if (whole !== undefined)
    return inNamedZone(text.slice(0, -whole.length), place ?? US_ZONES[us] ?? "");
  const found = wholeDate(text);
  return found === undefined || isRejection(toDating(found, "UTC")) ? undefined : found;
}

/** The moment of a date with a time by the clock of a place. */
function inNamedZone(text: string, zone: string): string | undefined {
  const found = isTimeZone(zone) ? wholeDate(text) : undefined;
  if (found?.includes("T") !== true) return undefined;
  const dating = toDating(found, zone);
  return isRejection(dating) ? undefined : dating.instant;
}

/** The text in small letters of half width, with single spaces, Arabic numerals and no label. */
function plainDate(written: string): string {
  const plain = written
    .normalize("NFKC")
    .replace(/\p{Default_Ignorable_Code_Point}/gu, "")
    .replace(/(?<=\d) ?[\u2010-\u2014] ?(?=\d)/g, "-")
    .toLowerCase()
    .replace(/(?<=\d ?)([ap])\. m\./g, "$1m")
    .replace(/(?<=[\d日号號]) ?(?:更新|发布|發布|發佈|发表|發表|刊登)\s*$/, "")
    .replace(KOREAN_UNIT, (unit) => "年月日时分"["년월일시분".indexOf(unit)] ?? unit);
  // What stands in parentheses behind a time is its zone, or has to be understood.
  const zoned = withoutBrackets(plain).replace(
    /(?<=\d:\d\d(?: ?[ap]\.?m\.?)?) ?\(([^()]*)\)/,
    " $1",
  );
  return withoutComments(plainNumerals(zoned))
    .replace(/\s+/g, " ")
    .replace(/(\d)\s*([年月日号號时時点點分秒])\s*/g, "$1$2 ")
    .trim()
    .replace(LABEL, "")
    .replace(VIETNAMESE, "$3-$2-$1")
    .replace(CLOCK_FIRST, "$3 $1 $2");
}

/** Matches `14 tháng 4 năm 2023`, `14 tháng 4, 2023`. */
const VIETNAMESE = /(\d{1,2}) (?:tháng|thg) (\d{1,2}),? (?:năm )?(\d{4})/;
/** Matches `4:03 p.m. et, april 14, 2023`, as newspapers of the United States write. */
const CLOCK_FIRST = /^(\d{1,2}(?::\d\d)? ?[ap]\.?m\.?),? ([ecmp]t),? (.+)$/;

/** A date without the brackets that stand around the whole of it. */
function withoutBrackets(text: string): string {
  return (
    /^\s*[[(【「『](?<inside>[^[\](){}【】「」『』]+)[\])】」』]\s*$/.exec(text)?.groups?.[
      "inside"
    ] ?? text
  );
}

/** Day and time of a text that is nothing else; whether there is such a day is not asked. */
function wholeDate(text: string): string | undefined {
  const time = timeIn(text);
  const day = time && dayFrom(withoutWords(time.rest));
  if (time === undefined || day === undefined) return undefined;
  if (time.written !== "" && day.length !== 10) return undefined;
  const whole = day.length === 4 ? `${day}-01-01` : day.length === 7 ? `${day}-01` : day;
  // The end of a day is the beginning of the next.
  return (time.isNextDay ? dayAfter(whole) : whole) + time.written;
}

/** Words before a date that say what it is one of, in the languages of the months. */
const LABEL = new RegExp(
  "^(?:(?:" +
    "date|(?:(?:first|originally) )?published|posted|(?:last )?(?:updated|modified)|publié|mis en ligne|(?:mise? à jour|modifié)|" +
    "veröffentlicht|(?:zuletzt )?(?:aktualisiert|geändert)|stand|pubblicato|aggiornato|publicado|" +
    "(?:última )?actualizaci[oó]n|actualizado|atualizado|gepubliceerd|bijgewerkt|опубликовано|обновлено|дата|" +
    "(?:发[布表稿佈]|發[布表稿佈]|(?:最[后後])?(?:更新|修改)|[上录錄刊登添][传傳入登载載加]|创建|創建)(?:时间|時間|日期)?|时间|時間|日期" +
    ")(?: on| le| am| il| el| em| op)?(?: ?[:：] ?| (?=[\\p{L}.]{0,12} ?\\d))|" +
    "(?:发[布表稿佈]|發[布表稿佈]|更新|刊登|[刊登][载載])[于於] ?(?=\\d)|[西公]元 ?(?=\\d)|(?:le|il|el) (?=\\d))",
  "u",
);
/** Matches the name of a zone at the end: `europe/paris`, `[asia/shanghai]`, `et`. */
const NAMED_ZONE = / (?:\[?([a-z]+(?:\/[a-z_]+){1,2})\]?|(?<=\d(?: ?[ap]\.?m\.?)? )([ecmp]t))$/;
/** What newspapers of the United States call their zones, summer or winter. */
const US_ZONES: Readonly<Record<string, string>> = {
  et: "america/new_york",
  ct: "america/chicago",
  mt: "america/denver",
  pt: "america/los_angeles",
};

const KOREAN_UNIT = /(?<=\d *)[년월일시분]/g;

/**
 * A year of four digits: of two, those below 50 are of this century, as in mail.
 * @see RFC 2822 section 4.3
 */
export function fullYear(year: string): string {
  if (year.length === 4) return year;
  return Number(year) < 50 ? `20${year}` : `19${year}`;
}

/**
 * A date without comments, which stand in parentheses, also within each other, where a backslash
 * spares a sign.
 * @see RFC 822 section 3.1.4
 */
function withoutComments(written: string): string {
  if (!written.includes("(")) return written;
  let text = written.replace(/\\./g, "");
  for (let before = ""; before !== text;) {
    before = text;
    text = text.replace(/\([^()]*\)/g, " ");
  }
  return text;
}

/** Matches `星期五`, `週日`, `礼拜天`, `金曜日`, `금요일`. */
const EASTERN_WEEKDAY =
  /(?:星期|周|週|礼拜|禮拜)[一二三四五六日天1-6]|[月火水木金土日]曜日?|[월화수목금토일]요일/g;
/** Weekdays of English, French, German, Italian, Spanish, Portuguese, Dutch and Russian, without
 *  accents. */
const WEEKDAYS =
  "monday tuesday wednesday thursday friday saturday sunday lundi mardi mercredi jeudi vendredi samedi dimanche montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag lunedi martedi mercoledi giovedi venerdi sabato domenica lunes martes miercoles jueves viernes sabado domingo segunda terca quarta quinta sexta feira maandag dinsdag woensdag donderdag vrijdag zaterdag zondag понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс".split(
    " ",
  );
/** Weekdays of Czech, Danish, Finnish, Greek, Hungarian, Indonesian, Polish, Romanian, Swedish,
 *  Turkish and Ukrainian, whole. */
const WHOLE_WEEKDAYS: ReadonlySet<string> = new Set(
  (
    "pondeli utery streda ctvrtek patek sobota nedele mandag tirsdag tisdag onsdag torsdag fredag lørdag lordag søndag sondag " +
    "maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai δευτερα τριτη τεταρτη πεμπτη παρασκευη σαββατο κυριακη " +
    "hetfo kedd szerda csutortok pentek szombat vasarnap senin selasa rabu kamis jumat sabtu minggu poniedziałek wtorek sroda " +
    "czwartek piatek niedziela luni marti miercuri joi vineri sambata duminica pazartesi sali carsamba persembe cuma cumartesi " +
    "pazar понеділок вівторок середа четвер субота неділя"
  ).split(" "),
);
/** Words that stand between the parts of a date and say nothing. */
const FILLERS: ReadonlySet<string> = new Set(
  (
    "of the on at de del d l le la las los les den der dem am um uhr du di do il el al alle ore a as em op om uur kl klo " +
    "pukul luc ngay o clock t г года год в року"
  ).split(" "),
);

/** The text without weekdays and words between; accents and the commas between parts go too. */
function withoutWords(text: string): string {
  return text
    .replace(EASTERN_WEEKDAY, " ")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/\p{Ll}+\.?/gu, (word) => {
      const bare = word.replace(".", "");
      const isDay =
        WHOLE_WEEKDAYS.has(bare) ||
        (bare.length >= 2 && WEEKDAYS.some((name) => name.startsWith(bare)));
      return (isDay && monthFrom(bare) === undefined) || FILLERS.has(bare) ? " " : word;
    })
    .replace(/[,'’;|·•@]/g, " ")
    .replace(/\s+/g, " ")
    .replace(/^[ /-]+|[ /.-]+$/g, "");
}

/** Matches `2023-4-14`, `2023/4/14`, `2023.4.14`, `2023年4月14日`, `2023 04/14`. */
const YEAR_FIRST =
  /^(\d{4})(?:\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{1,2})|年 ?(\d{1,2})月 ?(\d{1,2})[日号號]?| (\d{1,2}) ?[-/] ?(\d{1,2}))$/;
/** Matches `20230414`. */
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
/** Matches `2023`, `2023年`, `2023-04`, `2023年4月`. */
const PART = /^(\d{4})(?:年?|[-/年] ?(\d{1,2})月?)$/;
/** Matches `14 april 2023`, `14-apr-99`, `1st march 2022`, `1er mars 2022`, `14. april 2023`. */
const DAY_MONTH =
  /^(\d{1,2})(?:st|nd|rd|th|er|e|o|a)?[ ./-]{0,3}(\p{Ll}{3,12})[ ./-]{1,3}(\d{4}|\d{2})$/u;
/** Matches `april 14 2023`, `march 1st 2022`, `apr-14-2023`. */
const MONTH_DAY = /^([a-z]{3,12})[ .-]{1,3}(\d{1,2})(?:st|nd|rd|th)?[ -]{1,2}(\d{4})$/;
/** Matches `2023 april 14`, `2023. aprilis 14`. */
const YEAR_MONTH = /^(\d{4})[ .-]{1,2}([a-z]{3,12})[ .-]{1,3}(\d{1,2})$/;
/** Matches `03/14/2022`, `14/03/2022`, `14.3.2022`. */
const YEAR_LAST = /^(\d{1,2})([/.-]) ?(\d{1,2})\2 ?(\d{4})$/;

/** The day, month or year that a text is: `2023-04-14`, `2023-04`, `2023`. */
function dayFrom(text: string): string | undefined {
  const numbers = YEAR_FIRST.exec(text)?.filter((group, index) => group && index !== 2);
  if (numbers !== undefined) return joined(numbers[1], numbers[2], numbers[3]);
  const [, year, month, day] = COMPACT.exec(text) ?? [];
  if (year !== undefined) return joined(year, month, day);
  const part = PART.exec(text);
  if (part !== null) return [part[1], part[2]?.padStart(2, "0")].filter(Boolean).join("-");
  return namedDay(text) ?? dayOfYearLast(text);
}

function namedDay(text: string): string | undefined {
  const [, day, name, year] = DAY_MONTH.exec(text) ?? [];
  if (year !== undefined) return joined(fullYear(year), monthFrom(name), day);
  const [, first, second, last] = MONTH_DAY.exec(text) ?? [];
  if (last !== undefined) return joined(last, monthFrom(first), second);
  const [, front, month, end] = YEAR_MONTH.exec(text) ?? [];
  return joined(front, monthFrom(month), end);
}

/** With dots the day comes first; else the number over 12 is the day, and two small ones tell
 *  nothing. */
function dayOfYearLast(text: string): string | undefined {
  const [, first = "", sign, second = "", year] = YEAR_LAST.exec(text) ?? [];
  if (year === undefined) return undefined;
  if (sign === "." || Number(first) > 12 || first === second) return joined(year, second, first);
  return Number(second) > 12 ? joined(year, first, second) : undefined;
}

function joined(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
): string | undefined {
  if (year === undefined || month === undefined || day === undefined) return undefined;
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

function dayAfter(day: string): string {
  const ms = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(ms) ? day : new Date(ms + 86_400_000).toISOString().slice(0, 10);
}
