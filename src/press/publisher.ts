import type { AdminAnswer, AdminDone, AdminRefusal } from "#press/api/admin.ts";
import { isRefused } from "#press/api/admin.ts";
import { SITE_TAG, tagsOf } from "#store/edge/tags.ts";
import { epochMs } from "#model/instant.ts";
import { isRejection } from "#model/rejection.ts";
import type { Outcome, PublishFlags } from "#publish/write/publication.ts";
import { StoreDown } from "#store/fault.ts";
import { comingMoments } from "#publish/build/visible.ts";
import { publish } from "#publish/write/publish.ts";
import { purge } from "#publish/write/purge.ts";
import { rollback } from "#publish/write/rollback.ts";
import { createHeldWork, type HeldWork } from "./held-work.ts";
import { guarded } from "./refused.ts";
import type { SiteDesk } from "./site-desk.ts";
import {
  asStored,
  changed,
  isToCome,
  loadStock,
  MOST_ARTICLES,
  OWNER,
  type SiteStock,
} from "./site-stock.ts";
import type { Tables } from "./tables.ts";
import type { Change, Waiting, Work } from "./waiting.ts";

/** What publishes for the object. */
export type Publisher = {
  /** Publishes requests that were accepted, as one release, and gives the answer to each; or one
   *  refusal, where none of them was published.
   *  @param batch  changes with the same guards answered, or a single one of another kind
   *  @throws {StoreDown} when KV fails */
  readonly publishAll: (
    batch: readonly Waiting[],
  ) => Promise<readonly AdminAnswer[] | AdminRefusal>;
};

type PublisherMeans = {
  readonly kv: KVNamespace;
  readonly tables: Tables;
  readonly desk: SiteDesk;
  readonly now: () => number;
  readonly workshop: HeldWork;
  /** Asks to be called again at a time. */
  readonly wake: (at: number) => Promise<void>;
};

/** Opens the publisher. */
export function createPublisher(given: Omit<PublisherMeans, "workshop">): Publisher {
  let means: PublisherMeans = { ...given, workshop: createHeldWork() };
  /** Whatever failed, what was kept shall not make it fail again. */
  const anew = (): void => void (means = { ...given, workshop: createHeldWork() });
  return {
    async publishAll(batch) {
      const stock = await means.desk.claim();
      if ("problem" in stock) {
        if (stock.problem === "site-too-large") return stock;
        // What was accepted waits until there is something to lay it over.
        throw new StoreDown(stock.detail);
      }
      const [first] = batch;
      if (first === undefined) return [];
      if (first.work.kind === "changes")
        try {
          return await publishChanges(means, stock, batch);
        } catch (error) {
          anew();
          throw error;
        }
      anew();
      const answer = await (first.work.kind === "purge"
        ? purged(means, first.work)
        : rolledBack(means, first.work));
      means.desk.forget();
      return [answer];
    },
  };
}

const LIMITS = { owner: OWNER, fullAtMost: 2 * MOST_ARTICLES } as const;

async function publishChanges(
  { kv, tables, desk, now, wake, workshop }: PublisherMeans,
  stock: SiteStock,
  batch: readonly Waiting[],
): Promise<readonly AdminAnswer[] | AdminRefusal> {
  const works = batch.flatMap(({ work }) => (work.kind === "changes" ? [work] : []));
  const changes = works.flatMap((work) => work.changes);
  const articles = changed(stock.articles, changes);
  const at = now();
  const outcome = await publish({
    ...flagsOf(works[0]?.allow ?? []),
    ...LIMITS,
    kv,
    site: stock.inEffect.site,
    articles: [...articles.values()],
    media: [],
    now: at,
    full: false,
    workshop,
  });
  workshop.sweep();
  if (isRejection(outcome)) {
    desk.forget();
    return guarded(outcome, "store-down");
  }
  const { manifest, kind, upcoming } = outcome;
  desk.publishedAs({
    ...stock,
    current: kind === "published" ? manifest : stock.current,
    inEffect: manifest,
    articles: new Map([...articles].map(([id, article]) => [id, asStored(article)])),
  });
  keep(tables, changes, { articles, now: at });
  const moments = comingMoments([...articles.values()], at);
  const [next] = moments.length > upcoming.length ? upcoming : [];
  tables.prepare.set(next);
  if (next !== undefined) await wake(epochMs(next));
  return works.map((work) => doneOf(work, outcome));
}

