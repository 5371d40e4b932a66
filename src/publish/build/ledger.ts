import type { Article } from "#model/article.ts";
import { hash32, mark64 } from "#model/hash.ts";
import type { SectionPath } from "#model/name.ts";
import type { BlobName, Manifest } from "#model/release.ts";
import {
  encodeLedger,
  encodeLedgerOver,
  type LedgerEntry,
  rowFromEntry,
} from "#store/history/ledger.ts";
import type { Past } from "#store/history/past.ts";
import { contentText } from "#text/html/content.ts";
import { foldTag } from "#text/fold/fold.ts";
import { minHashOf } from "#text/analysis/minhash.ts";
import type { Workshop } from "#search/build/workshop.ts";
import type { BlobSet } from "./blob-set.ts";
import { apart } from "./comparison.ts";
import { keptOf, type ReadyArticle } from "./ready-article.ts";

/** Characters of a content hash that the ledger keeps: it only tells two versions of one article
 *  apart. */
const CONTENT_LENGTH = 10;

/** One article is in the release for now and in every upcoming one. */
const known = new WeakMap<ReadyArticle, LedgerEntry>();

/** What sketches hang on beside their articles: raised when a text gives another. */
const SKETCH_REVISION = "1";
const encoder = new TextEncoder();

/** What the ledger says of articles, in their order. O(length) for those of which nothing is
 *  kept. */
export function ledgerEntries(
  articles: readonly ReadyArticle[],
  workshop?: Workshop,
): readonly LedgerEntry[] {
  const unknown = articles.filter((ready) => !known.has(ready));
  const sketches = keptOf(unknown, {
    workshop,
    key: `sketches ${SKETCH_REVISION}`,
    make: sketchOf,
    encode: (some) => encoder.encode(some.join("\n")),
    decode: (bytes) => new TextDecoder().decode(bytes).split("\n"),
  });
  let at = 0;
  for (const sketch of sketches) {
    const ready = unknown[at++]!;
    known.set(ready, entryFor(ready, sketch));
  }
  return articles.map((ready) => known.get(ready)!);
}

/** Takes over what the ledger of the release before says of articles that are as they were, so that
 *  nothing of them is made or compared. Whether its entries are made as here is seen by some that
 *  are made again: where one differs, none is taken.
 *  @returns the ledger of before, in the order of the articles where some were taken */
export function takeOver(
  articles: readonly ReadyArticle[],
  before: readonly LedgerEntry[],
): readonly LedgerEntry[] {
  const unknown = articles.filter((ready) => !known.has(ready));
  // Of what was planned here the very entries are known.
  if (2 * unknown.length < articles.length) return before;
  const byId = new Map(before.map((entry) => [entry.id, entry]));
  const same = unknown.flatMap((ready): [ReadyArticle, LedgerEntry][] => {
    const entry = byId.get(ready.article.id);
    return entry !== undefined && isAsBefore(ready, entry) ? [[ready, entry]] : [];
  });
  if (!areMadeAlike(same)) return before;
  for (const [ready, entry] of same) known.set(ready, entry);
  const ordered: LedgerEntry[] = [];
  for (const { article } of articles) {
    const entry = byId.get(article.id);
    if (entry !== undefined) ordered.push(entry);
    byId.delete(article.id);
  }
  return [...ordered, ...byId.values()];
}

/** Whether an article is the version that an entry speaks of, as far as that says so itself. */
function isAsBefore({ article, ms, etag }: ReadyArticle, entry: LedgerEntry): boolean {
  const { sections } = entry;
  return (
    entry.content.length === CONTENT_LENGTH &&
    etag.startsWith(entry.content) &&
    entry.title === article.title &&
    entry.published === Math.floor(ms / 1000) &&
    entry.guid === article.guid &&
    (article.also.length === 0 && sections.length === 1
      ? sections[0] === article.section
      : sections.join(" ") === sectionsOf(article).join(" "))
  );
}

