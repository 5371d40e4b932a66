import { type Article, ARTICLE_DEFAULTS, isArticleDefault } from "#model/article.ts";
import type { ArticleHead } from "#model/entry.ts";
import { isRecord } from "#model/field.ts";

/** The record of an article or its head, as bytes of `recordText`. */
export function encodeRecord(
  article: Article | ArticleHead,
  more?: Readonly<Record<string, unknown>>,
): Uint8Array {
  return new TextEncoder().encode(recordText(article, more));
}

/** The record of an article or its head: JSON with its fields in one fixed order and without
 *  defaults, so that equal articles are equal bytes.
 *  @param more  further fields, in place of the article's own */
export function recordText(
  article: Article | ArticleHead,
  more: Readonly<Record<string, unknown>> = {},
): string {
  const fields = Object.entries({ ...article, ...more })
    .filter(([field, value]) => value !== undefined && !isArticleDefault(field, value))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(Object.fromEntries(fields.map(([field, value]) => [field, sorted(value)])));
}

/** The fields that `encodeRecord` was given; undefined when the value is no such record. */
export function recordFields(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return isRecord(value) && typeof value["id"] === "string"
    ? { ...ARTICLE_DEFAULTS, ...value }
    : undefined;
}

/** The value with the keys of every object in it sorted, so that the order in which a publisher
 *  wrote them does not count. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isRecord(value)) return value;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([field, inner]) => [field, sorted(inner)]));
}
