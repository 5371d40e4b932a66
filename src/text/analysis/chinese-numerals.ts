import { hourTerms } from "./amounts.ts";
import { dateTerms } from "./date-terms.ts";
import { type ChineseNumeral, numeralAt } from "./numeral-readers.ts";
import { isDigit, isNumeral, numeralEnd, informalNumerals, valueOf } from "./numeral-values.ts";

/** The terms that a number written in Chinese is indexed under: those that digits would give. */
export function numeralTerms({ term }: ChineseNumeral): readonly string[] {
  if (term.includes("/")) return [term, ...term.split("/")];
  if (TIME.test(term)) return [term, ...hourTerms(term.slice(0, term.indexOf(":"))).slice(0, 2)];
  if (term.includes(":")) return [term, ...term.split(":")];
  return term.includes("-") ? termsOfDate(term) : countTerms(term);
}

/** Matches `9:30`; refuses `3:2`. */
const TIME = /:\d\d$/;

function countTerms(term: string): readonly string[] {
  const [digits = "", measure] = /^\d{2,}(?=(\D))/.exec(term) ?? [];
  const whole = /^\d+[点时]$/.test(term) ? hourTerms(term.slice(0, -1)) : [term];
  return digits === "" || measure === "." ? whole : [...whole, digits];
}

function termsOfDate(term: string): readonly string[] {
  const [first = 0, second = 0, third] = term.split("-").map(Number);
  const date =
    third !== undefined
      ? { year: first, month: second, day: third }
      : first > 31
        ? { year: first, month: second }
        : { month: first, day: second };
  return dateTerms(date).map((each) => each.term);
}

/** Signs of a number, at most: of more it is a list. */
const MAX_NUMERAL = 24;

/** The numbers of a run that are written in Chinese. O(characters).
 *  @param written  the characters of the run, folded */
export function chineseNumeralsIn(written: readonly string[]): readonly ChineseNumeral[] {
  const characters = informalNumerals(written);
  const found: ChineseNumeral[] = [];
  for (let at = 0; at < characters.length;) {
    if (!isNumeral(characters[at])) {
      at++;
      continue;
    }
    const end = numeralEnd(characters, at);
    const isOne = end - at <= MAX_NUMERAL;
    const numeral = isOne
      ? (dateAt(characters, at, end) ?? numeralAt(characters, at, end))
      : undefined;
    if (numeral !== undefined) found.push(numeral);
    at = Math.max(end, numeral?.end ?? end);
  }
  return found;
}

/** `二零二三年四月十四日`, or as much of it as there is. */
function dateAt(
  characters: readonly string[],
  start: number,
  firstEnd: number,
): ChineseNumeral | undefined {
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
    end = numeralEnd(characters, at);
  }
  return dateFrom(parts, start);
}

/** A date of the parts that were read, the year first: -1 where it is left out. */
function dateFrom(
  parts: readonly { readonly value: number; readonly end: number }[],
  start: number,
): ChineseNumeral | undefined {
  const written = parts.filter(({ value }) => value >= 0);
  const last = written.at(-1);
  if (written.length < 2 || last === undefined) return undefined;
  const [, month, day] = parts;
  if (!isUpTo(12, month?.value) || (day && !isUpTo(31, day.value))) return undefined;
  const term = written.map(({ value }) => value).join("-");
  return { start, end: last.end, term, isMeasured: true };
}

function isUpTo(most: number, value = 0): boolean {
  return value >= 1 && value <= most;
}

function isYear(digits: readonly string[]): boolean {
  return digits.length === 4 && digits.every(isDigit);
}
