import { writtenArticle } from "#ingest/folder/written-article.ts";
import type { AdminAnswer, AdminRefusal, AdminRequest } from "#press/api/admin.ts";
import type { Article } from "#model/article.ts";
import { type ArticleId, toArticleId } from "#model/name.ts";
import { isRejection } from "#model/rejection.ts";
import { baseUrlOf } from "#model/site.ts";
import { readyArticle } from "#publish/build/ready-article.ts";
import type { ActionMeans } from "./action-means.ts";
import { refused } from "./refused.ts";
import { seenFrom } from "./site-stock.ts";
import type { ToldArticle } from "./waiting.ts";

/** `GET /admin/articles/{id}`: an article as it can be sent back, drafts and what is to come
 *  too. */
export async function getArticle(
  { id: given, baseUrl }: AdminRequest,
  { desk, now }: ActionMeans,
): Promise<AdminAnswer> {
  const id = toArticleId(given);
  if (isRejection(id)) return refused("bad-parameter", `The id ${id.faults[0]?.what}`);
  const stock = await desk.open();
  if ("problem" in stock) return stock;
  const article = desk.view().get(id);
  if (article === undefined || article.status === "withdrawn") return notFound(id);
  const etag = await etagOf(article);
  // Relative addresses of an article that lives elsewhere would lead there.
  const base = article.url === undefined ? "" : baseUrlOf(stock.inEffect.site, baseUrl);
  const told = toldOf(article, etag, now());
  const body = { ...writtenArticle(article, base), status: article.status };
  return {
    status: 200,
    body: { article: body, etag, status: told.status, release: stock.inEffect.release },
    etag,
    release: stock.inEffect.release,
  };
}

/** `GET /admin/articles`: what there is, by id. O(articles). */
export async function listArticles({ desk, now }: ActionMeans): Promise<AdminAnswer> {
  const stock = await desk.open();
  if ("problem" in stock) return stock;
  const at = now();
  const articles = await Promise.all(
    [...desk.view().values()].map(async (article) => toldOf(article, await etagOf(article), at)),
  );
  const { release } = stock.inEffect;
  return { status: 200, body: { release, articles }, release };
}

/** What is told of an article, beside its text. */
export function toldOf(article: Article, etag: string, now: number): ToldArticle {
  const { id, status } = article;
  const from = seenFrom(article, now);
  if (status !== "published") return { id, status, etag };
  return from === undefined
    ? { id, status, etag }
    : { id, status: "scheduled", etag, visible_from: from };
}

/** The entity tag of an article, quoted. */
export async function etagOf(article: Article): Promise<string> {
  return `"${(await readyArticle(article)).etag}"`;
}

/** That there is no article of this id. */
export function notFound(id: ArticleId): AdminRefusal {
  return refused("article-not-found", `There is no article ${id}`);
}
