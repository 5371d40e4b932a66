import { epochMs, instantFromEpoch, toInstant } from "#model/instant.ts";
import { isRejection, rejection } from "#model/rejection.ts";
import { docOf, findArticle } from "#store/article-reading.ts";
import { readCards } from "#store/card-reading.ts";
import { type LoggedChange, readLog } from "#store/history/change-log.ts";
import { summaryFrom } from "./article-summary.ts";
import { CACHE } from "#serve/http/cache-control.ts";
import { conditional, JSON_TYPE, jsonText } from "#serve/http/conditional.ts";
import { badParameter, countFrom } from "#serve/http/parameter.ts";
import { Problem } from "#serve/http/problem.ts";
import type { RequestScope } from "#serve/http/release-route.ts";
import { etagOf, siteTag } from "#serve/http/validator.ts";

/** Changes on one page. */
const LIMIT = { min: 1, max: 100, otherwise: 100 };

/** `GET /api/articles?updated_after=`: what changed since a cursor or a moment, in the order
 *  in which readers came to see it, those that are gone among it. 4 rounds; a 304 costs the reading
 *  of `current` alone.
 *  @throws {Problem} bad-parameter; log-too-short when more has changed than the log remembers */
export async function answerChanges(scope: RequestScope, after: string): Promise<Response> {
  const { c, reader, site, baseUrl, parameters } = scope;
  const { manifest } = reader;
  const limit = countFrom(parameters, "limit", LIMIT);
  const from = toPosition(after, site.timeZone);
  const { log } = manifest;
  if (log === undefined || from.at < log.since)
    throw new Problem(
      "log-too-short",
      "More has changed than is remembered: list all articles by /api/articles, and begin anew with the cursor that it gives",
    );
  const asked = JSON.stringify([after, limit]);
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
    const more = new URLSearchParams({ updated_after: cursor, limit: String(limit) });
    const next = rest.length > page.length ? `${baseUrl}/api/articles?${more}` : null;
    const text = jsonText({
      articles: await readChanged(scope, page),
      withdrawn: page
        .filter(({ isGone }) => isGone)
        .map(({ id, at }) => ({ id, when: instantFromEpoch(at) })),
      next,
      cursor,
    });
    return { text, link: next === null ? undefined : `<${next}>; rel="next"` };
  });
}

/** The cursor of the newest change: where a mirror that has listed all articles goes on. */
export function newestCursor({ reader: { manifest } }: RequestScope): string | undefined {
  return manifest.log && String(manifest.log.last);
}

async function readChanged(
  { reader, site, baseUrl }: RequestScope,
  page: readonly LoggedChange[],
): Promise<readonly object[]> {
  const present = page.filter(({ isGone }) => !isGone);
  const entries = await Promise.all(present.map(({ id }) => findArticle(reader, id)));
  const docs = entries.map((entry) =>
    entry === null || entry.withdrawn ? undefined : docOf(reader.manifest, entry),
  );
  const cards = await readCards(
    reader,
    docs.filter((doc) => doc !== undefined),
  );
  const summaries = new Map(cards.map((card) => [card.id, summaryFrom(card, site, baseUrl)]));
  return present.flatMap(({ id, at }) => {
    const summary = summaries.get(id);
    return summary === undefined ? [] : [{ ...summary, changed_at: instantFromEpoch(at) }];
  });
}

type Position = { readonly at: number; readonly id?: string };

/** Matches `1795420800000` and `1795420800000.87613`. */
const CURSOR = /^(\d{1,15})(?:\.(.{1,400}))?$/su;

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
