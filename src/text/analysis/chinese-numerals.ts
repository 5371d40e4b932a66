import { dateTerms } from "./date-terms.ts";

/** A number written in Chinese within a run, `[start, end)` in its characters with the measure and
 *  the 第 that belong to it, and the term that the same number has when it is written in digits. */
export type ChineseNumeral = {
  readonly start: number;
  readonly end: number;
  readonly term: string;
  /** Whether a measure ends it, or 万 or 亿, so that in digits it is one term with that. */
  readonly isMeasured: boolean;
};

/** The terms that a number written in Chinese is indexed under: those that digits would give. */
export function numeralTerms({ term }: ChineseNumeral): readonly string[] {
  const numbers = term.split("-").map(Number);
  const [first = 0, second = 0, third] = numbers;
  if (numbers.length === 1) {
    const [digits = ""] = /^\d{2,}(?=\D)/.exec(term) ?? [];
    return digits === "" ? [term] : [term, digits];
  }
  const date =
    third !== undefined
      ? { year: first, month: second, day: third }
      : first > 31
        ? { year: first, month: second }
        : { month: first, day: second };
  return dateTerms(date).map((each) => each.term);
}

/** What Chinese digits are worth, folded: 〇 is 零, 兩 is 两. */
const DIGITS: ReadonlyMap<string, number> = new Map([
  ...Array.from("零一二三四五六七八九", (digit, value) => [digit, value] as const),
  ["两", 2],
]);
const TENS: ReadonlyMap<string, number> = new Map([
  ["十", 10],
  ["百", 100],
  ["千", 1_000],
]);

/** Counting words behind which a number is a number. */
export const MEASURES =
  "年月日号时点分秒周天岁届次名个人家户例万亿千百元角米吨斤度倍期级条件项类种位";
/** What is written like a number and is a word: 十分 is very, 一时 for a while, 万一 in case. */
const WORDS = new Set(
  "一点 一时 一下 一度 一些 一定 一次性 十分 一分 百分 千万 万一 一一 一家 一人 一位 一度 一级 一类 一种 一天 一周 一号 一名 一条 一件 一个 一年 一日 三角 万分 千家 万家 百家 百年 千年 万年 三月三 百姓 万岁 一倍 百倍".split(
    " ",
  ),
);

/** The numbers of a run that are written in Chinese. O(characters).
 *  @param characters  of the run, folded */
export function chineseNumeralsIn(characters: readonly string[]): readonly ChineseNumeral[] {
  const found: ChineseNumeral[] = [];
  for (let at = 0; at < characters.length;) {
    if (!isNumeral(characters[at])) {
      at++;
      continue;
    }
    let end = at;
    while (isNumeral(characters[end])) end++;
    const date = dateAt(characters, at, end);
    if (date) found.push(...date.numerals);
    else found.push(...numeralsAt(characters, at, end));
    at = date?.end ?? end;
  }
  return found;
}

function isNumeral(character = ""): boolean {
  return DIGITS.has(character) || TENS.has(character) || isLarge(character);
}

function isLarge(character: string | undefined): character is string {
  return character === "万" || character === "亿";
}

/** `二零二三年四月十四日`, or as much of it as there is. */
function dateAt(
  characters: readonly string[],
  start: number,
  firstEnd: number,
): { readonly numerals: readonly ChineseNumeral[]; readonly end: number } | undefined {
  const parts: { readonly value: number; readonly end: number }[] = [];
  let [at, end] = [start, firstEnd];
  for (const [index, measure] of ["年", "月", "日"].entries()) {
    const value = valueOf(characters.slice(at, end));
    const sign = characters[end] === "号" ? "日" : characters[end];
    const isThere = value !== undefined && sign === measure;
    if (!isThere && index > 0) break;
    if (!isThere) {
      parts.push({ value: -1, end: start });
      continue;
    }
    if (index === 0 && !isYear(characters.slice(at, end))) return undefined;
    parts.push({ value, end: end + 1 });
    at = end + 1;
    end = at;
    while (isNumeral(characters[end])) end++;
  }
  return dateFrom(parts, start);
}