/** Keeps what no release shows whole. */
function keep(
  tables: Tables,
  changes: readonly Change[],
  { articles, now }: { readonly articles: SiteStock["articles"]; readonly now: number },
): void {
  const touched = new Set(
    changes.map((change) => (change.kind === "put" ? change.article.id : change.id)),
  );
  for (const { id } of tables.kept.all()) touched.add(id);
  for (const id of touched) {
    const article = articles.get(id);
    if (article !== undefined && isToCome(article, now)) tables.kept.set(article);
    else tables.kept.drop(id);
  }
}

async function purged(
  { kv, tables, now }: PublisherMeans,
  { id }: Work & { readonly kind: "purge" },
): Promise<AdminAnswer> {
  const outcome = await purge({ kv, now: now(), id, tools: LIMITS });
  if (isRejection(outcome)) return guarded(outcome, "article-not-found");
  tables.kept.drop(id);
  const { release, mark, releases, blobs, media, mentions, written } = outcome;
  const deleted = { releases: releases.length, blobs, media };
  return {
    status: 200,
    body: { id, status: "purged", release, mark, deleted, mentions, written },
    release,
    tags: [SITE_TAG],
  };
}

async function rolledBack(
  { kv, tables, now }: PublisherMeans,
  { release, revive }: Work & { readonly kind: "rollback" },
): Promise<AdminAnswer> {
  const to = release === undefined ? {} : { to: release };
  const outcome = await rollback({ kv, now: now(), revive, tools: LIMITS, ...to });
  if (isRejection(outcome)) return guarded(outcome, "rollback-refused");
  // What is seen and what is to come is what the earlier release says; a draft was in none.
  const loaded = await loadStock(kv, { tables, isOwner: false, now: now() });
  const shown: SiteStock["articles"] =
    loaded !== null && typeof loaded === "object" && "articles" in loaded
      ? loaded.articles
      : new Map();
  for (const { id, status } of tables.kept.all())
    if (status !== "draft" || shown.has(id)) tables.kept.drop(id);
  const seen = outcome.release ?? outcome.to;
  const { from, left } = outcome;
  const body = { from, to: outcome.to, release: seen, left };
  return { status: 200, body, release: seen, tags: [SITE_TAG] };
}

function flagsOf(allow: readonly string[]): PublishFlags {
  return {
    force: allow.includes("mass-loss"),
    allowReappearing: allow.includes("reappearing-articles"),
    allowGone: allow.includes("lost-addresses"),
    allowReuse: allow.includes("lost-addresses"),
  };
}

function doneOf(
  { told, status, isBatch, notices }: Work & { readonly kind: "changes" },
  { release, manifest, choice, written, kind }: Outcome,
): AdminDone {
  const [first] = told;
  const noticed = notices.length > 0 ? { notices } : {};
  const about = { release, changed: kind === "published", part: choice.part, written, ...noticed };
  const body = isBatch ? { ...about, articles: told } : { ...first, ...about };
  const etag = isBatch ? undefined : first?.etag;
  const tags = kind === "published" ? { tags: tagsOf(manifest) } : {};
  return { status, body, release, ...tags, ...(etag !== undefined && { etag }) };
}

/** Whether a publication of all was refused, and not answered one by one. */
export function isRefusedWhole(
  answers: readonly AdminAnswer[] | AdminRefusal,
): answers is AdminRefusal {
  return !Array.isArray(answers) && isRefused(answers as AdminRefusal);
}
