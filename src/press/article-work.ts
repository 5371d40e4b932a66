import type { AdminAnswer, AdminRefusal, AdminRequest } from "#press/api/admin.ts";
import type { Article } from "#model/article.ts";
import { isRecord } from "#model/field.ts";
import { type ArticleId, toArticleId } from "#model/name.ts";
import { isRejection } from "#model/rejection.ts";
import { baseUrlOf } from "#model/site.ts";
import { purgeMark } from "#store/history/takedown.ts";
import { checkArticles } from "./article-check.ts";
import { etagOf, notFound, toldOf } from "./article-reading.ts";
import { type GivenArticle, givenArticle, givenArticles } from "./given-body.ts";
import { preconditionOf } from "./precondition.ts";
import type { ActionMeans } from "./action-means.ts";
import { refused } from "./refused.ts";
import { TOO_LARGE } from "./site-desk.ts";
import { MOST_ARTICLES, type SiteStock } from "./site-stock.ts";
import type { Change, Work } from "./waiting.ts";

/** Guards that a request may answer with `allow`. */
const GUARDS = ["mass-loss", "reappearing-articles", "lost-addresses"];

/** `PUT /admin/articles/{id}`. */
export async function workOfPut(
  request: AdminRequest,
  means: ActionMeans,
): Promise<Work | AdminAnswer> {
  const target = targetOf(request);
  if ("problem" in target) return target;
  const { id, allow } = target;
  const given = givenArticle(request.body ?? new Uint8Array(), request.type ?? "");
  if ("problem" in given) return given;
  const found = await checked([given], request, { means, id });
  if ("problem" in found) return found;
  const { isNew, ...work } = found;
  const wrong = await preconditionOf(request, id, means.desk.view());
  if (wrong !== undefined) return wrong;
  return { ...work, kind: "changes", allow, status: isNew ? 201 : 200, isBatch: false };
}

/** `POST /admin/articles`: all or none of them. */
export async function workOfBatch(
  request: AdminRequest,
  means: ActionMeans,
): Promise<Work | AdminAnswer> {
  const allow = allowOf(request);
  if (!Array.isArray(allow)) return allow;
  const given = givenArticles(request.body ?? new Uint8Array(), request.type ?? "");
  if ("problem" in given) return given;
  const found = await checked(given, request, { means });
  if ("problem" in found) return found;
  const { isNew: _, ...work } = found;
  return { ...work, kind: "changes", allow, status: 200, isBatch: true };
}

/** `DELETE /admin/articles/{id}`: withdraws it, or with `purge=1` takes it out of everything. */
export async function workOfDelete(
  request: AdminRequest,
  means: ActionMeans,
): Promise<Work | AdminAnswer> {
  const target = targetOf(request);
  if ("problem" in target) return target;
  const { id, allow } = target;
  const stock = await means.desk.open();
  if ("problem" in stock) return stock;
  const isPurge = ["1", "true", "yes"].includes(request.query["purge"] ?? "");
  const wrong = await preconditionOf(request, id, means.desk.view());
  if (wrong !== undefined) return wrong;
  if (isPurge) return { kind: "purge", id };
  const article = means.desk.view().get(id);
  if (article === undefined) return notFound(id);
  if (article.status === "withdrawn") {
    const { release } = stock.inEffect;
    return { status: 200, body: { id, status: "withdrawn", release, changed: false }, release };
  }
  return {
    kind: "changes",
    changes: [{ kind: "withdraw", id }],
    allow,
    status: 200,
    told: [{ id, status: "withdrawn" }],
    isBatch: false,
    notices: [],
  };
}

/** Articles that were given, checked, as changes; with what the answer will tell of them. */
async function checked(
  given: readonly GivenArticle[],
  request: AdminRequest,
  { means, id }: { readonly means: ActionMeans; readonly id?: ArticleId },
): Promise<
  | (Pick<Work & { kind: "changes" }, "changes" | "told" | "notices"> & { readonly isNew: boolean })
  | AdminRefusal
