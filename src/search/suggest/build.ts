import { statedChecksum } from "#search/format/frame.ts";
import { groupsOf } from "./groups.ts";
import { createKeyStock } from "./key-stock.ts";
import { keysOf } from "./keys.ts";
import { scriptForm } from "./script.ts";
import { postingOf } from "./posting.ts";
import { SUGGESTION_FORMAT, type SuggestionRoot } from "./root.ts";
import { writeSuggestionShards } from "./shard-writer.ts";
import type { ReadingsOf, Suggestable, SuggestionSource } from "./source.ts";
import { writeSuggestionTexts } from "./texts.ts";

/** Suggestions, ready to be stored. The same source gives the same bytes. */
export type BuiltSuggestions = {
  readonly root: SuggestionRoot;
  readonly shards: readonly Uint8Array[];
  readonly texts: readonly Uint8Array[];
};

/** How suggestions are built; what is left out has the value that suits publishing. */
export type SuggestionOptions = {
  /** Cuts Chinese into words and reads them; without it nothing is found by pinyin. */
  readonly readingsOf?: ReadingsOf | undefined;
  /** Bytes of a shard. */
  readonly shardBytes?: number;
  /** Bytes of a blob of texts. */
  readonly textBytes?: number;
  /** Newest titles that are found by what is within them; older ones only by their beginning. */
  readonly fullTitles?: number;
};

/** 10,000 articles with Chinese titles of 20 characters take about twenty shards: KV writes are
 *  dearer than what a query reads too much. */
const SHARD_BYTES = 240 << 10;
/** The texts of 10,000 titles, Chinese or English, are one blob, which each query reads beside its
 *  shard. */
const TEXT_BYTES = 768 << 10;
const FULL_TITLES = 20_000;

/** Builds the suggestions of a site: of texts that are the same but for case and signs the best one
 *  stays, in each script. About two seconds for 10,000 Chinese titles of 20 characters, a quarter
 *  of one for English ones. */
export function buildSuggestions(
  { names, terms, titles }: SuggestionSource,
  { readingsOf, ...options }: SuggestionOptions = {},
): BuiltSuggestions {
  const known = new Set<string>();
  const isNew = ({ text }: Suggestable): boolean => {
    const form = scriptForm(text);
    if (form === "" || known.has(form)) return false;
    known.add(form);
    return true;
  };
  const newNames = names.filter(isNew);
  const newTitles = titles.filter(isNew);
  // A word that is also a title is suggested as the title.
  const newTerms = terms.filter(isNew);
  const begin = { terms: newNames.length, titles: newNames.length + newTerms.length };
  const all = [...newNames, ...newTerms, ...newTitles];
  const full = begin.titles + (options.fullTitles ?? FULL_TITLES);
  const stock = createKeyStock();
  for (const [number, suggestable] of all.entries()) {
    const reading = { beginningOnly: number >= full, ...(readingsOf && { readingsOf }) };
    for (const { key, way } of keysOf(suggestable, reading)) stock.add(key, postingOf(number, way));
  }
  const { shards, borders } = writeSuggestionShards(
    groupsOf(stock, begin),
    options.shardBytes ?? SHARD_BYTES,
  );
  const { blobs, first } = writeSuggestionTexts(
    all.map(({ text }) => text),
    options.textBytes ?? TEXT_BYTES,
  );
  const root = {
    format: SUGGESTION_FORMAT,
    ...begin,
    borders,
    first,
    checksums: shards.map(statedChecksum),
    textChecksums: blobs.map(statedChecksum),
  } as const;
  return { root, shards, texts: blobs };
}
