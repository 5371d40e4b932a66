import type { QueryPiece } from "#text/analysis/query-pieces.ts";
import { publishedTerm } from "./published-terms.ts";
import type { Alternatives } from "./term-collector.ts";
import { type LookupMode, type TermContext, whereOf } from "./term-context.ts";

/** Requirements that speak of the characters `[from, to)` of a run. */
export type RunRequirement = {
  readonly from: number;
  readonly to: number;
  readonly required: readonly Alternatives[];
};

/** What the character before or behind a number weighs: alone it says little. */
const BESIDE_WEIGHT = 0.1;

type NumeralAlternatives = {
  /** The terms of the numbers, which are scored as well. */
  readonly scored: readonly number[];
  readonly inDigits: (asked: readonly RunRequirement[]) => readonly RunRequirement[];
};

/** Lets numbers in digits stand for those of a run that are written in Chinese: 第15届 for
 *  第十五届. What speaks of the number alone is met by its term in digits; what reaches over its
 *  beginning, by the character before it, with which a run ends there; over its end, by the number,
 *  with which a run begins. The last character of all must begin one: 二十头 is not any 20.
 *  @returns the required with these alternatives. O(required × numerals) */
export function numeralAlternatives(
  { characters, numerals }: Pick<Extract<QueryPiece, { kind: "run" }>, "characters" | "numerals">,
  how: LookupMode,
  context: TermContext,
): NumeralAlternatives {
  const { collector } = context;
  if (numerals.length === 0) return { scored: [], inDigits: (asked) => asked };
  const numberOf = (term: string, boost?: number): number =>
    collector.numberOf({ ...whereOf(how), term, ...(boost !== undefined && { boost }) });
  const alternatives = numerals.map(({ start, end, term, isMeasured }) => ({
    start,
    end,
    numbers: numbersOf(term),
    // Where what reaches over its end begins, as far as the number alone may meet that.
    overEnd: goesOnInDigits(term, characters[end - 1]) ? undefined : end - 1,
    behind: !isMeasured && end === characters.length - 1 ? beginningWith(characters[end]!) : [],
    before: start > 0 ? numberOf(characters[start - 1]!, BESIDE_WEIGHT) : undefined,
  }));
  function beginningWith(term: string): Alternatives {
    return [collector.numberOf({ ...whereOf(how), term, prefix: true, boost: BESIDE_WEIGHT })];
  }
  function numbersOf(term: string): Alternatives {
    const number = numberOf(term);
    const published = publishedTerm({ term, number }, how, context);
    return published === undefined ? [number] : [number, published];
  }
  const inDigits: NumeralAlternatives["inDigits"] = (asked) =>
    asked.map((one) => {
      const { from, to } = one;
      let { required } = one;
      for (const { start, end, numbers, overEnd, before, behind } of alternatives) {
        if (from >= start && to <= end) required = withAlternatives(required, numbers);
        else if (from === start - 1 && to <= start + 1 && before !== undefined)
          required = withAlternatives(required, [before]);
        else if (from === overEnd && to === end + 1)
          required = [numbers, behind].flatMap(alsoBy(required));
        else if (from === end && to === end + 1) required = withAlternatives(required, behind);
      }
      return required === one.required ? one : { ...one, required };
    });
  const besideOf = ({ before, behind }: (typeof alternatives)[number]): Alternatives =>
    before === undefined ? behind : [before, ...behind];
  collector.slip(alternatives.flatMap(besideOf));
  const scored = alternatives.flatMap((one) => [...one.numbers, ...besideOf(one)]);
  return { scored, inDigits };
}

/** Matches a number with a measure that has no other name. */
const COUNTED = /[^\d点时号日%‰]$/;

/** Whether the number in digits goes on as it does in Chinese: 3辆车 has 辆车 as well, so that it is
 *  none of 3辆马. */
function goesOnInDigits(term: string, last: string | undefined): boolean {
  return COUNTED.test(term) && last !== undefined && term.endsWith(last);
}

/** The required with each of some alternatives that there are. */
function alsoBy(
  required: readonly Alternatives[],
): (numbers: Alternatives) => readonly Alternatives[] {
  return (numbers) => (numbers.length > 0 ? withAlternatives(required, numbers) : []);
}

function withAlternatives(
  required: readonly Alternatives[],
  numbers: Alternatives,
): readonly Alternatives[] {
  return required.map((need) => [...new Set([...need, ...numbers])]);
}
