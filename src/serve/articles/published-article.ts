import { type ArticleId, toArticleId } from "#model/name.ts";
import { isRejection } from "#model/rejection.ts";
import { findArticle } from "#store/article-reading.ts";
import type { PublishedEntry } from "#store/directory.ts";
import type { Reader } from "#store/reader.ts";
import { Problem, WithdrawnProblem } from "#serve/http/problem.ts";
import { shown } from "#serve/http/section-or-site.ts";

/** An article's id, and the ending behind it that says in which form it is asked for.
 *  @param name  the last segment of a path, decoded
 *  @example idAndEnding("87613.md") // ["87613", "md"] */
export function idAndEnding(name: string): readonly [asked: string, ending: string | undefined] {
  const ending = /\.(json|md|html)$/.exec(name)?.[1];
  return [ending === undefined ? name : name.slice(0, -1 - ending.length), ending];
}

/** Where the article of an id lies, or why there is none: article-not-found, article-withdrawn. 1
 *  KV read at most. */
export async function findPublished(
  reader: Reader,
  asked: string,
): Promise<PublishedEntry | Problem> {
  const id = toArticleId(asked);
  const entry = isRejection(id) ? null : await findArticle(reader, id);
  if (entry === null)
    return new Problem("article-not-found", `There is no article ${shown(asked)}`);
  return entry.withdrawn ? withdrawn(entry.id) : entry;
}

/** The problem of an article that was taken back. */
export function withdrawn(id: ArticleId): Problem {
  return new WithdrawnProblem(id, shown(id));
}
