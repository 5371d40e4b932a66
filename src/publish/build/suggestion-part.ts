import type { SuggestionsRef } from "#model/release.ts";
import type { Site } from "#model/site.ts";
import { buildSuggestions } from "#search/suggest/build.ts";
import { collectSuggestions } from "#search/suggest/collection.ts";
import type { ReadingsOf } from "#search/suggest/source.ts";
import type { BlobSet } from "./blob-set.ts";
import type { ReadyArticle } from "./ready-article.ts";

/** Builds what is suggested as one types, and puts it into blobs: for 10,000 articles about 20 of
 *  200 KB.
 *  @param articles  those that readers see, oldest first
 *  @param readingsOf  reads Chinese; without it nothing is found by pinyin */
export async function suggestionPart(
  { articles, site, readingsOf }: SuggestionInput,
  set: BlobSet,
): Promise<SuggestionsRef> {
  const seen = articles.map(({ article }) => article);
  const source = collectSuggestions(seen, site, readingsOf);
  const { root, shards, texts } = buildSuggestions(source, { readingsOf });
  return { root, shards: await set.addAll(shards), texts: await set.addAll(texts) };
}

/** What suggestions are made from. */
export type SuggestionInput = {
  readonly articles: readonly ReadyArticle[];
  readonly site: Site;
  readonly readingsOf?: ReadingsOf | undefined;
};
