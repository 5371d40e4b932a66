import { candidatesFor } from "./suggestion-candidates.ts";
import { holdsPart, normalFormOf } from "./suggestion-key.ts";
import { kindOf, textOf } from "./suggestion-posting.ts";
import type { SuggestionQuery } from "./suggestion-query.ts";
import { type SuggestionRoot, textPlace } from "./suggestion-root.ts";
import type { SuggestionShard } from "./suggestion-shard.ts";
import type { SuggestionTexts } from "./suggestion-texts.ts";

/** Opened blobs, by their places in the manifest. */
export type SuggestionParts = {
  readonly shards: ReadonlyMap<number, SuggestionShard>;
  readonly texts: ReadonlyMap<number, SuggestionTexts>;
};

/** What is suggested. */
export type Suggested = {
  /** In the characters of those who wrote them, the best first, at most MAX_SUGGESTIONS. */
  readonly suggestions: readonly string[];
  /** Blobs of texts that hold further candidates, those of the best first: with them there may be more, or better ones. */
  readonly missing: readonly number[];
};

/** Suggestions that are given. */
export const MAX_SUGGESTIONS = 10;
/** Of these so many names at most while there is anything else … */
const MAX_NAMES = 5;
/** … and so many terms at least, when there are any. */
const LEAST_TERMS = 2;
/** Texts that are looked at for one query, at most. */
const MAX_LOOKED_AT = 256;

type Found = Record<ReturnType<typeof kindOf>, string[]>;

/** Suggests: names of sections and tags, then titles, then terms; in each kind what begins with what was typed before what has it within, and as it is
 *  written before what is read so; newer titles first. About 0.1 ms. */
export function runSuggestions(
  root: SuggestionRoot,
  query: SuggestionQuery,
  { shards, texts }: SuggestionParts,
): Suggested {
  const found: Found = { names: [], titles: [], terms: [] };
  const missing = new Set<number>();
  const seen = new Set<number>();
  for (const { posting, parts } of candidatesFor(root, query, shards)) {
    const text = textOf(posting);
    const kind = kindOf(text, root);
    if (seen.has(text) || found[kind].length === MAX_SUGGESTIONS) continue;
    if (seen.size === MAX_LOOKED_AT) break;
    seen.add(text);
    const { blob, index } = textPlace(root, text);
    const written = texts.get(blob)?.text(index);
    if (written === undefined) missing.add(blob);
    else if (isRight(written, { parts, other: kind === "terms" ? query.normal : "" }))
      found[kind].push(written);
  }
  return { suggestions: composed(found), missing: [...missing] };
}

/** Whether a text has all parts, and is not the very thing that was typed. */
function isRight(
  written: string,
  { parts, other }: { readonly parts: readonly string[]; readonly other: string },
): boolean {
  if (parts.length === 0 && other === "") return true;
  const { text } = normalFormOf(written);
  return text !== other && parts.every((part) => holdsPart(text, part));
}

function composed({ names, titles, terms }: Found): readonly string[] {
  const first = names.slice(0, MAX_NAMES);
  const kept = Math.min(LEAST_TERMS, terms.length);
  const middle = titles.slice(0, MAX_SUGGESTIONS - first.length - kept);
  const last = terms.slice(0, MAX_SUGGESTIONS - first.length - middle.length);
  const left = names.slice(MAX_NAMES, MAX_SUGGESTIONS - middle.length - last.length);
  return [...first, ...left, ...middle, ...last];
}
