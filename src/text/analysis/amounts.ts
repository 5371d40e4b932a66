import type { Range } from "./term-consumer.ts";

/** A number that is written with signs for large ones, or a time of day, and the term that all its
 *  writings have. */
export type Amount = Range & { readonly term: string };

/** Matches `3万`, `3 万`, `1.2亿`, `2千万`, `3万亿`, `3千`, `1,500万`, `零500万`; refuses `3`. */
const GROUP = /[零 ]?(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(\d{1,8}))? ?(万亿|[百千]?[万亿]|[百千])/y;
/** What ends `3万5000`, as long as its sign has noughts. */
const REST = /\d{2,4}(?![\d.,:/])/y;
/** What ends `3万8`, which is 38,000; refuses `3万8月`. */
const TENTH = /[1-9](?![\d.,:/%a-z年月日号点时分个人名])/y;
/** Noughts that signs stand for. */
const NOUGHTS: Readonly<Record<string, number>> = { 百: 2, 千: 3, 万: 4, 亿: 8 };

/** The number with large signs that begins with a digit at `start` of a folded text, as digits:
 *  `35000` for `3.5万`, `3万5千` and `3万5000`; undefined where none is, or where it is no whole
 *  number. */
export function amountAt(text: string, start: number): Amount | undefined {
  const first = groupAt(text, start);
  if (first === undefined) return undefined;
  let { value: sum, noughts, end } = first;
  for (let next = groupAt(text, end); next && next.noughts < noughts; next = groupAt(text, end)) {
    sum += next.value;
    ({ noughts, end } = next);
  }
  const [rest = ""] = matchAt(REST, text, end) ?? [];
  if (rest.length === noughts) {
    sum += Number(rest);
    end += rest.length;
  } else {
    const [tenth = ""] = matchAt(TENTH, text, end) ?? [];
    sum += Number(tenth) * 10 ** (noughts - 1);
    end += tenth.length;
  }
  return Number.isSafeInteger(sum) ? { term: String(sum), start, end } : undefined;
}

/** A number and its signs: NaN for what is no whole number. */
type Group = { readonly value: number; readonly noughts: number; readonly end: number };

function groupAt(text: string, at: number): Group | undefined {
  const match = matchAt(GROUP, text, at);
  if (match === null) return undefined;
  const [written, whole = "", decimals = "", signs = ""] = match;
  const noughts = noughtsOf(signs);
  const value = scaled(whole.replaceAll(",", ""), decimals, noughts) ?? Number.NaN;
  return { value, noughts, end: at + written.length };
}

function noughtsOf(signs: string): number {
  return Array.from(signs).reduce((sum, sign) => sum + (NOUGHTS[sign] ?? 0), 0);
}

/** `1.2` with eight noughts is 120,000,000; undefined for what is no whole number. */
export function scaled(whole: string, decimals: string, noughts: number): number | undefined {
  const kept = decimals.replace(/0+$/, "");
  return kept.length > noughts ? undefined : Number(whole + kept) * 10 ** (noughts - kept.length);
}

/** Matches `9:30`, `09:30:15`, `9:30pm`, `9点30分`, `9时30分`, `9点半`, `9点一刻`, `9点30`; refuses
 *  `3:2`, `1:100`, `9点`, `9点半导体`. */
const TIME =
  /(\d{1,2})(?::(\d\d)(?::\d\d)?(?=[ap]m(?![a-z])|(?![\d:a-z]))|[点时](?:(\d{1,2})分|(半)(?![导会刻])|([一三])刻|(\d\d)(?![\d.:年月])))/y;

/** The time of day with minutes that begins at `start` of a folded text: `9:30` for `9时30分`. */
export function timeAt(text: string, start: number): Amount | undefined {
  const match = matchAt(TIME, text, start);
  if (!match) return undefined;
  const [written, hour, clock, minutes, half, quarter, loose] = match;
  const spoken = half ? 30 : quarter ? (quarter === "一" ? 15 : 45) : undefined;
  const term = timeTerm(Number(hour), spoken ?? Number(clock ?? minutes ?? loose));
  return term === undefined ? undefined : { term, start, end: start + written.length };
}

/** The term of a time of day; undefined when there is none such. */
export function timeTerm(hour: number, minute: number): string | undefined {
  return hour <= 24 && minute < 60 ? `${hour}:${String(minute).padStart(2, "0")}` : undefined;
}

/** The ways to write a full hour: `9点`, `9时`, `9:00`. */
export function hourTerms(hour: string): readonly string[] {
  const time = timeTerm(Number(hour), 0);
  return [`${hour}点`, `${hour}时`, ...(time === undefined ? [] : [time])];
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
