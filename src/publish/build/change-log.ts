import type { ArticleId } from "#model/name.ts";
import type { LogRef } from "#model/release.ts";
import {
  byMoment,
  type ChangeLog,
  encodeLog,
  type LoggedChange,
} from "#store/history/change-log.ts";
import type { LedgerEntry } from "#store/history/ledger.ts";
import type { BlobSet } from "./blob-set.ts";
import type { Changes } from "./comparison.ts";

/** Changes that a log holds at most: who comes back after more of them begins anew. */
export const MAX_CHANGES = 10_000;

/** The log of a release: that of the release that readers saw before, and what this one changes. Of
 *  an article only its last change is told, so that the log is never longer than what there is to
 *  fetch. Its moments only ever grow, whatever clocks say. O(changes).
 *  @param before  undefined when there was none: what is there then is told by the list of articles
 *  @param at  when the release takes effect; milliseconds since 1970 */
export function extendLog(
  before: ChangeLog | undefined,
  { changes, entries }: { readonly changes: Changes; readonly entries: readonly LedgerEntry[] },
  at: number,
): ChangeLog {
  if (before === undefined) return { since: at, changes: [] };
  const present = new Set(entries.map(({ id }) => id));
  const changed = [
    ...changes.added.map(({ id }) => id),
    ...changes.updated.map(({ id }) => id),
    ...changes.reappearing.map(({ after }) => after.id),
    ...changes.gone.map(({ id }) => id),
  ];
  const moment = Math.max(at, before.since + 1, (before.changes.at(-1)?.at ?? 0) + 1);
  const news = new Map<ArticleId, LoggedChange>();
  for (const id of changed) news.set(id, { at: moment, id, isGone: !present.has(id) });
  if (news.size === 0) return before;
  const all = [
    ...before.changes.filter(({ id }) => !news.has(id)),
    ...[...news.values()].sort(byMoment),
  ];
  if (all.length <= MAX_CHANGES) return { since: before.since, changes: all };
  // A moment is told whole or not at all.
  const since = all[all.length - MAX_CHANGES - 1]?.at ?? before.since;
  return { since, changes: all.filter((change) => change.at > since) };
}

/** Puts a log into a blob. */
export async function logPart(log: ChangeLog, set: BlobSet): Promise<LogRef> {
  return logRef(log, await set.add(encodeLog(log)));
}

/** What a manifest says of a log. */
export function logRef({ since, changes }: ChangeLog, blob: LogRef["blob"]): LogRef {
  return { blob, since, last: changes.at(-1)?.at ?? since };
}