/** A date of the parts that were read, the year first: -1 where it is left out. */
function dateFrom(
  parts: readonly { readonly value: number; readonly end: number }[],
  start: number,
): { readonly numerals: readonly ChineseNumeral[]; readonly end: number } | undefined {
  const written = parts.filter(({ value }) => value >= 0);
  const last = written.at(-1);
  if (written.length < 2 || last === undefined) return undefined;
  const [, month, day] = parts;
  if (!isUpTo(12, month?.value) || (day && !isUpTo(31, day.value))) return undefined;
  const term = written.map(({ value }) => value).join("-");
  return { numerals: [{ start, end: last.end, term, isMeasured: true }], end: last.end };
}

function isUpTo(most: number, value = 0): boolean {
  return value >= 1 && value <= most;
}

function isYear(digits: readonly string[]): boolean {
  return digits.length === 4 && digits.every((digit) => DIGITS.has(digit));
}

function isWord(digits: string, measure: string): boolean {
  return WORDS.has(digits + measure) || WORDS.has(digits);
}

function numeralsAt(
  characters: readonly string[],
  start: number,
  end: number,
): readonly ChineseNumeral[] {
  const digits = characters.slice(start, end);
  const measure = characters[end] ?? "";
  const isOrdinal = characters[start - 1] === "第";
  if (!isOrdinal && isWord(digits.join(""), measure)) return [];
  const from = isOrdinal ? start - 1 : start;
  const large = digits.at(-1);
  if (isLarge(large)) {
    const value = valueOf(digits.slice(0, -1));
    return value === undefined ? [] : [measured(from, end, value + large)];
  }
  const value = valueOf(digits);
  if (value === undefined) return [];
  if (measure !== "" && MEASURES.includes(measure))
    return [measured(from, end + 1, value + measure)];
  return isOrdinal || isCounted(digits)
    ? [{ start: from, end, term: String(value), isMeasured: false }]
    : [];
}

function measured(start: number, end: number, term: string): ChineseNumeral {
  return { start, end, term, isMeasured: true };
}

/** Whether digits are a number by themselves: single ones without a measure are parts of words. */
function isCounted(digits: readonly string[]): boolean {
  return digits.length >= 2 && digits.some((digit) => TENS.has(digit));
}

/** What a number in Chinese is worth: `二零二三`, `十五`, `一百零五`, `三千二百`, `两万五千`;
 *  undefined for what is none, such as `三三两两` with its 三三. */
function valueOf(digits: readonly string[]): number | undefined {
  if (digits.length === 0) return undefined;
  if (digits.every((digit) => DIGITS.has(digit))) return spelledValueOf(digits);
  const parts = digits.join("").split(/[万亿]/);
  if (parts.length > 2 || (parts.length === 2 && parts[1] === "")) return undefined;
  const values = parts.map(smallValueOf);
  const [high, low] = values;
  if (high === undefined || values.includes(undefined)) return undefined;
  if (parts.length === 1) return high;
  return high * (digits.includes("亿") ? 100_000_000 : 10_000) + (low ?? 0);
}

/** What digits one behind the other are worth: one, or the four of a year. */
function spelledValueOf(digits: readonly string[]): number | undefined {
  if (digits.length === 1) return DIGITS.get(digits[0]!);
  return digits.length === 4
    ? Number(digits.map((digit) => DIGITS.get(digit)).join(""))
    : undefined;
}

/** Matches `十五`, `一百零五`, `三千二百`, `五`; refuses `三三`, `五百千`. */
const SMALL =
  /^(?:([一二两三四五六七八九])千)?零?(?:([一二两三四五六七八九])百)?零?(?:([一二三四五六七八九])?(十))?零?([一二三四五六七八九])?$/;

function smallValueOf(text: string): number | undefined {
  if (text === "两") return 2;
  const match = SMALL.exec(text);
  if (!match || text === "") return undefined;
  const [, thousands, hundreds, tens, ten, ones] = match;
  const digit = (sign: string | undefined): number => DIGITS.get(sign ?? "零") ?? 0;
  return (
    digit(thousands) * 1_000 +
    digit(hundreds) * 100 +
    (ten === undefined ? 0 : tens === undefined ? 10 : digit(tens) * 10) +
    digit(ones)
  );
}
