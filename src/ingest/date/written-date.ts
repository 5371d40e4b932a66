/** Matches `Fri, 14 Apr 2023 00:00:00 +0800`, `14 April 23 8:05 GMT`; refuses `2023-04-14`. */
const RFC_822 =
  /^(?:[a-z]+,?\s+)?(\d{1,2})[\s-]+([a-z]{3})[a-z]*\.?,?[\s-]+(\d{2}|\d{4})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(.*))?$/i;
/**
 * Matches `2023-04-14T08:00:00.5+08:00`, `2023-04-14 08:00`, `20230414T0800Z`, `2023-04`, `2023`.
 */
const ISO =
  /^(\d{4})(?:-?(\d{1,2})(?:-?(\d{1,2})(?:[T\s]+(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?\s*(.*))?)?)?$/i;
/** Matches `2023年4月14日 08:30`, `2023/4/14`. */
const CHINESE =
  /^(\d{4})[年/.](\d{1,2})[月/.](\d{1,2})日?(?:\s*(\d{1,2})[:：时時](\d{2})分?(?:[:：](\d{2}))?)?$/;
/** Matches `Apr 14, 2023 8:00`, `Fri Apr 14 08:00:00 GMT 2023`. */
const MONTH_FIRST =
  /^(?:[a-z]{3,9},?\s+)?([a-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+(?:(\d{4})\b,?\s*)?(?:(\d{1,2}):(\d{2})(?::(\d{2}))?)?\s*([a-z+-][\w:+-]*)?\s*(\d{4})?$/i;

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
/**
 * Zones of RFC 822 section 5.1 and of RFC 2822's obsolete syntax, with the summer times of Europe.
 */
const ZONES: Readonly<Record<string, string>> = {
  ut: "Z",
  utc: "Z",
  gmt: "Z",
  z: "Z",
  est: "-05:00",
  edt: "-04:00",
  cst: "-06:00",
  cdt: "-05:00",
  mst: "-07:00",
  mdt: "-06:00",
  pst: "-08:00",
  pdt: "-07:00",
  bst: "+01:00",
  cet: "+01:00",
  cest: "+02:00",
  eet: "+02:00",
  eest: "+03:00",
  jst: "+09:00",
};

/**
 * A date as feeds and pages write it, in the form that `toDating` takes: with its offset where it
 * has one, a day alone where it has no time. The first day stands in for a year or a month alone.
 * @returns undefined when the text is no date that anybody knows
 * @see RFC 822 section 5, RFC 3339, W3CDTF; the months and zones that real feeds get wrong are read
 *   as they are meant
 * @example dateFrom("Fri, 14 Apr 2023 00:00:00 +0800") // "2023-04-14T00:00:00+08:00"
 */
export function dateFrom(written: string): string | undefined {
  const text = withoutComments(written).trim().replace(/\s+/g, " ").replace(/ ,/g, ",");
  const rfc = RFC_822.exec(text);
  if (rfc) {
    const [, day, month, year, hour, minute, second, zone] = rfc;
    return joined([year, monthFrom(month), day], [hour, minute, second], zone);
  }
  const iso = ISO.exec(text);
  if (iso) {
    const [, year, month = "1", day = "1", hour, minute, second, zone] = iso;
    return joined([year, month, day], [hour, minute, second], zone);
  }
  const chinese = CHINESE.exec(text);
  if (chinese) {
    const [, year, month, day, hour, minute, second] = chinese;
    return joined([year, month, day], [hour, minute, second], undefined);
  }
  const [, month, day, year, hour, minute, second, zone, late] = MONTH_FIRST.exec(text) ?? [];
  return joined([year ?? late, monthFrom(month), day], [hour, minute, second], zone);
}

/**
 * The number of a month by the first three letters of its English name, such as `4` of `Apr`;
 * undefined when there is no such month.
 */
export function monthFrom(name: string | undefined): string | undefined {
  const index = MONTHS.indexOf(name?.toLowerCase() ?? "");
  return index < 0 ? undefined : String(index + 1);
}

/**
 * A year of four digits: of two, those below 50 are of this century, as in mail.
 * @see RFC 2822 section 4.3
 */
export function fullYear(year: string): string {
  if (year.length === 4) return year;
  return Number(year) < 50 ? `20${year}` : `19${year}`;
}

type CalendarParts = readonly [string | undefined, string | undefined, string | undefined];

function joined(
  [year, month, day]: CalendarParts,
  [hour, minute, second]: CalendarParts,
  zone: string | undefined,
): string | undefined {
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const date = `${fullYear(year)}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  if (hour === undefined || minute === undefined) return date;
  return `${date}T${hour.padStart(2, "0")}:${minute}:${second ?? "00"}${offsetFrom(zone ?? "")}`;
}

/** Longer texts are no dates. UTF-16 units. */
const MAX_WRITTEN = 500;

/**
 * A date without comments, which stand in parentheses, also within each other, where a backslash
 * spares a sign.
 * @see RFC 822 section 3.1.4
 */
function withoutComments(written: string): string {
  if (!written.includes("(") || written.length > MAX_WRITTEN) return written;
  let text = written.replace(/\\./g, "");
  for (let before = ""; before !== text;) {
    before = text;
    text = text.replace(/\([^()]*\)/g, " ");
  }
  return text;
}

/**
 * The offset of a zone as RFC 3339 writes it; "" when the zone is not known, so that the site's own
 * counts.
 */
export function offsetFrom(zone: string): string {
  const bare = zone.trim();
  const [, sign, hours = "", minutes = "00"] =
    /^(?:gmt|utc?)?([+-])(\d{1,2}):?(\d{2})?$/i.exec(bare) ?? [];
  // RFC 2822 section 4.3: nobody knows which way a military zone was meant, so that all of them are
  // UTC.
  if (/^[a-ik-z]$/i.test(bare)) return "Z";
  return sign === undefined
    ? (ZONES[bare.toLowerCase()] ?? "")
    : `${sign}${hours.padStart(2, "0")}:${minutes}`;
}
