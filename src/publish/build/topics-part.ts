import type { BlobName } from "#model/release.ts";
import { encodeTopics, type ServedTopics } from "#store/history/served-topics.ts";
import { foldTag } from "#text/fold/fold.ts";
import type { BlobSet } from "./blob-set.ts";
import { compareTexts, type ReadyArticle } from "./ready-article.ts";

/** Values of one kind that are remembered at most, those of articles first. */
const MAX_VALUES = 100_000;

/** The tags and authors that have a feed, with those that had one before: a feed that was served
 *  once stays, though it be empty. */
export function servedTopics(
  articles: readonly ReadyArticle[],
  before: ServedTopics | undefined,
): ServedTopics {
  return {
    tags: valuesOf(articles, "tags", before?.tags ?? []),
    authors: valuesOf(articles, "authors", before?.authors ?? []),
  };
}

/** Puts the topics into a blob; undefined when there never were any. */
export async function topicsPart(
  topics: ServedTopics,
  set: BlobSet,
): Promise<BlobName | undefined> {
  const isEmpty = topics.tags.length + topics.authors.length === 0;
  return isEmpty ? undefined : set.add(encodeTopics(topics));
}

function valuesOf(
  articles: readonly ReadyArticle[],
  kind: "tags" | "authors",
  before: readonly string[],
): readonly string[] {
  const written = new Set<string>();
  for (const { article } of articles) for (const value of article[kind]) written.add(value);
  const folded = new Set([...written].map(foldTag));
  for (const value of before) if (folded.size < MAX_VALUES) folded.add(value);
  folded.delete("");
  return [...folded].sort(compareTexts);
}
