import { candidatesFor } from "./candidates.ts";
import { holdsPart, normalFormOf } from "./key.ts";
import { kindOf, textOf } from "./posting.ts";
import type { SuggestionQuery } from "./query.ts";
import { type SuggestionRoot, textPlace } from "./root.ts";
import type { SuggestionShard } from "./shard.ts";
import type { SuggestionTexts } from "./texts.ts";

/** Opened blobs, by their indexes in the manifest. */
type SuggestionParts = {
  readonly shards: ReadonlyMap<number, SuggestionShard>;
  readonly texts: ReadonlyMap<number, SuggestionTexts>;
  /** Numbers of texts that no article has any more, ascending. */
  readonly removed?: readonly number[];
};

/** Suggestions of what changed since the base was published, all at hand. */
export type RecentSuggestions = Omit<SuggestionParts, "removed"> & {
  readonly root: SuggestionRoot;
};

/** What is suggested. */
export type Suggested = {
  /** In the characters of those who wrote them, the best first, at most MAX_SUGGESTIONS. */
  readonly suggestions: readonly string[];
  /** Blobs of texts that hold further candidates, those of the best first: with them there may be
   *  more, or better ones. */
  readonly missing: readonly number[];
};

/** Suggestions that are given. */
const MAX_SUGGESTIONS = 10;
/** Of these so many names at most while there is anything else … */
const MAX_NAMES = 5;
/** … and so many terms at least, when there are any. */
const LEAST_TERMS = 2;
/** Texts that are looked at for one query, at most. */
const MAX_LOOKED_AT = 256;

type SuggestedText = { written: string };
type FoundByKind = Record<ReturnType<typeof kindOf>, SuggestedText[]>;

/** Suggests: names of sections and tags, then titles, then terms; in each kind what begins with
 *  what was typed before what has it within, and as it is written before what is read so; newer
 *  titles first; what is recent before what it is laid over. About 0.1 ms. */
export function runSuggestions(
  root: SuggestionRoot,
  query: SuggestionQuery,
  { removed = [], ...base }: SuggestionParts,
  recent?: RecentSuggestions,
): Suggested {
  const gone = new Set(removed);
  const whole: RecentSuggestions = { root, ...base };
  const found: FoundByKind = { names: [], titles: [], terms: [] };
  const missing = new Set<number>();
  let looked = 0;
  const take = takerOf(query);
  for (const { part, posting, parts } of candidatesIn(
    [...(recent ? [recent] : []), whole],
    query,
  )) {
    const text = textOf(posting);
    const kind = kindOf(text, part.root);
    if (found[kind].length === MAX_SUGGESTIONS || (part === whole && gone.has(text))) continue;
    if (looked++ === MAX_LOOKED_AT) break;
    const { blob, index } = textPlace(part.root, text);
    const written = part.texts.get(blob)?.text(index);
    if (written === undefined) missing.add(blob);
    else take(found[kind], written, { parts, isTerm: kind === "terms" });
  }
  const suggestions = composed(found).map(({ written }) => written);
  return { suggestions, missing: [...missing] };
}

/** What may be suggested of several parts: those of the first before those of the next where they
 *  were found alike. */
function candidatesIn(parts: readonly RecentSuggestions[], query: SuggestionQuery) {
  const all = parts.flatMap((part) =>
    candidatesFor(part.root, query, part.shards).map((one) => ({ ...one, part })),
  );
  // One part is in its order already.
  return parts.length === 1 ? all : all.sort((a, b) => a.rank - b.rank);
}

/** A function that takes a text into a list if it has all parts. Of two that differ in script, case
 *  or signs alone the first has the rank, but if only the second has what was typed, as it was
 *  typed, it is shown. A term is not offered to those who have typed it already. */
function takerOf({ typed, normal }: SuggestionQuery) {
  const taken = new Map<string, SuggestedText>();
  return (
    list: SuggestedText[],
    written: string,
    { parts, isTerm }: { readonly parts: readonly string[]; readonly isTerm: boolean },
  ): void => {
    const { text } = normalFormOf(written);
    if (isTerm && text === normal) return;
    if (!parts.every((part) => holdsPart(text, part))) return;
    const known = taken.get(text);
    if (known === undefined) {
      const shown = { written };
      taken.set(text, shown);
      list.push(shown);
    } else if (!known.written.includes(typed) && written.includes(typed)) known.written = written;
  };
}

function composed({ names, titles, terms }: FoundByKind): readonly SuggestedText[] {
  const first = names.slice(0, MAX_NAMES);
  const kept = Math.min(LEAST_TERMS, terms.length);
  const middle = titles.slice(0, MAX_SUGGESTIONS - first.length - kept);
  const last = terms.slice(0, MAX_SUGGESTIONS - first.length - middle.length);
  const left = names.slice(MAX_NAMES, MAX_SUGGESTIONS - middle.length - last.length);
  return [...first, ...left, ...middle, ...last];
}
