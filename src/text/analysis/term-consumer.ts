import type { Piece } from "./pieces.ts";

/** What a term is worth.
 *  - `whole`: what the writer means; indexed, and a query that has it wants it
 *  - `part`: a piece of a whole, or a wider form of it; indexed, and in a query it only adds to the
 *    score
 *  - `index`: indexed, so that other ways to write the same find it; never in a query */
type Grade = "whole" | "part" | "index";

/** How far a number speaks for what follows it. */
export type SpokenNumber = {
  /** Beyond the number for a date, a sum, and a number with its measure. */
  readonly end: number;
  /** The term that says what reaches into the characters behind the digits; absent where these are
   *  asked for by themselves. */
  readonly term?: string;
};

/** Takes what the analyzer finds in a folded text, in the order of the text. Offsets are UTF-16
 *  units of the folded text. */
export type TermConsumer = {
  /** A finished term: a number, a date, a product's name. */
  readonly term: (term: string, range: Range, grade: Grade) => void;
  /** A word of an alphabet, still to be stopped and stemmed. */
  readonly word: (word: string, range: Range, grade: Grade) => void;
  /** Characters written without spaces.
   *  @param spoken  the number or letter before them that speaks for the first, and up to where */
  readonly run: (piece: Piece, spoken: SpokenNumber | undefined) => void;
};

/** `[start, end)`. A Piece is one too. */
export type Range = { readonly start: number; readonly end: number };

/** The same consumer, in which nothing is more than a part: for what lies inside something
 *  whole. */
export function asParts(consumer: TermConsumer): TermConsumer {
  const less = (grade: Grade): Grade => (grade === "whole" ? "part" : grade);
  return {
    term: (term, range, grade) => consumer.term(term, range, less(grade)),
    word: (word, range, grade) => consumer.word(word, range, less(grade)),
    run: consumer.run,
  };
}
