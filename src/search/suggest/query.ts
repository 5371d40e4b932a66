import { rejection, type Rejection } from "#model/rejection.ts";
import { MAX_QUERY } from "#search/query/search-parameters.ts";
import { cutKey, keyFrom, MAX_KEY_BYTES, normalFormOf } from "./key.ts";
import { suggestionShardOf, type SuggestionRoot } from "./root.ts";

/** One way to look for what somebody types. */
type KeyLookup = {
  /** What keys must begin with. */
  readonly key: string;
  /** What the normal form of a text must hold where the key alone does not tell. */
  readonly parts: readonly string[];
  /** How much of what was typed the key is: all; its beginning, where it is too long for a key; one
   *  of several parts. Where it is not all, texts are compared with `parts` even if their keys
   *  begin with it. */
  readonly share: "all" | "beginning" | "part";
};

/** What somebody types, understood. */
export type SuggestionQuery = {
  /** As it was typed, without spaces around it. */
  readonly typed: string;
  /** Its normal form; "" when there is nothing to look for. */
  readonly normal: string;
  /** Ways to look for it, the best first. */
  readonly lookups: readonly KeyLookup[];
};

/** What is longer nobody types: nothing is suggested for it. UTF-16 units. */
const MAX_USEFUL = 256;
/** Shards that a query reads, at most. */
const MAX_SHARDS = 2;

/** Understands what somebody types: as the beginning of a text or of a word in it; letters also as
 *  pinyin, whose syllables may stand apart; and, when that finds too little, as words that may
 *  stand anywhere.
 *  @returns a Rejection when it is longer than MAX_QUERY */
export function toSuggestionQuery(typed: string): SuggestionQuery | Rejection {
  if (typed.length > MAX_QUERY) {
    const what = `is ${typed.length} characters long`;
    return rejection({}, { field: "q", what, fix: `at most ${MAX_QUERY} are allowed` });
  }
  const normal = typed.length > MAX_USEFUL ? "" : normalFormOf(typed).text;
  if (normal === "") return { typed: "", normal, lookups: [] };
  const lookups: KeyLookup[] = [wholeLookup(normal, [normal])];
  const together = normal.replaceAll(" ", "");
  if (together !== normal && PINYIN.test(together)) lookups.push(wholeLookup(together, [normal]));
  const parts = partsOf(normal);
  const anchor = anchorOf(parts);
  if (parts.length > 1) lookups.push({ ...wholeLookup(anchor, parts), share: "part" });
  return { typed: typed.trim(), normal, lookups };
}

/** The shards to read for a query, at most two, and which of its ways they answer. */
export function shardsFor(
  root: SuggestionRoot,
  { lookups }: SuggestionQuery,
): ReadonlyMap<KeyLookup, number> {
  const shards = new Map<KeyLookup, number>();
  const wanted = new Set<number>();
  if (root.checksums.length === 0) return shards;
  for (const way of lookups) {
    const shard = suggestionShardOf(root, way.key);
    if (!wanted.has(shard) && wanted.size === MAX_SHARDS) continue;
    wanted.add(shard);
    shards.set(way, shard);
  }
  return shards;
}

const PINYIN = /^[a-z]+$/;

function wholeLookup(text: string, parts: readonly string[]): KeyLookup {
  const key = keyFrom(text);
  const cut = cutKey(key, MAX_KEY_BYTES);
  return { key: cut, parts, share: cut.length < key.length ? "beginning" : "all" };
}

/** The words of what was typed; Chinese without spaces two characters at a time. */
function partsOf(normal: string): readonly string[] {
  return [...new Set(normal.match(PART))];
}

/** Two characters written without spaces, or a word. Matches `浙江` and `支` in `浙江支`, `rust`.
 *  */
const PART =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]{1,2}|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+/gu;

/** The part by which texts are found: the longest tells most; of Chinese ones the first, which is
 *  in the shard that is read anyway. */
function anchorOf(parts: readonly string[]): string {
  return parts.reduce(
    (best, part) => (keyFrom(part).length > keyFrom(best).length ? part : best),
    parts[0] ?? "",
  );
}
