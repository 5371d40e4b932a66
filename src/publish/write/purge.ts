import type { ArticleId } from "#model/name.ts";
import { isRejection, rejection, type Rejection } from "#model/rejection.ts";
import type { Manifest, ReleaseId } from "#model/release.ts";
import { baseUrlOf } from "#model/site.ts";
import type { ChangeLog } from "#store/history/change-log.ts";
import type { Past } from "#store/history/past.ts";
import { purgeMark, type Takedowns, withdrawalMark } from "#store/history/takedown.ts";
import { readStanding } from "#store/write/listing.ts";
import { markOfTitle } from "#publish/build/takedown.ts";
import { dropReleases } from "./purge-releases.ts";
import { readTraces, type Traces } from "./purge-traces.ts";
import { publish } from "./publish.ts";
import { foreignOwner } from "./lease.ts";
import { readStock } from "./stock.ts";
import { knownTakedowns, takedownsUnknown } from "./takedowns-before.ts";
import { PERMITTED, type Tools } from "./taken-rollback.ts";
import { changedTopics } from "./topics.ts";
import { nothingPublished } from "./nothing-published.ts";

/** What a purge did. */
type Purge = {
  readonly kind: "purged";
  /** By what those who pull know the article: `~` and the SHA-256 of its id in base64url. */
  readonly mark: string;
  /** The release that readers see now. */
  readonly release: ReleaseId;
  /** KV writes that were made. */
  readonly written: number;
  /** Releases that knew the article: they are deleted, and nobody can go back to them. */
  readonly releases: readonly ReleaseId[];
  /** Values deleted beside those. */
  readonly blobs: number;
  readonly media: number;
  /** Articles of others that speak of it in their own words: an address or a title of it. */
  readonly mentions: readonly ArticleId[];
  readonly hub: string | undefined;
  /** The site's address. */
  readonly url: string | undefined;
  readonly topics: readonly string[];
};

/** What is to be purged, and where. */
type PurgeInput = {
  readonly kv: KVNamespace;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly id: ArticleId;
  readonly tools?: Tools;
};

/** Takes an article, whatever its status, out of everything that KV holds: readers first see a
 *  release that was never told of it, then every release that knew it is deleted, and every value
 *  that no release needs any more. What stays are hashes of its id and titles. Run again, it goes
 *  on where it was cut short. Costs as a publication, and the reading of all packs and releases.
 *  @returns a Rejection when nothing was published, or no release knows the article
 *  @throws {StoreFault} when a blob of the release that readers see is damaged
 *  @throws {StoreDown} when KV fails */
export async function purge(input: PurgeInput): Promise<Purge | Rejection> {
  const { kv, now, id, tools } = input;
  const owned = await foreignOwner({ kv, ...tools });
  if (owned !== null) return owned;
  const standing = await readStanding(kv, now);
  if (standing === null) return nothingPublished("purge");
  if (isRejection(standing)) return standing;
  const before = await knownTakedowns(kv, standing, now);
  if (before === null) return takedownsUnknown();
  const mark = await purgeMark(id);
  const traces = await readTraces(kv, id, now);
  const isKnown = before.purged.some((one) => one.id === mark);
  if (!isKnown && !traces.isFound && !before.withdrawn.has(withdrawalMark(id)))
    return rejection(
      { file: "purge" },
      { what: `no release knows an article ${id}`, fix: "see /api/articles for ids" },
    );
  const takedowns = withPurged(before, traces, { id, mark });
  const { inEffect } = standing;
  const outcome = await publish({
    ...tools,
    kv,
    now,
    site: inEffect.site,
    articles: await readStock(kv, inEffect, now),
    media: [],
    ...PERMITTED,
    rework: {
      takedowns,
      previous: null,
      remember: (past) => withoutTraces(past, { id, mark, now }),
    },
  });
  if (isRejection(outcome)) return outcome;
  const made = outcome.manifest;
  const dropped = await dropReleases(kv, { id, traces, made, now });
  return {
    kind: "purged",
    mark,
    release: made.release,
    written: outcome.written,
    ...dropped,
    ...told(inEffect, made),
  };
}

function told(seen: Manifest, made: Manifest): Pick<Purge, "hub" | "url" | "topics"> {
  const { hub, url } = made.site;
  return { hub, url, topics: changedTopics(seen, made, baseUrlOf(made.site)) };
}

type Purged = { readonly id: ArticleId; readonly mark: string };

function withPurged(before: Takedowns, { titles }: Traces, { id, mark }: Purged): Takedowns {
  const known = before.purged.find((one) => one.id === mark)?.titles ?? [];
  const marks = [...titles].map(markOfTitle);
  const seen = before.withdrawn.get(withdrawalMark(id)) ?? [];
  const all = [...new Set([...known, ...seen, ...marks])];
  return {
    withdrawn: new Map([...before.withdrawn].filter(([one]) => one !== withdrawalMark(id))),
    purged: [...before.purged.filter((one) => one.id !== mark), { id: mark, titles: all }],
  };
}

/** What subscribers saw, as if they had never seen the article; the log tells that something went,
 *  and by a hash alone what. Topics are told anew from what there is. */
function withoutTraces(
  { topics: _topics, log, ...past }: Past,
  { id, mark, now }: Purged & { readonly now: number },
): Past {
  return {
    ...past,
    entries: past.entries.filter((entry) => entry.id !== id),
    gone: past.gone.filter((entry) => entry.id !== id),
    late: new Map([...past.late].filter(([late]) => late !== id)),
    ...(log !== undefined && { log: opaqueLog(log, { id, mark, now }) }),
  };
}

function opaqueLog(
  { since, changes }: ChangeLog,
  { id, mark, now }: Purged & { readonly now: number },
): ChangeLog {
  if (changes.some((change) => change.id === (mark as ArticleId))) return { since, changes };
  const last = changes.at(-1)?.at ?? since;
  const at = Math.max(now, last + 1);
  // A log holds ids alone; a mark is none, and nobody takes it for one.
  const notice = { at, id: mark as ArticleId, isGone: true };
  return { since, changes: [...changes.filter((change) => change.id !== id), notice] };
}
