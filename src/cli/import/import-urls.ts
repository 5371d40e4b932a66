import { isRejection, rejection, type Rejection } from "#model/rejection.ts";
import { sourceKind } from "#ingest/source/source-kind.ts";
import { type FollowUps, NO_FOLLOW_UPS } from "./follow-ups.ts";
import { importDocument } from "./import-document.ts";
import type { ArticleIntake } from "./article-intake.ts";
import { fetchedText, fetchOrRecall } from "./fetch-or-recall.ts";
import type { ImportJob } from "./import-job.ts";
import { importWordPressRest, isRestAddress } from "./import-wordpress-rest.ts";

/** Imports what lies at addresses: each is visited once, with the parts that follow it (archives of
 *  a feed, sitemaps of an index) and the pages that it lists. What the site says is unchanged is
 *  read from `raw/`.
 *  @param known  when pages changed, as a sitemap says */
export async function importUrls(
  addresses: readonly string[],
  job: ImportJob,
  known: ReadonlyMap<string, string> = new Map(),
): Promise<void> {
  const { intake, progress, maxVisits } = job;
  const waiting = [...addresses];
  const seen = new Set(waiting);
  const guesses = new Set<string>();
  const changes = new Map(known);
  const follow = (address: string): Promise<string | undefined> => {
    seen.add(address);
    followed.add(address);
    return followingText(address, job);
  };
  const followed = new Set<string>();
  const add = (found: readonly string[], isNext: boolean): void => {
    const fresh = found.filter((address) => !seen.has(address));
    for (const address of fresh) seen.add(address);
    // One feed is read to its end before the next begins.
    if (isNext) waiting.unshift(...fresh);
    else waiting.push(...fresh);
  };
  let visited = 0;
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    if (followed.has(address)) continue;
    if (visited === maxVisits) {
      const what = `and ${waiting.length.toLocaleString("en")} more addresses were not visited`;
      intake.log.reject(rejection({ file: address }, { what, fix: "raise --max-visits" }));
      return;
    }
    visited += 1;
    const followUps = await importUrl(address, job, {
      isGuess: guesses.has(address),
      lastModified: job.options.dates === "sitemap" ? changes.get(address) : undefined,
      follow,
    });
    if (isRejection(followUps)) intake.log.reject(followUps);
    else {
      for (const [page, changed] of followUps.changes ?? []) changes.set(page, changed);
      add(followUps.parts, true);
      for (const guess of followUps.guesses ?? []) guesses.add(guess);
      add(followUps.guesses ?? [], true);
      add(followUps.pages, false);
    }
    progress("visiting", visited, Math.min(maxVisits, visited + waiting.length));
  }
}

/** How an address is visited. */
type Visit = {
  readonly isGuess: boolean;
  readonly lastModified: string | undefined;
  readonly follow: (address: string) => Promise<string | undefined>;
};

/** The text at an address; undefined, and told, where there is none. */
async function followingText(address: string, job: ImportJob): Promise<string | undefined> {
  const fetched = await fetchOrRecall(address, job);
  if (fetched !== null && !isRejection(fetched)) return fetchedText(fetched)?.text;
  const faults = fetched === null ? [{ what: "is not there" }] : fetched.faults;
  job.intake.log.notice({ file: address }, ...faults);
  return undefined;
}

/** How many articles came in so far. */
function articlesIn({ counts }: ArticleIntake): number {
  return Object.values(counts).reduce((sum, number) => sum + number, 0);
}

async function importUrl(
  address: string,
  job: ImportJob,
  { isGuess, lastModified, follow }: Visit,
): Promise<FollowUps | Rejection> {
  const { intake, options } = job;
  if (isRestAddress(address, options.kind)) return importWordPressRest(address, job);
  const before = articlesIn(intake);
  const fetched = await fetchOrRecall(address, job, isGuess);
  if (fetched === null) return NO_FOLLOW_UPS;
  if (isRejection(fetched)) return fetched;
  const decoded = fetchedText(fetched);
  if (decoded === undefined)
    return rejection({ file: address }, { what: "is in no encoding that makes sense of it" });
  for (const { line, ...fault } of decoded.notices ?? [])
    intake.log.notice({ file: address, line }, fault);
  if (isGuess && sourceKind(decoded.text) !== "feed") return NO_FOLLOW_UPS;
  const doc = {
    name: address,
    text: decoded.text,
    url: fetched.url,
    follow,
    ...(lastModified !== undefined && { lastModified }),
  };
  const followUps = await importDocument(doc, intake, options);
  // A guess that brought nothing new leads nowhere.
  return articlesIn(intake) > before ? followUps : { ...followUps, guesses: [] };
}
