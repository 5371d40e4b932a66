import { scaled, timeTerm } from "./amounts.ts";
import { decimalsAt, isLarge, isTens, numeralEnd, spelledOf, valueOf } from "./numeral-values.ts";
import type { Range } from "./term-consumer.ts";

/** A number written in Chinese within a run, `[start, end)` in its characters with the measure and
 *  the 第 that belong to it, and the term that the same number has when it is written in digits. */
export type ChineseNumeral = {
  readonly start: number;
  readonly end: number;
  readonly term: string;
  /** Whether a measure ends it, or 万 or 亿, so that in digits it is one term with that; so is a
   *  part of a hundred, a fraction, and a time of day. */
  readonly isMeasured: boolean;
};

/** Counting words behind which a number is a number. */
export const MEASURES =
  "年月日号时点分秒周天岁届次名个人家户例万亿千百元角米吨斤度倍期级条件项类种位折辆艘架座所枚场层章只匹棵株篇页集季轮局站组套批份张片" +
  // The first of kilometres, kilograms and hours is as good.
  "公小克升亩台本头间把幅首部款支根栋幢颗粒杯瓶箱双对代节起大";
/** What is written like a number and is a word: 十分 is very, 万一 in case. */
const WORDS = new Set(
  "一次性 十分 百分 千万 万一 一一 三角 万分 千家 万家 百家 百年 千年 万年 三月三 百姓 万岁 百倍 二元 四季 四周 四角 五角 八角 一元二 一元复 三元里 三元桥 二人转 二次元 三次元 四分五 五倍子 七七八八".split(
    " ",
  ),
);
/** What 一 counts: before other measures it is a word, as in 一点, 一时, 一个. */
const COUNTED_BY_ONE = "月号分秒岁届次户例万亿千百元角米吨斤期项折枚公小克升亩";

function isWord(characters: readonly string[], start: number, end: number): boolean {
  const [digits, measure = ""] = [characters.slice(start, end).join(""), characters[end]];
  if (digits === "一" && !COUNTED_BY_ONE.includes(measure)) return true;
  // The number alone, with its measure, and with what is behind that.
  return [end, end + 1, end + 2].some((to) => WORDS.has(characters.slice(start, to).join("")));
}

/** Reads the number whose characters are `[start, end)` of a run, where it is one of a kind. */
type NumeralReader = (
  characters: readonly string[],
  start: number,
  end: number,
) => ChineseNumeral | undefined;

/** The number whose characters are `[start, end)` of a run, with what belongs to it; undefined
 *  where they are a part of a word. */
export const numeralAt: NumeralReader = (characters, start, end) => {
  for (const read of [shareIn, timeIn, fractionIn, ratioIn, decimalIn]) {
    const found = read(characters, start, end);
    if (found !== undefined) return found;
  }
  return countIn(characters, start, end);
};

/** `九点半`, `九时三十分`, `九点三十`, `九点一刻`. */
const timeIn: NumeralReader = (characters, start, end) => {
  const measure = characters[end];
  if (measure !== "点" && measure !== "时") return undefined;
  const minute = minuteAt(characters, end + 1);
  const hour = valueOf(characters.slice(start, end));
  if (hour === undefined || minute === undefined) return undefined;
  const term = timeTerm(hour, minute.value);
  return term === undefined ? undefined : measured(start, minute.end, term);
};

/** What 半 begins that is no half: 半导体, 一时半会, 一时半刻. */
const AFTER_HALF = "导会刻";

/** Minutes, and where they end in a run. */
type Minutes = { readonly value: number; readonly end: number };

function halfAt(characters: readonly string[], at: number): Minutes | undefined {
  const next = characters[at + 1];
  const goesOn = next !== undefined && AFTER_HALF.includes(next);
  return goesOn ? undefined : { value: 30, end: at + 1 };
}

function minuteAt(characters: readonly string[], at: number): Minutes | undefined {
  if (characters[at] === "半") return halfAt(characters, at);
  const end = numeralEnd(characters, at);
  const isBelowTen = characters[at] === "零" && end === at + 2 && characters[end] === "分";
  const value = valueOf(characters.slice(isBelowTen ? at + 1 : at, end));
  if (value === undefined) return undefined;
  if (characters[end] === "刻") return { value: value * 15, end: end + 1 };
  if (characters[end] === "分") return { value, end: end + 1 };
  // One sign alone may be of what follows: 九点二人到.
  return end - at > 1 ? { value, end } : undefined;
}

