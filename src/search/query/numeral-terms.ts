import type { QueryPiece } from "#text/analysis/query-pieces.ts";
import type { Alternatives } from "./term-collector.ts";
import { type LookupMode, type TermContext, whereOf } from "./term-context.ts";

/** Requirements that speak of the characters `[from, to)` of a run. */
export type RunRequirement = {
  readonly from: number;
  readonly to: number;
  readonly required: readonly Alternatives[];
};

/** What the character before a number weighs: alone it says little. */
const BEFORE_WEIGHT = 0.1;

type NumeralAlternatives = {
  /** The terms of the numbers, which are scored as well. */
  readonly scored: readonly number[];
  readonly inDigits: (asked: readonly RunRequirement[]) => readonly RunRequirement[];
};

/** Lets numbers in digits stand for those of a run that are written in Chinese: 第15届 for
 *  第十五届. What speaks of the number alone is met by its term in digits; what reaches over its
 *  beginning, by the character before it, with which a run ends there; over its end, by the number.
 *  @returns the required with these alternatives. O(required × numerals) */
export function numeralAlternatives(
  { characters, numerals }: Pick<Extract<QueryPiece, { kind: "run" }>, "characters" | "numerals">,
  how: LookupMode,
  { collector }: TermContext,
): NumeralAlternatives {
  if (numerals.length === 0) return { scored: [], inDigits: (asked) => asked };
  const numberOf = (term: string, boost?: number): number =>
    collector.numberOf({ ...whereOf(how), term, ...(boost !== undefined && { boost }) });
  const alternatives = numerals.map(({ start, end, term }) => ({
    start,
    end,
    number: numberOf(term),
    before: start > 0 ? numberOf(characters[start - 1]!, BEFORE_WEIGHT) : undefined,
  }));
  const inDigits: NumeralAlternatives["inDigits"] = (asked) =>
    asked.map((one) => {
      const { from, to } = one;
      let { required } = one;
      for (const { start, end, number, before } of alternatives) {
        if (from >= start && to <= end) required = withAlternative(required, number);
        else if (from === start - 1 && to <= start + 1 && before !== undefined)
          required = withAlternative(required, before);
        else if (from === end - 1 && to === end + 1) required = withAlternative(required, number);
      }
      return required === one.required ? one : { ...one, required };
    });
  const scored = alternatives.flatMap(({ number, before }) =>
    before === undefined ? [number] : [number, before],
  );
  return { scored, inDigits };
}

function withAlternative(
  required: readonly Alternatives[],
  number: number,
): readonly Alternatives[] {
  return required.map((need) => (need.includes(number) ? need : [...need, number]));
}
