const DIGITS: ReadonlyMap<string, number> = new Map(
  Array.from("〇零○一二三四五六七八九", (digit, index) => [digit, Math.max(0, index - 2)]),
);
/** Numerals before a part of a date: `二〇二三` before 年, `十四` before 日. */
const NUMERALS = /([〇零○一二三四五六七八九十百廿卅元]{1,6})(?=\s*[年月日号號时時点點分秒])/g;
/** Matches `中華民國112年`, `民国 112 年`, `令和5年`. */
const ERA = /(中[華华]民[國国]|民[國国]|令和|平成|昭和)\s*([1-9]\d{0,2})\s*年/g;
/** Matches `112年4月`, `112-04-14`, `112/4/14`: years of Taiwan, whose era nobody writes; refuses
 *  `1123年`, `112-04`. Nobody publishes anything of the second century. */
const OF_TAIWAN =
  /(?<![\d./-]|(?:[國国和成]|民[國国]|令和|平成) ?)(1[0-4]\d)( ?年 ?\d{1,2} ?月|(?=([-./])\d{1,2}\3\d{1,2}(?![\d./-])))/g;
/** Matches the year of `民國112-04-14`, `民國99/4/14`. */
const NUMBERED = /(?:中[華华])?民[國国] ?([1-9]\d{1,2})(?=[-./]\d{1,2}[-./]\d{1,2}(?!\d))/g;
const BEFORE_TAIWAN = 1911;
/** The year before the first of each era, by its first character. */
const BEFORE_ERA: Readonly<Record<string, number>> = {
  中: 1911,
  民: 1911,
  令: 2018,
  平: 1988,
  昭: 1925,
};

/**
 * The text with the numbers of its dates as digits, and the years of eras as those of the common
 * one.
 * @example plainNumerals("中華民國一一二年四月十四日") // "2023年4月14日"
 */
export function plainNumerals(text: string): string {
  return text
    .replace(NUMERALS, (numeral) => numberOf(numeral))
    .replace(NUMBERED, (_, year: string) => String(Number(year) + BEFORE_TAIWAN))
    .replace(OF_TAIWAN, (_, year: string, rest: string) => `${Number(year) + BEFORE_TAIWAN}${rest}`)
    .replace(ERA, (_whole, era: string, year: string) => {
      const before = BEFORE_ERA[era[0] ?? ""] ?? 0;
      return `${before + Number(year)}年`;
    });
}

/** Digit by digit, or with tens: `二〇二三` is 2023, `二十三` 23, `廿三` 23. */
function numberOf(numeral: string): string {
  if (numeral.includes("百")) return withHundreds(numeral);
  if (numeral === "元") return "1";
  const tens = /^([一二三四五六七八九]?)([十廿卅])([一二三四五六七八九]?)$/.exec(numeral);
  if (tens === null)
    return /[十廿卅元]/.test(numeral)
      ? numeral
      : Array.from(numeral, (digit) => DIGITS.get(digit)).join("");
  const [, before = "", ten = "", after = ""] = tens;
  const count = ten === "廿" ? 2 : ten === "卅" ? 3 : (DIGITS.get(before) ?? 1);
  return String(count * 10 + (DIGITS.get(after) ?? 0));
}

/** `一百一十二` is 112, `一百零二` 102. */
function withHundreds(numeral: string): string {
  const [, hundreds = "", rest = ""] =
    /^([一二三四五六七八九])百[零〇]?(.{0,3})$/.exec(numeral) ?? [];
  if (hundreds === "" || rest.includes("百")) return numeral;
  const below = rest === "" ? 0 : Number(numberOf(rest));
  return String((DIGITS.get(hundreds) ?? 0) * 100 + below);
}
