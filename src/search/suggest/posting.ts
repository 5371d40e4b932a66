import type { MatchWay } from "./keys.ts";

/** That a key finds a text, and how: `8 × number of the text + way`. Texts are numbered from the
 *  best to the least. */
export type Posting = number;

/** Which texts are of which kind, by their numbers: names from 0, terms from `terms`, titles from
 *  `titles`. */
export type Kinds = { readonly terms: number; readonly titles: number };

/** Room for the ways in which a key finds a text. */
export const WAYS_ROOM = 8;

/** @param text  the number of a text */
export function postingOf(text: number, way: MatchWay): Posting {
  return text * WAYS_ROOM + way;
}

/** The number of the text that a posting means. */
export function textOf(posting: Posting): number {
  return Math.floor(posting / WAYS_ROOM);
}

/** How a posting's key finds its text. */
export function wayOf(posting: Posting): MatchWay {
  // `postingOf` put a way there.
  return (posting % WAYS_ROOM) as MatchWay;
}

/** How many of each kind are remembered where more texts share a beginning than anybody would look
 *  through. Titles are more than are shown, so that further words can choose among them. */
const BEST = { names: 8, terms: 4, titles: 24 };

/** Each text once, by its best way; the best way first, and of one way the better text. O(n log
 *  n). */
export function ranked(postings: Iterable<Posting>): Posting[] {
  const best = new Map<number, Posting>();
  for (const posting of postings) {
    const text = textOf(posting);
    const known = best.get(text);
    if (known === undefined || posting < known) best.set(text, posting);
  }
  return [...best.values()].sort((a, b) => wayOf(a) - wayOf(b) || a - b);
}

/** The best of each kind among postings, ranked. The best of several lists are among the best of
 *  each. */
export function bestOf(postings: Iterable<Posting>, kinds: Kinds): Posting[] {
  const left = { ...BEST };
  return ranked(postings).filter((posting) => left[kindOf(textOf(posting), kinds)]-- > 0);
}

/** What kind of text has this number. */
export function kindOf(text: number, { terms, titles }: Kinds): keyof typeof BEST {
  return text < terms ? "names" : text < titles ? "terms" : "titles";
}
