import { MAX_TERMS, type QueryTerm, type TermQuery } from "./term-query.ts";
import { encodeTerm } from "#search/format/term-codec.ts";

/** A term as the analyzer gives it, and how it is looked for. */
export type WantedTerm = QueryTerm;

/** Numbers of collected terms of which an article must have any. */
export type Alternatives = readonly number[];

/** Gathers the terms of a query, more than fit at first. */
export type TermCollector = {
  /** The number of a term, the same for the same term looked for in the same way. */
  readonly numberOf: (term: WantedTerm) => number;
  /** Scores a term; once more for each time that it is called. */
  readonly score: (number: number) => void;
  /** Every article must have a term of each need; those that have one of each strict need come
   *  before all others. */
  readonly need: (
    required: readonly Alternatives[],
    requiredPairs: readonly Alternatives[],
  ) => void;
  /** These terms say the same as one of them: what has it and them has one term. */
  readonly standFor: (number: number, aliases: readonly number[]) => void;
  /** These terms are not what was typed, but stand for it. */
  readonly indirect: (numbers: readonly number[]) => void;
  /** These terms say little: only two of them, or one with another, find an article. */
  readonly slip: (numbers: readonly number[]) => void;
  /** What has this term comes first. */
  readonly wholeTitle: (number: number) => void;
  /** No article may have all of these terms; a doubtful one that has them may be found when its
   *  text says otherwise. */
  readonly refuse: (numbers: readonly number[], isDoubtful?: boolean) => void;
  /** Everything that was collected, as the scorer takes it. */
  readonly finish: () => CollectedQuery;
};

/** The part of a query that says what is looked up, and not which page is wanted. */
export type CollectedTerms = Pick<
  TermQuery,
  | "terms"
  | "sequence"
  | "required"
  | "requiredPairs"
  | "indirect"
  | "aliases"
  | "slips"
  | "wholeTitle"
  | "titleBoost"
  | "isMild"
  | "coverage"
  | "mustNot"
  | "mustNotUnverified"
>;

/** A query for the scorer, and what it looks for in the analyzer's own words. */
type CollectedQuery = {
  readonly query: CollectedTerms;
  /** The terms that are scored, not yet as the index writes them: what highlights look for. */
  readonly terms: readonly WantedTerm[];
  /** Whether terms were left out since there are more than MAX_TERMS. */
  readonly isCut: boolean;
};

/** A collector of nothing yet. */
export function createTermCollector(): TermCollector {
  const terms: WantedTerm[] = [];
  const numbers = new Map<string, number>();
  const sequence: number[] = [];
  const required: Alternatives[] = [];
  const requiredPairs: Alternatives[] = [];
  const aliases: (readonly [number: number, aliases: readonly number[]])[] = [];
  const indirect = new Set<number>();
  const slips = new Set<number>();
  let wholeTitle: number | undefined;
  const mustNot: (readonly number[])[] = [];
  const mustNotUnverified: (readonly number[])[] = [];
  return {
    numberOf(term) {
      const key = keyOf(term);
      const number = numbers.get(key) ?? terms.push(term) - 1;
      numbers.set(key, number);
      return number;
    },
    score: (number) => void sequence.push(number),
    standFor: (number, others) => void (others.length > 0 && aliases.push([number, others])),
    indirect: (numbers) => numbers.forEach((number) => indirect.add(number)),
    slip: (numbers) => numbers.forEach((number) => slips.add(number)),
    wholeTitle: (number) => void (wholeTitle = number),
    need(asked, asStrictly) {
      required.push(...asked);
      requiredPairs.push(...asStrictly);
    },
    refuse: (together, isDoubtful = false) =>
      void (isDoubtful ? mustNotUnverified : mustNot).push(together),
    finish() {
      const kept = keptOf(terms, [...mustNot, ...mustNotUnverified]);
      const places = new Map(kept.map((number, place) => [number, place]));
      const maskOf = (numbers: readonly number[]): number =>
        numbers.reduce(
          (mask, number) => (places.has(number) ? mask | (1 << places.get(number)!) : mask),
          0,
        );
      // Where a term was left out, nothing that it belongs to can be asked for.
      const masksOf = (groups: readonly (readonly number[])[]): number[] =>
        groups
          .filter((group) => group.length > 0 && group.every((number) => places.has(number)))
          .map((group) => group.reduce((mask, number) => mask | (1 << places.get(number)!), 0));
      return {
        query: {
          terms: kept.map((number) => writtenQueryTerm(terms[number]!)),
          sequence: sequence.flatMap((number) => places.get(number) ?? []),
          required: [...new Set(masksOf(required))],
          requiredPairs: [...new Set(masksOf(requiredPairs))],
          indirect: maskOf([...indirect]),
          aliases: aliases.flatMap(([number, others]) => {
            const [bit, mask] = [maskOf([number]), maskOf(others)];
            return bit === 0 || mask === 0 ? [] : [[mask, bit] as const];
          }),
          ...(slips.size > 0 && { slips: maskOf([...slips]) }),
          ...(wholeTitle !== undefined && { wholeTitle: maskOf([wholeTitle]) }),
          mustNot: masksOf(mustNot),
          mustNotUnverified: masksOf(mustNotUnverified),
        },
        terms: [...new Set(sequence)].flatMap((number) =>
          places.has(number) ? terms[number]! : [],
        ),
        isCut: asked(terms, [wholeTitle, ...indirect, ...slips]) > MAX_TERMS,
      };
    },
  };
}

/** How many terms somebody asked for: neither what stands for them nor the whole title. */
function asked(terms: readonly WantedTerm[], others: readonly (number | undefined)[]): number {
  return terms.filter(
    ({ correction, published }, number) => !correction && !published && !others.includes(number),
  ).length;
}

/** The same for the same term looked for in the same way; a term's synonyms are always the same. */
function keyOf({ term, published, ...how }: WantedTerm): string {
  const { prefix, fields, boost, correction, isUnfinished, onlyFormOf, titleLength } = how;
  if (published) return `${term} @`;
  if (onlyFormOf !== undefined) return `${term} 1 ${fields ?? ""}`;
  if (isUnfinished) return `${term} … ${fields ?? ""}`;
  if (correction !== undefined) return `${term} ~ ${fields ?? ""}`;
  const isPlain = !prefix && fields === undefined && boost === undefined;
  if (isPlain) return term;
  return [term, prefix ? "*" : "", fields, boost, titleLength].join(" ");
}

/** The terms that fit, in their order: those that articles are refused for, then the weightiest,
 *  then the first. */
function keptOf(
  terms: readonly WantedTerm[],
  mustNot: readonly (readonly number[])[],
): readonly number[] {
  if (terms.length <= MAX_TERMS) return [...terms.keys()];
  const must = new Set(mustNot.flat());
  const weight = (number: number): number => {
    const { boost = 1, correction } = terms[number]!;
    return must.has(number) ? 2 : correction ? 0 : boost;
  };
  return [...terms.keys()]
    .toSorted((a, b) => weight(b) - weight(a) || a - b)
    .slice(0, MAX_TERMS)
    .toSorted((a, b) => a - b);
}

function writtenQueryTerm({ term, synonyms, ...how }: WantedTerm): QueryTerm {
  return {
    ...how,
    term: encodeTerm(term),
    ...(synonyms && {
      synonyms: synonyms.map((synonym) => ({ ...synonym, term: encodeTerm(synonym.term) })),
    }),
  };
}
