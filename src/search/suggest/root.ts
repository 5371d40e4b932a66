import { isRecord } from "#model/field.ts";
import { rejection, type Rejection } from "#model/rejection.ts";
import type { Kinds } from "./posting.ts";

/** Raised whenever the root or a blob changes its meaning, or keys are made in another way. */
export const SUGGESTION_FORMAT = 2;

/** The small part that is always at hand: plain JSON, about 1 KB for 10,000 articles. */
export type SuggestionRoot = Kinds & {
  readonly format: typeof SUGGESTION_FORMAT;
  /** Before each shard but the first, a key: what is looked for lies behind the last border that is
   *  not greater. Characters below 256. */
  readonly borders: readonly string[];
  /** The number of the first text in each blob of texts. */
  readonly first: readonly number[];
  /** Checksum of each shard. */
  readonly checksums: readonly number[];
  /** Checksum of each blob of texts. */
  readonly textChecksums: readonly number[];
};

/** Checks a root as a manifest holds it.
 *  @returns the root, or a Rejection for what is none, or one of another format */
export function toSuggestionRoot(value: unknown): SuggestionRoot | Rejection {
  const isRoot =
    isRecord(value) &&
    value["format"] === SUGGESTION_FORMAT &&
    ["borders", "first", "checksums", "textChecksums"].every((field) =>
      Array.isArray(value[field]),
    ) &&
    ["terms", "titles"].every((field) => typeof value[field] === "number");
  // Its fields have just been looked at; publish alone writes roots of this format.
  if (isRoot) return value as unknown as SuggestionRoot;
  const what = `is not the root of suggestions of format ${SUGGESTION_FORMAT}`;
  return rejection({ file: "suggestion root" }, { what, fix: "publish again with this version" });
}

/** Which shard answers a key. O(log shards). */
export function suggestionShardOf({ borders }: SuggestionRoot, key: string): number {
  let low = 0;
  let high = borders.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (borders[middle]! <= key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Which blob holds a text, and its index there. */
export function textPlace(
  { first }: SuggestionRoot,
  text: number,
): { readonly blob: number; readonly index: number } {
  const blob = Math.max(
    0,
    first.findLastIndex((number) => number <= text),
  );
  return { blob, index: text - (first[blob] ?? 0) };
}
