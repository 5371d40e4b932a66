import type { ArticleId, SectionPath } from "#model/name.ts";
import type { LogRef } from "#model/release.ts";
import { breadcrumb } from "#model/section.ts";
import { baseUrlOf, type Site } from "#model/site.ts";
import {
  byMoment,
  type ChangeLog,
  encodeLog,
  type LoggedChange,
} from "#store/history/change-log.ts";
import type { LedgerEntry } from "#store/history/ledger.ts";
import type { BlobSet } from "./blob-set.ts";
import { apart, type Changes } from "./comparison.ts";

/** Changes that a log holds at most: who comes back after more of them begins anew. */
export const MAX_CHANGES = 10_000;

/** What a release changes. */
type LogTurn = {
  /** What readers saw before; null when nobody knows. */
  readonly past: { readonly entries: readonly LedgerEntry[] } | null;
  readonly changes: Changes;
  /** What readers see in it. */
  readonly entries: readonly LedgerEntry[];
  /** The settings that they saw before, and those that they see now. */
  readonly sites: { readonly before: Site; readonly after: Site };
};

/** The log of a release: that of the release that readers saw before, and what this one changes. Of
 *  an article only its last change is told, so that the log is never longer than what there is to
 *  fetch. Its moments only ever grow, whatever clocks say. A section's new title changes what is
 *  said of its articles; a new address of the site changes everything, so that the log begins anew.
 *  O(articles).
 *  @param before  undefined when there was none: what is there then is told by the list of articles
 *  @param at  when the release takes effect; milliseconds since 1970 */
export function extendLog(
  before: ChangeLog | undefined,
  { past, changes, entries, sites }: LogTurn,
  at: number,
): ChangeLog {
  if (before === undefined) return { since: at, changes: [] };
  const last = before.changes.at(-1)?.at ?? before.since;
  if (baseUrlOf(sites.before) !== baseUrlOf(sites.after))
    return { since: Math.max(at, last + 1), changes: [] };
  const { was, is } = apart(past?.entries ?? [], entries);
  const here = new Set(is.map(({ id }) => id));
  // No two have one id, so that what is there before and after has none of these.
  const away = new Set(was.map(({ id }) => id).filter((id) => !here.has(id)));
  const changed = [
    ...changes.added.map(({ id }) => id),
    ...changes.updated.map(({ id }) => id),
    ...changes.reappearing.map(({ after }) => after.id),
    ...changes.gone.map(({ id }) => id),
    // Also where the item of a feed goes on under another id: who mirrors articles knows no items.
    ...away,
    ...retitled(entries, sites).map(({ id }) => id),
  ];
  const moment = Math.max(at, last + 1);
  const news = new Map<ArticleId, LoggedChange>();
  for (const id of changed) news.set(id, { at: moment, id, isGone: away.has(id) });
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

/** The articles whose section, or one around it, has another title than before. */
function retitled(
  entries: readonly LedgerEntry[],
  { before, after }: LogTurn["sites"],
): readonly LedgerEntry[] {
  if (JSON.stringify(before.sections) === JSON.stringify(after.sections)) return [];
  const known = new Map<SectionPath, boolean>();
  const isRetitled = (path: SectionPath): boolean =>
    titlesAt(before, path) !== titlesAt(after, path);
  return entries.filter(({ sections: [path] }) => {
    if (path === undefined) return false;
    const told = known.get(path) ?? isRetitled(path);
    known.set(path, told);
    return told;
  });
}

function titlesAt({ sections }: Site, path: SectionPath): string {
  return JSON.stringify(breadcrumb(sections, path).map(({ title }) => title));
}

/** Puts a log into a blob. */
export async function logPart(log: ChangeLog, set: BlobSet): Promise<LogRef> {
  return logRef(log, await set.add(encodeLog(log)));
}

/** What a manifest says of a log. */
export function logRef({ since, changes }: ChangeLog, blob: LogRef["blob"]): LogRef {
  return { blob, since, last: changes.at(-1)?.at ?? since };
}
