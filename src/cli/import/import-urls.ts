import { isRejection, rejection, type Rejection } from "#model/rejection.ts";
import { sourceKind } from "#ingest/source/source-kind.ts";
import { importDocument, type FollowUps } from "./import-document.ts";
import type { ArticleIntake } from "./article-intake.ts";
import { fetchedText, fetchOrRecall } from "./fetch-or-recall.ts";
import type { ImportJob } from "./import-job.ts";
import { importWordPressRest, isRestAddress } from "./import-wordpress-rest.ts";

/** Imports what lies at addresses: each is visited once, with the parts that follow it (archives of
 *  a feed, sitemaps of an index) and the pages that it lists. What the site says is unchanged is
 *  read from `raw/`. */
export async function importUrls(addresses: readonly string[], job: ImportJob): Promise<void> {
  const { intake, progress, maxVisits } = job;
  const waiting = [...addresses];
  const seen = new Set(waiting);
  const guesses = new Set<string>();
  const add = (found: readonly string[], isNext: boolean): void => {
    const fresh = found.filter((address) => !seen.has(address));
    for (const address of fresh) seen.add(address);
    // One feed is read to its end before the next begins.
    if (isNext) waiting.unshift(...fresh);
    else waiting.push(...fresh);
  };
  let visited = 0;
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    if (visited === maxVisits) {
      const what = `and ${waiting.length.toLocaleString("en")} more addresses were not visited`;
      intake.log.reject(rejection({ file: address }, { what, fix: "raise --max-visits" }));
      return;
    }
    visited += 1;
    const followUps = await importUrl(address, job, guesses.has(address));
    if (isRejection(followUps)) intake.log.reject(followUps);
    else {
      add(followUps.parts, true);
      for (const guess of followUps.guesses ?? []) guesses.add(guess);
      add(followUps.guesses ?? [], true);
      add(followUps.pages, false);
    }
    progress("visiting", visited, Math.min(maxVisits, visited + waiting.length));
  }
}

const NOTHING: FollowUps = { parts: [], pages: [] };

/** How many articles came in so far. */
function articlesIn({ counts }: ArticleIntake): number {
  return Object.values(counts).reduce((sum, number) => sum + number, 0);
}

async function importUrl(
  address: string,
  job: ImportJob,
  isGuess: boolean,
): Promise<FollowUps | Rejection> {
  const { intake, options } = job;
  if (isRestAddress(address, options.kind)) return importWordPressRest(address, job);
  const before = articlesIn(intake);
  const fetched = await fetchOrRecall(address, job, isGuess);
  if (fetched === null) return NOTHING;
  if (isRejection(fetched)) return fetched;
  const decoded = fetchedText(fetched);
  if (decoded === undefined)
    return rejection({ file: address }, { what: "is in no encoding that makes sense of it" });
  for (const { line, ...fault } of decoded.notices ?? [])
    intake.log.notice({ file: address, line }, fault);
  if (isGuess && sourceKind(decoded.text) !== "feed") return NOTHING;
  const doc = { name: address, text: decoded.text, url: fetched.url };
  const followUps = await importDocument(doc, intake, options);
  // A guess that brought nothing new leads nowhere.
  return articlesIn(intake) > before ? followUps : { ...followUps, guesses: [] };
}
