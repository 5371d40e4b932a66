import { amountAt, hourTerms, timeAt } from "./amounts.ts";
import { MEASURES } from "./numeral-readers.ts";
import { readDate } from "./date-terms.ts";
import { kindAt, LETTER } from "./letter-kind.ts";
import { isPoint } from "./pieces.ts";
import type { Range, SpokenNumber, TermConsumer } from "./term-consumer.ts";

/** The terms of the number that begins at `number.start` of a folded text, and of the date, time,
 *  amount or sum that it begins.
 *  @example "2023年04月14日" gives 2023年 4月 14日 2023-4 4-14 2023-4-14
 *  @example "3.5万元" gives 3.5 3.5万 35000 35000元, as 35000元 and 三万五千元 give the last two */
export function readNumber(text: string, number: Range, consumer: TermConsumer): SpokenNumber {
  const end = readDate(text, number.start, consumer) ?? readSum(text, number, consumer);
  if (end !== undefined) return { end };
  return (
    readTime(text, number, consumer) ??
    readLarge(text, number, consumer) ??
    readShare(text, number, consumer) ??
    readFraction(text, number, consumer) ??
    readAmount(text, number, consumer)
  );
}

function readTime(text: string, number: Range, consumer: TermConsumer): SpokenNumber | undefined {
  const time = timeAt(text, number.start);
  if (!time) return undefined;
  const minutes = /\d+/g;
  for (const { 0: digits, index } of text.slice(time.start, time.end).matchAll(minutes)) {
    const start = time.start + index;
    const range = { start, end: start + digits.length };
    consumer.term(digits, range, "part");
    const measure = text.charAt(range.end);
    if (measure !== "" && range.end < time.end && MEASURES.includes(measure))
      consumer.term(Number(digits) + measure, { start, end: range.end + 1 }, "part");
  }
  consumer.term(time.term, time, "whole");
  if (time.term.endsWith(":00"))
    for (const term of hourTerms(time.term.slice(0, -3))) consumer.term(term, time, "index");
  const half = /^[ap]m(?![a-z])/.exec(text.slice(time.end, time.end + 3))?.[0];
  if (half === undefined) return time;
  const end = time.end + half.length;
  if (half === "pm") consumer.term(half, { start: time.end, end }, "index");
  return { end };
}

function readLarge(text: string, number: Range, consumer: TermConsumer): SpokenNumber | undefined {
  const amount = amountAt(text, number.start);
  if (!amount) return undefined;
  const { start, end } = number;
  const written = plainNumber(text.slice(start, end));
  const at = text.charAt(end) === " " ? end + 1 : end;
  consumer.term(written, number, "part");
  consumer.term(written + text.charAt(at), { start, end: at + 1 }, "part");
  const measure = text.charAt(amount.end);
  const isMeasured = measure !== "" && MEASURES.includes(measure);
  consumer.term(amount.term, amount, isMeasured ? "part" : "whole");
  if (!isMeasured) return amount;
  const whole = { term: amount.term + measure, start, end: amount.end + 1 };
  consumer.term(whole.term, whole, "whole");
  return whole;
}

/** Matches `2+1+2`, `3+1`; refuses `2+`, `2 + 1`. */
const SUM = /\d{1,9}(?:\+\d{1,9}){1,7}/y;

function readSum(text: string, { start, end }: Range, consumer: TermConsumer): number | undefined {
  if (text.charAt(end) !== "+") return undefined;
  SUM.lastIndex = start;
  const sum = SUM.exec(text);
  if (!sum) return undefined;
  const range = { start, end: start + sum[0].length };
  if (kindAt(text, range.end) === LETTER) return undefined;
  consumer.term(sum[0], range, "whole");
  return range.end;
}

/** What a number is found by, too: `1.0` of 1.0.0, and 618 of 6·18. */
function otherNumbers(typed: string, written: string): readonly string[] {
  const release = /^\d+\.\d+(?=\.)/.exec(written)?.[0];
  const [, month = "", day = ""] = NAMED_DAY.exec(typed) ?? [];
  return [release ?? "", month + day].filter((number) => number !== "");
}

/** Matches a day that is a name, as Chinese writes it: `6·18`, which is spoken 六一八. */
const NAMED_DAY = /^(\d{1,2})[·・•‧](\d{1,2})$/;

function readAmount(text: string, number: Range, consumer: TermConsumer): SpokenNumber {
  const { start, end } = number;
  const written = plainNumber(text.slice(start, end));
  const at = text.charAt(end) === " " ? end + 1 : end;
  const measure = text.charAt(at);
  const measured = measure !== "" && MEASURES.includes(measure);
  consumer.term(written, number, measured ? "part" : "whole");
  for (const other of otherNumbers(text.slice(start, end), written))
    consumer.term(other, number, "index");
  if (!measured) return { end };
  // 08年 is a year, and no eighth one.
  const isPadded = measure !== "年" && /^0+\d+$/.test(written);
  const count = isPadded ? String(Number(written)) : written;
  const whole = { term: count + measure, start, end: at + 1 };
  consumer.term(whole.term, whole, "whole");
  return isHour(measure) ? readHour(count, whole, consumer) : { end: whole.end };
}

function isHour(measure: string): boolean {
  return measure === "点" || measure === "时";
}

/** Adds the other ways to write a full hour. */
function readHour<Whole extends Range>(count: string, whole: Whole, consumer: TermConsumer): Whole {
  for (const term of hourTerms(count)) consumer.term(term, whole, "index");
  return whole;
}

/** `50%`, `3.5 %`, `3‰`: a number of other things is none. */
function readShare(
  text: string,
  { start, end }: Range,
  consumer: TermConsumer,
): SpokenNumber | undefined {
  const at = text.charAt(end) === " " ? end + 1 : end;
  const sign = text.charAt(at);
  if (sign !== "%" && sign !== "‰") return undefined;
  const written = plainNumber(text.slice(start, end));
  const whole = { start, end: at + 1 };
  consumer.term(written, { start, end }, "part");
  consumer.term(written + sign, whole, "whole");
  return { end: whole.end };
}

/** Matches `1/3`, `24/7`, `½` as it is folded, `3:2` and `3比2`; refuses `1/3/2020`, `2020/21`,
 *  `1/3.5` and `3:2:1`. */
const FRACTION = /(?<![\d/.,:])(\d{1,3})(?:[/⁄]([1-9]\d{0,2})|[:比](\d{1,3}))(?![\d/:]|[.,]\d)/y;

function readFraction(
  text: string,
  { start, end }: Range,
  consumer: TermConsumer,
): SpokenNumber | undefined {
  if (!"/⁄:比".includes(text.charAt(end) || " ")) return undefined;
  FRACTION.lastIndex = start;
  const [written, first = "", of, to] = FRACTION.exec(text) ?? [];
  const second = of ?? to;
  if (written === undefined || second === undefined) return undefined;
  const whole = { start, end: start + written.length };
  consumer.term(first, { start, end }, "part");
  consumer.term(second, { start: end + 1, end: whole.end }, "part");
  consumer.term(first + (of === undefined ? ":" : "/") + second, whole, "whole");
  return whole;
}

/** The number without commas between thousands, its points full stops. */
function plainNumber(number: string): string {
  let plain = "";
  for (const sign of number) if (sign !== ",") plain += isPoint(sign) ? "." : sign;
  return plain;
}
