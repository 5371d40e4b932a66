import type { FeedHead } from "#ingest/feed/feed-head.ts";
import { readFeed } from "#ingest/feed/feed.ts";
import { isRejection, type Rejection } from "#model/rejection.ts";
import type { ArticleIntake } from "./article-intake.ts";
import { type FollowUps, NO_FOLLOW_UPS } from "./follow-ups.ts";
import { BLOGGER_PAGES } from "./old-pages.ts";
import type { ReadingOptions } from "./reading-options.ts";
import { placeOf, type SourceDocument } from "./source-document.ts";

/** Gives the entries of a feed to the intake, and says where it goes on. */
export async function importFeed(
  doc: SourceDocument,
  intake: ArticleIntake,
  options: ReadingOptions,
): Promise<FollowUps | Rejection> {
  const url = doc.url ?? (options.home || undefined);
  const reading = readFeed(doc.text, {
    ...options,
    place: placeOf(doc),
    ...(url !== undefined && { url }),
  });
  if (isRejection(reading)) return reading;
  const { head, entries, sections } = reading;
  intake.site.say({ ...head, home: head.link || options.home });
  intake.site.nameSections(sections);
  for (const noun of reading.leftOut) intake.log.leaveOut(noun);
  for (const { line, ...entry } of entries)
    await intake.take({ ...entry, place: { ...placeOf(doc), line } });
  return followUpsOf(head, doc, { intake, options });
}

/** Where a feed goes on; where the site moves here, its old address will lead to ours. */
function followUpsOf(
  { next, generator }: FeedHead,
  doc: SourceDocument,
  { intake, options }: { readonly intake: ArticleIntake; readonly options: ReadingOptions },
): FollowUps {
  const own = URL.parse(doc.url ?? "");
  if (options.isMigration && /<generator\b[^>]*>\s*Blogger\s*</i.test(doc.text))
    intake.site.addRedirects(BLOGGER_PAGES);
  if (own !== null && options.isMigration)
    intake.site.addAliases(undefined, [own.pathname + own.search]);
  if (next && own === null) intake.log.notice(placeOf(doc), goesOn(next));
  if (own === null) return NO_FOLLOW_UPS;
  const guesses = next === "" && /wordpress/i.test(generator) ? [nextPaged(own)] : [];
  return { parts: next ? [next] : [], pages: [], guesses };
}

/** The next page of a feed of WordPress, which does not say how many it has. */
function nextPaged(own: URL): string {
  const next = new URL(own);
  next.searchParams.set("paged", String(Number(own.searchParams.get("paged") ?? 1) + 1));
  return next.href;
}

function goesOn(next: string) {
  const fix = "import the feed by its address, so that its archives are followed";
  return { what: `goes on at ${next.slice(0, 200)}, which a file does not lead to`, fix };
}
