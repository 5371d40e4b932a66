import { memoizeObjects } from "#model/memoize.ts";
import { epochMs, type Instant } from "#model/instant.ts";
import type { Manifest } from "#model/release.ts";
import type { Site } from "#model/site.ts";
import { remade, type Workshop } from "#search/build/workshop.ts";
import { canonicalJson, canonicalJsonOnce, contentHash } from "#store/blob-name.ts";
import type { ArticleId, SectionPath } from "#model/name.ts";
import { oldSection } from "#model/old-section.ts";
import type { GoneEntry } from "#store/history/gone.ts";
import type { LedgerEntry } from "#store/history/ledger.ts";
import type { Past } from "#store/history/past.ts";
import { type Changes, tombstoned } from "./comparison.ts";
import { compareTexts, type ReadyArticle } from "./ready-article.ts";

/** How long a feed speaks of an article that is gone: until the first publication after that.
 *  Milliseconds. */
const TOMBSTONE_MS = 30 * 24 * 3_600_000;
/** And of how many, the latest gone first: the blob that names them is read for a feed. */
const MAX_GONE = 500;
/** How long an article that was older than the newest page when it was first published shows there:
 *  as long as what is new. Milliseconds. */
const LATE_MS = 48 * 3_600_000;
/** Of so many new articles at once, the newest, those that are older than a newest page may show
 *  there: the manifest names them. */
const MAX_FRESH = 200;

/** A release in the eyes of subscribers. */
type ReleaseTurn = {
  /** What they saw before; null when nobody knows. */
  readonly past: Past | null;
  readonly changes: Changes;
  /** What they see now. */
  readonly entries: readonly LedgerEntry[];
  /** When the release takes effect. */
  readonly at: Instant;
};

/** The articles that are gone, the latest first: at most 500, those of the last 30 days. Nothing of
 *  their words is kept.
 *  One that lay in a section of another name or place belongs to what that is now, too: whoever
 *  follows it there shall hear of it.
 *  @param site  by whose authority ids are given, and which says what its sections were */
export function goneAt(
  { past, changes, entries, at }: ReleaseTurn,
  site: Site,
): readonly GoneEntry[] {
  if (past === null) return [];
  const since = epochMs(at) - TOMBSTONE_MS;
  const now = changes.gone
    .toSorted((a, b) => compareTexts(a.id, b.id))
    .map((entry) => ({ ...entry, title: "", when: at }));
  const before = past.gone.filter(({ when }) => epochMs(when) > since);
  return tombstoned([...now, ...before], entries, site)
    .slice(0, MAX_GONE)
    .map((entry) => ({ ...entry, sections: followed(entry.sections, site) }));
}

/** Sections, and what became of those that have another path now. */
function followed(sections: readonly SectionPath[], site: Site): readonly SectionPath[] {
  const moved = sections.flatMap((path) => {
    const old = oldSection(site, path);
    return old?.kind === "moved" ? [old.to] : [];
  });
  return moved.length === 0 ? sections : [...new Set([...sections, ...moved])];
}

/** The articles that may show on a newest page though they are older than it, and since when: those
 *  that subscribers never saw before, for 48 hours.
 *  @param isBackfill  whether what is new in this release is old stock, of which no reader is to be
 *    told */
export function lateAt(
  { past, changes, at }: ReleaseTurn,
  isBackfill: boolean,
): ReadonlyMap<ArticleId, Instant> {
  // Of a site that had no articles before everything is old stock.
  if (past === null || past.entries.length === 0) return new Map();
  const since = epochMs(at) - LATE_MS;
  const seen = new Set(past.gone.map(({ id }) => id));
  const fresh = changes.added
    .filter(({ id }) => !isBackfill && !seen.has(id))
    .sort((a, b) => b.published - a.published || compareTexts(a.id, b.id))
    .slice(0, MAX_FRESH);
  return new Map([
    ...[...past.late].filter(([, first]) => epochMs(first) > since),
    ...fresh.map(({ id }): [ArticleId, Instant] => [id, at]),
  ]);
}

/** A hash of what a release tells, wherever that lies: by it two are compared of which one is laid
 *  over the other. */
export async function hashOfTold({
  site,
  articles,
  withdrawn,
  late,
}: {
  readonly site: Site;
  readonly articles: readonly ReadyArticle[];
  readonly withdrawn: readonly ReadyArticle[];
  readonly late: ReadonlyMap<ArticleId, Instant>;
}): Promise<string> {
  const gone = withdrawn.map(({ article: { id, aliases } }) => [id, aliases]);
  // As canonicalJson writes it, without going through all of it each time.
  const seen = articles.map(jsonOfVersion).join();
  const rest = [gone, [...late.keys()]].map(canonicalJson).join();
  return contentHash(`[${canonicalJsonOnce(site)},[${seen}],${rest}]`);
}

const jsonOfVersion = memoizeObjects(({ article: { id }, etag }: ReadyArticle) =>
  canonicalJson([id, etag]),
);

/** Where what subscribers see in a release is kept: by the blobs that hold it. Nobody
 *  knows yet where `past` is absent. */
export function pastOf(
  workshop: Workshop | undefined,
  { ledger, gone, late, topics, log }: Manifest,
): { past?: Past | null } {
  const names = JSON.stringify([ledger, gone, late, topics, log]);
  return remade(workshop, "past", [names], () => ({}));
}
