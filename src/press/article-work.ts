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
import type { Change, ToldArticle, Work } from "./waiting.ts";

/** Guards that a request may answer with `allow`. */
const GUARDS = ["mass-loss", "reappearing-articles", "lost-addresses"];

/** `PUT /admin/articles/{id}`. */
export async function workOfPut(
  request: AdminRequest,
  means: ActionMeans,
): Promise<Work | AdminAnswer> {
  const id = toArticleId(request.id);
  if (isRejection(id)) return refused("bad-parameter", `The id ${id.faults[0]?.what}`);
  const allow = allowOf(request);
  if (!Array.isArray(allow)) return allow;
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
  const id = toArticleId(request.id);
  if (isRejection(id)) return refused("bad-parameter", `The id ${id.faults[0]?.what}`);
  const allow = allowOf(request);
  if (!Array.isArray(allow)) return allow;
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
  const changes: Change[] = [];
  const told: ToldArticle[] = [];
  for (const article of found.articles) {
    changes.push({ kind: "put", article });
    told.push(toldOf(article, await etagOf(article), now));
  }
  for (const one of leaving) {
    const article = one === undefined ? undefined : before.get(one);
    if (one === undefined || article?.status === "withdrawn") continue;
    if (article === undefined) return notFound(one);
    changes.push({ kind: "withdraw", id: one });
    told.push({ id: one, status: "withdrawn" });
  }
  const fresh = found.articles.filter(({ id: one }) => {
    const known = before.get(one);
    return known === undefined || known.status === "withdrawn";
  });
  const isNew = fresh.length > 0;
  if (isNew && before.size + fresh.length > MOST_ARTICLES) return TOO_LARGE;
  return { changes, told, notices: found.notices, isNew };
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

function allowOf({ query }: AdminRequest): string[] | AdminRefusal {
  const allow = (query["allow"] ?? "").split(",").filter((guard) => guard !== "");
  const strange = allow.find((guard) => !GUARDS.includes(guard));
  return strange === undefined
    ? allow.sort((a, b) => (a < b ? -1 : 1))
    : refused("bad-parameter", `allow takes ${GUARDS.join(", ")}`);
}
