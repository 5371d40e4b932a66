import type { AdminRefusal, AdminRequest } from "#press/api/admin.ts";
import type { Article } from "#model/article.ts";
import type { ArticleId } from "#model/name.ts";
import { readyArticle } from "#publish/build/ready-article.ts";
import { refused } from "./refused.ts";

/** Compares what a request expects of an article with what is there, what waits included.
 *  @param articles  all of the site
 *  @returns undefined where they agree, or nothing is expected
 *  @see RFC 9110 section 13.1 */
export async function preconditionOf(
  { ifMatch, ifNoneMatch }: AdminRequest,
  id: ArticleId,
  articles: ReadonlyMap<ArticleId, Article>,
): Promise<AdminRefusal | undefined> {
  if (ifMatch === undefined && ifNoneMatch === undefined) return undefined;
  const found = articles.get(id);
  const article = found?.status === "withdrawn" ? undefined : found;
  const etag = article && `"${(await readyArticle(article)).etag}"`;
  if (ifMatch !== undefined && !names(ifMatch, etag))
    return refused("precondition-failed", `If-Match: ${id} ${stateOf(etag)}`);
  if (ifNoneMatch !== undefined && names(ifNoneMatch, etag))
    return refused("precondition-failed", `If-None-Match: ${id} ${stateOf(etag)}`);
  return undefined;
}

function names(list: string, etag: string | undefined): boolean {
  if (etag === undefined) return false;
  return (
    list.trim() === "*" || list.split(",").some((one) => one.trim().replace(/^W\//, "") === etag)
  );
}

function stateOf(etag: string | undefined): string {
  return etag === undefined ? "is not there" : `is ${etag} now`;
}
