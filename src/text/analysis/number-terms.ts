import { MEASURES } from "./chinese-numerals.ts";
import { readDate } from "./date-terms.ts";
import { kindAt, LETTER } from "./letter-kind.ts";
import { isPoint } from "./pieces.ts";
import type { Range, TermConsumer } from "./term-consumer.ts";

/** The terms of the number that begins at `number.start` of a folded text, and of the date or sum
 *  that it begins.
 *  @returns where what was read ends; beyond `number.end` for a date, a sum, and a number with its
 *    measure
 *  @example "2023年04月14日" gives 2023年 4月 14日 2023-4 4-14 2023-4-14 */
export function readNumber(text: string, number: Range, consumer: TermConsumer): number {
  return (
    readDate(text, number.start, consumer) ??
    readSum(text, number, consumer) ??
    readAmount(text, number, consumer)
  );
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

function readAmount(text: string, number: Range, consumer: TermConsumer): number {
  const { start, end } = number;
  const written = plainNumber(text.slice(start, end));
  const at = text.charAt(end) === " " ? end + 1 : end;
  const measure = text.charAt(at);
  const measured = measure !== "" && MEASURES.includes(measure);
  consumer.term(written, number, measured ? "part" : "whole");
  const release = /^\d+\.\d+(?=\.)/.exec(written)?.[0];
  if (release) consumer.term(release, number, "index");
  if (!measured) return end;
  consumer.term(
    (/^0+\d+$/.test(written) ? String(Number(written)) : written) + measure,
    { start, end: at + 1 },
    "whole",
  );
  return at + 1;
}

/** The number without commas between thousands, its points full stops. */
function plainNumber(number: string): string {
  let plain = "";
  for (const sign of number) if (sign !== ",") plain += isPoint(sign) ? "." : sign;
  return plain;
}
