import { WEIGHTS } from "./options.ts";
import { MAX_NEAR } from "./near-terms.ts";
import type { Postings } from "./shard.ts";
import { findPrefixed, findTerm, type FoundTerm, type OpenShards } from "./term-lookup.ts";
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
  /** Terms that begin with it, of those that it stands for. */
  readonly begun: number;
  /** Whether there were more terms that resemble it or begin with it than are followed. */
  readonly isCut: boolean;
};

/** Terms that all prefixes of a search may stand for. A single common Han character begins about 2,000 bigrams in 10,000 articles. */
export const MAX_PREFIXED = 4_096;

/** Looks a term up in all parts, with what else it stands for. O(terms that begin with it, where they are wanted).
 *  @param near  terms one edit away, when they are wanted
 *  @param maxBegun  terms that may begin with it, at most */
export function resolveTerm(
  { term, prefix, synonyms }: QueryTerm,
  parts: readonly OpenShards[],
  { near, maxBegun }: { readonly near: readonly string[]; readonly maxBegun: number },
): Resolved {
  const named = new Map<string, Derived>();
  const add = (text: string, weight: number): void => {
    if (named.has(text)) return;
    const places = parts.map((part) => findTerm(part, text));
    if (places.some((place) => place !== undefined)) named.set(text, { places, weight });
  };
  add(term, 1);
  for (const synonym of synonyms ?? []) add(synonym.term, synonym.weight);
  const prefixed = prefix ? parts.map((part) => findPrefixed(part, term, maxBegun)) : [];
  const derived = [...named.values()];
  const isNamed = (text: string): boolean => synonyms !== undefined && named.has(text);
  const longer = together(prefixed);
  for (const { text, places } of longer) {
    if (isNamed(text)) continue;
    const distance = text.length - term.length;
    const weight = (WEIGHTS.prefix * text.length) / (text.length + 0.3 * distance);
    derived.push({ places, weight });
  }
  const before = named.size;
  const begun = new Set(near.length > 0 ? prefixed.flat().map(([text]) => text) : []);
  for (const text of near)
    if (!begun.has(text)) add(text, (WEIGHTS.fuzzy * text.length) / (text.length + 1));
  derived.push(...[...named.values()].slice(before));
  return {
    derived,
    size: sizeOf(derived),
    begun: longer.length,
    isCut: near.length >= MAX_NEAR || prefixed.some((found) => found.length >= maxBegun),
  };
}

type Begun = { readonly text: string; readonly places: Derived["places"] };

/** The terms that were found in any part, each with its places in all of them. In one part no term is there twice. */
function together(found: readonly (readonly FoundTerm[])[]): readonly Begun[] {
  const [only, second] = found;
  if (only !== undefined && second === undefined)
    return only.map(([text, place]) => ({ text, places: [place] }));
  const byPart = found.map((part) => new Map(part));
  return [...new Set(found.flat().map(([text]) => text))].map((text) => ({
    text,
    places: byPart.map((part) => part.get(text)),
  }));
}

function sizeOf(derived: readonly Derived[]): number {
  let size = 0;
  for (const { places } of derived) for (const place of places) size += place?.size ?? 0;
  return size;
}