> {
  const { desk, tables } = means;
  const stock = await desk.open();
  if ("problem" in stock) return stock;
  const now = means.now();
  const before = desk.view();
  const leaving = given.map((one) => idToWithdraw(one.value));
  const context = {
    site: stock.inEffect.site,
    beside: [...before.values()],
    now,
    sizeOf: tables.media.sizeOf,
    baseUrl: baseUrlOf(stock.inEffect.site, request.baseUrl),
    ...(id !== undefined && { id }),
  };
  const found = checkArticles(
    given.filter((_, at) => leaving[at] === undefined),
    context,
  );
  if ("problem" in found) return found;
  const purged = await purgedAmong(found.articles, stock);
  if (purged !== undefined)
    return refused(
      "article-purged",
      `The article ${purged} was purged: its id cannot be used again`,
    );
  const isNew = found.articles.some(({ id: one }) => isFree(before, one));
  if (isNew && grown(before, found.articles) > MOST_ARTICLES) return TOO_LARGE;
  const gone = withdrawals(leaving, before);
  if ("problem" in gone) return gone;
  const puts = await Promise.all(
    found.articles.map(async (article) => toldOf(article, await etagOf(article), now)),
  );
  const changes: readonly Change[] = [
    ...found.articles.map((article) => ({ kind: "put", article }) as const),
    ...gone.map((one) => ({ kind: "withdraw", id: one }) as const),
  ];
  const told = [...puts, ...gone.map((one) => ({ id: one, status: "withdrawn" }) as const)];
  return { changes, told, notices: found.notices, isNew };
}

type ArticlesById = ReadonlyMap<ArticleId, Article>;

/** Whether an article of this id would be a new one. */
function isFree(before: ArticlesById, id: ArticleId): boolean {
  const known = before.get(id);
  return known === undefined || known.status === "withdrawn";
}

/** How many articles there would be. */
function grown(before: ArticlesById, articles: readonly Article[]): number {
  return before.size + articles.filter(({ id }) => isFree(before, id)).length;
}

/** The ids of a batch that are to be withdrawn and are not yet.
 *  @returns a refusal where one was never there */
function withdrawals(
  leaving: readonly (ArticleId | undefined)[],
  before: ArticlesById,
): readonly ArticleId[] | AdminRefusal {
  const ids = leaving.filter((id) => id !== undefined);
  const unknown = ids.find((id) => !before.has(id));
  if (unknown !== undefined) return notFound(unknown);
  return ids.filter((id) => before.get(id)?.status !== "withdrawn");
}

/** Of a line such as `{ "id": "7", "withdrawn": true }`, its id. */
function idToWithdraw(value: unknown): ArticleId | undefined {
  if (!isRecord(value) || value["withdrawn"] !== true) return undefined;
  const id = toArticleId(value["id"]);
  return isRejection(id) ? undefined : id;
}

async function purgedAmong(
  articles: readonly Article[],
  { takedowns }: SiteStock,
): Promise<ArticleId | undefined> {
  if (takedowns.purged.length === 0) return undefined;
  const marks = new Set(takedowns.purged.map(({ id }) => id));
  for (const { id } of articles) if (marks.has(await purgeMark(id))) return id;
  return undefined;
}

/** The article of the path, and which guards are answered. */
function targetOf(
  request: AdminRequest,
): { readonly id: ArticleId; readonly allow: readonly string[] } | AdminRefusal {
  const id = toArticleId(request.id);
  if (isRejection(id)) return refused("bad-parameter", `The id ${id.faults[0]?.what}`);
  const allow = allowOf(request);
  return Array.isArray(allow) ? { id, allow } : allow;
}

function allowOf({ query }: AdminRequest): string[] | AdminRefusal {
  const allow = (query["allow"] ?? "").split(",").filter((guard) => guard !== "");
  const strange = allow.find((guard) => !GUARDS.includes(guard));
  return strange === undefined
    ? allow.sort((a, b) => (a < b ? -1 : 1))
    : refused("bad-parameter", `allow takes ${GUARDS.join(", ")}`);
}