/** `三分之一`, but for parts of a hundred. */
const fractionIn: NumeralReader = (characters, start, end) => {
  if (characters[end] !== "分" || characters[end + 1] !== "之") return undefined;
  const last = numeralEnd(characters, end + 2);
  const of = valueOf(characters.slice(start, end));
  const part = valueOf(characters.slice(end + 2, last));
  return of === undefined || part === undefined
    ? undefined
    : measured(start, last, `${part}/${of}`);
};

/** `三比二`, as matches end. */
const ratioIn: NumeralReader = (characters, start, end) => {
  if (characters[end] !== "比") return undefined;
  const last = numeralEnd(characters, end + 1);
  const first = valueOf(characters.slice(start, end));
  const second = valueOf(characters.slice(end + 1, last));
  return first === undefined || second === undefined || isMeasure(characters[last] ?? "")
    ? undefined
    : measured(start, last, `${first}:${second}`);
};

/** What stands before a part of a hundred or a thousand, and how it is written in digits. */
const SHARES: ReadonlyMap<string, string> = new Map([
  ["百分之", "%"],
  ["千分之", "‰"],
]);

/** `百分之五十`, `百分之三点五`, `百分之百`, `千分之三`. */
const shareIn: NumeralReader = (characters, start, end) => {
  const sign = SHARES.get(characters.slice(Math.max(0, start - 3), start).join(""));
  if (sign === undefined) return undefined;
  const whole = characters.slice(start, end);
  const value = whole.join("") === "百" ? 100 : valueOf(whole);
  const { digits, end: last } = decimalsAt(characters, end);
  const written = digits === "" ? `${value}` : `${value}.${digits}`;
  return value === undefined ? undefined : measured(start - 3, last, written + sign);
};

/** What a decimal does not count: 九点二人到 are two people, 一点一点 is little by little. */
const NEVER_IN_PARTS = "人名位点时分";

/** `三点五万元`, `一点二亿`, `一点五倍`. */
const decimalIn: NumeralReader = (characters, start, end) => {
  const { digits, end: last } = decimalsAt(characters, end);
  const sign = characters[last];
  const whole = valueOf(characters.slice(start, end));
  if (digits === "" || whole === undefined) return undefined;
  if (!isLarge(sign)) {
    const isCounting = isMeasure(sign ?? "") && !NEVER_IN_PARTS.includes(sign!);
    return isCounting ? measured(start, last + 1, `${whole}.${digits}${sign}`) : undefined;
  }
  const value = scaled(String(whole), digits, sign === "亿" ? 8 : 4);
  return value === undefined ? undefined : largeAt(characters, { start, end: last + 1, value });
};

/** `第十五`, `三万元`, `一亿两千万`, `十二`, `八零`. */
const countIn: NumeralReader = (characters, start, end) => {
  const digits = characters.slice(start, end);
  const measure = characters[end] ?? "";
  const isOrdinal = characters[start - 1] === "第";
  if (!isOrdinal && isWord(characters, start, end)) return undefined;
  const from = isOrdinal ? start - 1 : start;
  const spelled = spelledOf(digits, measure);
  const value = spelled ?? valueOf(digits);
  if (value === undefined) return undefined;
  if (digits.some(isLarge) || isMeasure(measure))
    return largeAt(characters, { start: from, end, value });
  return isOrdinal || spelled !== undefined || isCounted(digits)
    ? { start: from, end, term: String(value), isMeasured: false }
    : undefined;
};

/** A number that is whole by itself, with its measure where it has one. */
function largeAt(
  characters: readonly string[],
  { start, end, value }: Range & { readonly value: number | string },
): ChineseNumeral {
  const measure = characters[end] ?? "";
  return isMeasure(measure)
    ? measured(start, end + 1, value + measure)
    : measured(start, end, String(value));
}

function isMeasure(character: string): boolean {
  return character !== "" && MEASURES.includes(character);
}

function measured(start: number, end: number, term: string): ChineseNumeral {
  return { start, end, term, isMeasured: true };
}

/** Whether digits are a number by themselves: single ones without a measure are parts of words. */
function isCounted(digits: readonly string[]): boolean {
  return digits.length >= 2 && digits.some(isTens);
}
