import type { SuggestionsRef } from "#model/release.ts";
import { memoizeLast } from "#model/memoize.ts";
import type { Site } from "#model/site.ts";
import { buildSuggestions } from "#search/suggest/build.ts";
import { articleWords, collectSuggestions } from "#search/suggest/collection.ts";
import { keptParts, type Workshop } from "#search/build/workshop.ts";
import { ANALYSIS } from "#search/format/options.ts";
import type { SuggestionRoot } from "#search/suggest/root.ts";
import { blobNameOf } from "#store/blob-name.ts";
import { jsonBytes } from "#store/block.ts";
import type { ReadingsOf } from "#search/suggest/source.ts";
import type { ArticleWords, WrittenWord } from "#search/suggest/terms.ts";
import type { BlobSet } from "./blob-set.ts";
import { keptRows, type ReadyArticle } from "./ready-article.ts";

/** Builds what is suggested as one types, and puts it into blobs: for 10,000 articles about 27 of
 *  240 KB.
 *  @param articles  those that readers see, oldest first
 *  @param readingsOf  reads Chinese; without it nothing is found by pinyin */
export async function suggestionPart(
  { articles, site, readingsOf, workshop }: SuggestionInput,
  set: BlobSet,
): Promise<SuggestionsRef> {
  const seen = articles.map(({ article }) => article);
  const source = collectSuggestions(
    seen,
    site,
    keptWords(articles, { site, readingsOf, workshop }),
  );
  const of = (await blobNameOf(jsonBytes(source))) + (readingsOf === undefined ? "" : " read");
  const [head, ...parts] = keptParts(workshop, `suggestions ${SUGGESTIONS_REVISION} ${of}`, () => {
    const { root, shards, texts } = buildSuggestions(source, { readingsOf });
    return [jsonBytes({ root, shards: shards.length }), ...shards, ...texts];
  });
  // What was made here, or the same as it was kept under this key.
  const { root, shards } = JSON.parse(new TextDecoder().decode(head)) as {
    readonly root: SuggestionRoot;
    readonly shards: number;
  };
  return {
    root,
    shards: await set.addAll(parts.slice(0, shards)),
    texts: await set.addAll(parts.slice(shards)),
  };
}

/** What suggestions hang on beside their source: raised when the same source gives others. */
const SUGGESTIONS_REVISION = `3 ${ANALYSIS}`;

/** What suggestions are made from. */
export type SuggestionInput = {
  readonly articles: readonly ReadyArticle[];
  readonly site: Site;
  readonly readingsOf?: ReadingsOf | undefined;
  /** Keeps what is made of titles that are the same. */
  readonly workshop?: Workshop | undefined;
};

/** Words as one text, for there are fifteen an article: a line each behind that of their language,
 *  folded and behind a tab as it is written where that is another. */
function rowFromWords({ words, lang }: ArticleWords): string {
  const lines = words.map((word) => (typeof word === "string" ? word : word.join("\t")));
  return [lang, ...lines].join("\n");
}

function wordsFromRow(row: string): ArticleWords {
  const [lang = "", ...lines] = row.split("\n");
  const words = lines.map((line): WrittenWord => {
    const tab = line.indexOf("\t");
    return tab === -1 ? line : [line.slice(0, tab), line.slice(tab + 1)];
  });
  return { words, lang };
}

/** What words hang on beside their articles: raised when an article gives others. */
const WORDS_REVISION = `3 ${ANALYSIS}`;

const lastWords = memoizeLast<ReadyArticle, ArticleWords>();

/** The words of articles that may be suggested, in their order: cutting Chinese into words is most
 *  of the work of a publication that changes little, so they are kept.
 *  @param readingsOf  cuts Chinese; without it there are no Chinese words */
export function* keptWords(
  articles: readonly ReadyArticle[],
  { site, readingsOf, workshop }: Omit<SuggestionInput, "articles">,
): Generator<ArticleWords> {
  const how = `${WORDS_REVISION} ${site.lang} ${readingsOf === undefined ? "" : "read"}`;
  const make = ({ article }: ReadyArticle) => articleWords(article, site, readingsOf);
  // Where articles stay in memory, so do their words.
  if (workshop?.remake !== undefined)
    for (const ready of articles) yield lastWords(ready, how, () => make(ready));
  else
    for (const row of keptRows(articles, {
      workshop,
      table: `words ${how}`,
      make: (ready) => rowFromWords(make(ready)),
    }))
      yield wordsFromRow(row);
}