/** Entries that are made again to see whether they were made as here. */
const SAMPLES = 8;

function areMadeAlike(some: readonly (readonly [ReadyArticle, LedgerEntry])[]): boolean {
  const telling = some.filter(([, { sketch }]) => sketch !== "");
  const step = Math.max(1, Math.floor(telling.length / SAMPLES));
  return telling
    .filter((_, at) => at % step === 0)
    .every(([ready, entry]) => {
      const made = entryFor(ready, sketchOf(ready));
      return JSON.stringify(rowFromEntry(made)) === JSON.stringify(rowFromEntry(entry));
    });
}

/** A ledger that follows another: a blob of which all entries are the very same as before is not
 *  encoded where it is stored.
 *  @param before  the entries of the release before, and the blobs that hold them
 *  @returns for each blob its bytes, or its name */
export function ledgerAfter(
  entries: readonly LedgerEntry[],
  before: { readonly entries: readonly LedgerEntry[]; readonly blobs: readonly BlobName[] },
  { isThere, workshop }: { isThere: (name: BlobName) => boolean; workshop?: Workshop | undefined },
): readonly (BlobName | Uint8Array)[] {
  const { was, is } = apart(before.entries, entries);
  const { blobs } = before;
  const changed = new Set([...was, ...is].map(({ id }) => hash32(id) % blobs.length));
  const keptName = (at: number, count: number): BlobName | undefined => {
    const name = blobs[at];
    const isKept = count === blobs.length && !changed.has(at);
    return isKept && name !== undefined && isThere(name) ? name : undefined;
  };
  return encodeLedgerOver(entries, keptName, workshop?.remake);
}

/** What subscribers saw, with the entries of a release that is laid over another taken over; as it
 *  was where all is made anew.
 *  @param over  what it is laid over */
export function pastTakenOver(
  articles: readonly ReadyArticle[],
  past: Past | null,
  over: object | undefined,
): Past | null {
  return over === undefined || past === null
    ? past
    : { ...past, entries: takeOver(articles, past.entries) };
}

/** Puts the ledger of a release into blobs; all anew where it is laid over nothing. */
export async function ledgerPart(
  {
    entries,
    past,
    previous,
    over,
    workshop,
  }: {
    readonly entries: readonly LedgerEntry[];
    readonly past: Past | null;
    readonly previous: Pick<Manifest, "ledger"> | null;
    readonly over: object | undefined;
    readonly workshop: Workshop | undefined;
  },
  set: BlobSet,
): Promise<readonly BlobName[]> {
  const blobs = over === undefined ? undefined : previous?.ledger;
  if (past === null || blobs === undefined)
    return set.addAll(encodeLedger(entries, workshop?.remake));
  const isThere = (name: BlobName): boolean => set.isStored(name) || set.blobs.has(name);
  return set.addAll(ledgerAfter(entries, { entries: past.entries, blobs }, { isThere, workshop }));
}

function sketchOf({ article }: ReadyArticle): string {
  return minHashOf(contentText(article));
}

function sectionsOf({ section, also }: Article): readonly SectionPath[] {
  return [...new Set([section, ...also])];
}

function entryFor({ article, ms, etag }: ReadyArticle, sketch: string): LedgerEntry {
  const { id, guid, title } = article;
  return {
    id,
    ...(guid !== undefined && { guid }),
    title,
    published: Math.floor(ms / 1000),
    content: etag.slice(0, CONTENT_LENGTH),
    dated: mark64(`${foldTag(title)}\n${ms}`),
    claims: claimsOf(article).map(mark64),
    sketch,
    sections: sectionsOf(article),
  };
}

/** Addresses that belong to this article and to no other. What the scheme is, and a slash at the
 *  end, make no difference. */
function claimsOf({ aliases, url }: Article): readonly string[] {
  const addresses = url === undefined ? aliases : [...aliases, url.replace(/^https?:/, "")];
  return [...new Set(addresses.map((address) => address.replace(/(?<=[^/])\/+$/, "")))];
}
