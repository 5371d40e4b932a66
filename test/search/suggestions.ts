import { isRejection, type Rejection } from "#model/rejection.ts";
import {
  buildSuggestions,
  type BuiltSuggestions,
  type SuggestionOptions,
} from "#search/suggest/build.ts";
import { shardsFor, toSuggestionQuery } from "#search/suggest/query.ts";
import { runSuggestions, type Suggested } from "#search/suggest/run.ts";
import { openSuggestionShard } from "#search/suggest/shard.ts";
import { openSuggestionTexts } from "#search/suggest/texts.ts";
import type { ReadingsOf, ReadWord, Suggestable } from "#search/suggest/source.ts";

/** What a test builds suggestions from: texts alone, the best first. */
export type Texts = {
  readonly names?: readonly string[];
  readonly terms?: readonly string[];
  readonly titles?: readonly string[];
  readonly lang?: string;
};

/** Suggestions of texts. */
export function builtOf(
  { names = [], terms = [], titles = [], lang = "zh" }: Texts,
  options: SuggestionOptions = {},
): BuiltSuggestions {
  const all = (texts: readonly string[]): readonly Suggestable[] =>
    texts.map((text) => ({ text, lang }));
  return buildSuggestions({ names: all(names), terms: all(terms), titles: all(titles) }, options);
}

/** What is suggested for `typed` when exactly those shards are read that the query names.
 *  @param blobs  which blobs of texts are at hand; all when absent */
export function suggested(
  built: BuiltSuggestions,
  typed: string,
  blobs: readonly number[] = [...built.texts.keys()],
): Suggested & { readonly shards: number } {
  const query = sure(toSuggestionQuery(typed));
  const numbers = new Set(shardsFor(built.root, query).values());
  const { checksums, textChecksums } = built.root;
  const shards = new Map(
    [...numbers].map((number) => [
      number,
      sure(openSuggestionShard(built.shards[number]!, checksums[number])),
    ]),
  );
  const texts = new Map(
    blobs.map((number) => [
      number,
      sure(openSuggestionTexts(built.texts[number]!, textChecksums[number])),
    ]),
  );
  return { ...runSuggestions(built.root, query, { shards, texts }), shards: numbers.size };
}

function sure<T>(value: T | Rejection): T {
  if (isRejection(value)) throw new TypeError(JSON.stringify(value.faults));
  return value;
}

/** The suggestions alone. */
export function textsFor(built: BuiltSuggestions, typed: string): readonly string[] {
  return suggested(built, typed).suggestions;
}

/** A reader of Chinese who knows these words and no others, written `重庆 chong qing/zhong qing`: behind the stroke, how the characters are read alone. */
export function readerOf(...words: readonly string[]): ReadingsOf {
  const known = words.map((line): ReadWord => {
    const [text = "", ...rest] = line.split(" ");
    const [syllables = [], alone] = rest
      .join(" ")
      .split("/")
      .map((part) => part.split(" "));
    return { text, syllables, ...(alone && { alone }) };
  });
  return (text) => {
    const read: ReadWord[] = [];
    for (let at = 0; at < text.length;) {
      const rest = text.slice(at);
      const word = known.find((candidate) => rest.startsWith(candidate.text));
      read.push(word ?? { text: text.charAt(at), syllables: [] });
      at += word?.text.length ?? 1;
    }
    return read;
  };
}
