import { epochMs, toInstant } from "#model/instant.ts";
import { isRejection, rejection } from "#model/rejection.ts";
import type { Filter } from "#search/query/search-filter.ts";
import { passesOf } from "#search/run/filter.ts";
import { docOf, findArticle } from "#store/article-reading.ts";
import { readCards } from "#store/card-reading.ts";
import { type LoggedChange, readLog } from "#store/history/change-log.ts";
import { readColumns } from "#searcher/recent-index.ts";
import { summaryFrom } from "./article-summary.ts";
import { CACHE } from "#serve/http/cache-control.ts";
import { conditional, JSON_TYPE, jsonText } from "#serve/http/conditional.ts";
import { badParameter, countFrom } from "#serve/http/parameter.ts";
import { Problem } from "#serve/http/problem.ts";
import type { RequestScope } from "#serve/http/release-route.ts";
import { etagOf, siteTag } from "#serve/http/validator.ts";

/** Changes on one page. */
const LIMIT = { min: 1, max: 100, otherwise: 100 };

const DAY_MS = 86_400_000;

const FUTURE = rejection(
  {},
  {
    field: "updated_after",
    what: "lies in the future, so that nothing would ever be told",
    fix: "use the `cursor` of the answer before, or a moment; a number is milliseconds since 1970",
  },
);

/** Whether a list is asked for by what changed since a moment or a cursor: `cursor` alone is the
 *  place in a list of all. */
export function asksForChanges(parameters: URLSearchParams): boolean {
  return Boolean(parameters.get("updated_after") || isChangeCursor(parameters));
}

/** `GET /api/articles?updated_after=&cursor=`: what changed since, in the order in which readers
 *  came to see it, each article as it is now; one that is gone, or passes the filters no more, as
 *  `{ id, withdrawn: true }`. 4 rounds; a 304 costs the reading of `current` alone.
 *  @param now  the clock
 *  @param filter  what of the site a mirror holds
 *  @throws {Problem} bad-parameter; log-too-short when more has changed than the log remembers */
export async function answerChanges(
  scope: RequestScope,
  filter: Filter,
  now: () => number,
): Promise<Response> {
  const { c, reader, site, baseUrl, parameters } = scope;
  const { manifest } = reader;
  const limit = countFrom(parameters, "limit", LIMIT);
  const after = parameters.get("cursor") || parameters.get("updated_after") || "";
  const from = toPosition(after, site.timeZone);
  const { log } = manifest;
  // Who reads another copy of KV may know what this one does not show yet.
  if (from.at > Math.max(log?.last ?? 0, now()) + DAY_MS) throw badParameter(FUTURE);
  if (log === undefined || from.at < log.since)
    throw new Problem(
      "log-too-short",
      "More has changed than is remembered: start anew, list all articles by /api/articles, and go on from the cursor that its first page gives",
    );
  const asked = JSON.stringify([after, limit, filter]);
  const etag = await etagOf(log.blob, manifest.content, await siteTag(site), baseUrl, asked);
  const representation = {
    validators: { etag, modified: epochMs(manifest.created) },
    type: JSON_TYPE,
    cache: CACHE.page,
  };
  return conditional(c, representation, async () => {
    const changes = from.at > log.last ? [] : (await readLog(reader, log)).changes;
    const rest = changes.filter((change) => isBehind(change, from));
    const page = rest.slice(0, limit);
    const last = page.at(-1);
    const cursor = last === undefined ? after : cursorOf(last);
    const next = rest.length > page.length ? cursor : null;
    const text = jsonText({ articles: await readChanged(scope, page, filter), next, cursor });
    return { text, link: next === null ? undefined : linkTo(scope, next) };
  });
}

/** The cursor of the newest change: where a mirror that has listed all articles goes on. */
export function newestCursor({ reader: { manifest } }: RequestScope): string | undefined {
  return manifest.log && String(manifest.log.last);
}

/** The Link header that leads to the page behind. */
export function linkTo({ baseUrl, parameters }: RequestScope, next: string): string {
  const more = new URLSearchParams(parameters);
  more.set("cursor", next);
  return `<${baseUrl}/api/articles?${more}>; rel="next"`;
}

/** The changes in their order. An article's card is that of the release that is read, so that what
 *  a change says is what the list of articles says now. */
async function readChanged(
  { reader, site, baseUrl }: RequestScope,
  page: readonly LoggedChange[],
  filter: Filter,
): Promise<readonly object[]> {
  const present = page.filter(({ isGone }) => !isGone);
  const entries = await Promise.all(present.map(({ id }) => findArticle(reader, id)));
  const isFiltered = Object.keys(filter).length > 0;
  const passes = isFiltered ? passesOf(await readColumns(reader), filter) : () => true;
  const docs = entries
    .flatMap((entry) => (entry === null || entry.withdrawn ? [] : [docOf(reader.manifest, entry)]))
    .filter((doc) => doc !== undefined);
  const cards = await readCards(reader, docs.filter(passes));
  const summaries = new Map(cards.map((card) => [card.id, summaryFrom(card, site, baseUrl)]));
  return page.map(({ id }) => summaries.get(id) ?? { id, withdrawn: true });
}

type Position = { readonly at: number; readonly id?: string };

/** Matches `1795420800000` and `1795420800000.87613`. */
const CURSOR = /^(\d{1,15})(?:\.(.{1,400}))?$/su;

/** Whether the cursor is one of changes: one of a list is base64 of a number, and never begins with
 *  a digit. */
function isChangeCursor(parameters: URLSearchParams): boolean {
  return CURSOR.test(parameters.get("cursor") ?? "");
}

/** @throws {Problem} bad-parameter */
function toPosition(text: string, timeZone: string): Position {
  const [, at, id] = CURSOR.exec(text) ?? [];
  if (at !== undefined) return { at: Number(at), ...(id !== undefined && { id }) };
  const instant = toInstant(text, timeZone);
  if (!isRejection(instant)) return { at: epochMs(instant) };
  const what = "is neither a cursor of ours nor a moment";
  throw badParameter(
    rejection({}, { field: "updated_after", what, fix: "use the `cursor` of the answer before" }),
  );
}

function cursorOf({ at, id }: LoggedChange): string {
  return `${at}.${id}`;
}

function isBehind(change: LoggedChange, { at, id }: Position): boolean {
  return change.at > at || (change.at === at && id !== undefined && change.id > id);
}
