import { WEIGHTS } from "./options.ts";
import { MAX_NEAR } from "./near-terms.ts";
import type { Postings } from "./shard.ts";
import { findPrefixed, findTerm, type OpenShards } from "./term-lookup.ts";
import type { QueryTerm } from "./term-query.ts";

/** One term of the index that a term of the query stands for. */
export type Derived = {
  /** By part of the index; undefined where no article of the part has it. */
  readonly places: readonly (Postings | undefined)[];
  /** MiniSearch's termWeight: 1 for the term itself. */
  readonly weight: number;
};

/** What one term of a query comes to in the index. */
export type Resolved = {
  /** The term itself first, if any article has it. */
  readonly derived: readonly Derived[];
  /** Bytes of postings to walk. */
  readonly size: number;
  /** Whether there were more terms that resemble it or begin with it than are followed. */
  readonly isCut: boolean;
};

/** Terms that a prefix may stand for. A single common Han character begins about 2,000 bigrams in 10,000 articles. */
export const MAX_PREFIXED = 4_096;

/** Looks a term up in all parts, with what else it stands for.
 *  @param near  terms one edit away, when they are wanted */
export function resolveTerm(
  { term, prefix, synonyms }: QueryTerm,
  parts: readonly OpenShards[],
  near: readonly string[],
): Resolved {
  const derived = new Map<string, Derived>();
  const add = (text: string, places: Derived["places"], weight: number): void => {
    if (!derived.has(text) && places.some((place) => place !== undefined))
      derived.set(text, { places, weight });
  };
  const placesOf = (text: string): Derived["places"] => parts.map((part) => findTerm(part, text));
  add(term, placesOf(term), 1);
  for (const synonym of synonyms ?? []) add(synonym.term, placesOf(synonym.term), synonym.weight);
  const prefixed = prefix ? parts.map((part) => findPrefixed(part, term, MAX_PREFIXED)) : [];
  for (const text of new Set(prefixed.flatMap((found) => [...found.keys()]))) {
    const distance = text.length - term.length;
    const weight = (WEIGHTS.prefix * text.length) / (text.length + 0.3 * distance);
    add(
      text,
      prefixed.map((found) => found.get(text)),
      weight,
    );
  }
  for (const text of near) {
    add(text, placesOf(text), (WEIGHTS.fuzzy * text.length) / (text.length + 1));
  }
  return {
    derived: [...derived.values()],
    size: sizeOf([...derived.values()]),
    isCut: near.length >= MAX_NEAR || prefixed.some((found) => found.size >= MAX_PREFIXED),
  };
}

function sizeOf(derived: readonly Derived[]): number {
  let size = 0;
  for (const { places } of derived) for (const place of places) size += place?.size ?? 0;
  return size;
}
