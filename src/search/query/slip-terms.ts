import { FIELDS } from "#search/format/options.ts";
import type { TermContext } from "./term-context.ts";

/** In runs of at most so many characters one slip may leave no pair of them as it was. */
const MAX_BROKEN = 6;
/** What a pair weighs that is there only if a slip was made. */
const SLIP_WEIGHT = 0.8;
/** What the first and the last character of a short run weigh. */
const END_WEIGHT = 0.3;

/** What one character weighs that is left of a title of two: less than two that are left of
 *  three. */
const LONE_WEIGHT = 0.12;
/** Terms of a title of two characters: the pair, and its last one. */
const PAIR_TITLE_LENGTH = 2;

const TITLE = { fields: 1 << FIELDS.indexOf("title") };

/** The terms that a title has of which a run is a misspelling: two characters exchanged, one too
 *  many, and in a short run one that is another or is missing between the first and the last. A
 *  title that has nothing of what was typed must have two of them; of two characters one may be
 *  wrong where the title has no more. O(characters). */
export function slipTerms(
  characters: readonly string[],
  { collector, isAlone }: Pick<TermContext, "collector" | "isAlone">,
): readonly number[] {
  const pairs = [
    ...characters.slice(1).map((next, at) => ({ term: next + characters[at]!, apart: 1 })),
    ...characters.slice(2).map((next, at) => ({ term: characters[at]! + next, apart: 2 })),
  ];
  const numbers = pairs.map(({ term }) =>
    collector.numberOf({ ...TITLE, term, boost: SLIP_WEIGHT }),
  );
  // Two characters the other way round are all there is of them.
  if (characters.length > 2) collector.slip(numbers);
  if (characters.length > MAX_BROKEN) return numbers;
  const endsIn = (boost: number, titleLength?: number): readonly number[] => {
    const where = { ...TITLE, boost, ...(titleLength !== undefined && { titleLength }) };
    return [
      collector.numberOf({ ...where, term: characters[0]!, prefix: true }),
      collector.numberOf({ ...where, term: characters.at(-1)! }),
    ];
  };
  const ends = endsIn(END_WEIGHT);
  collector.slip(ends);
  // Of two characters one is left: it tells a title of two alone, where nothing else was typed.
  const alone = characters.length === 2 && isAlone ? endsIn(LONE_WEIGHT, PAIR_TITLE_LENGTH) : [];
  return [...numbers, ...ends, ...alone];
}
