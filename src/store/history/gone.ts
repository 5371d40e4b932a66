import type { Instant } from "#model/instant.ts";
import type { ArticleId, SectionPath } from "#model/name.ts";
import type { BlobName, GoneRef } from "#model/release.ts";
import type { Tombstone } from "#model/entry.ts";
import { jsonBytes } from "#store/block.ts";
import { StoreFault } from "#store/fault.ts";
import { entryFromRow, type LedgerEntry, rowFromEntry } from "./ledger.ts";
import type { Reader } from "#store/reader.ts";

/** An article that subscribers saw and that is gone. */
export type GoneEntry = LedgerEntry & {
  /** When it went. */
  readonly when: Instant;
};

/** A feed speaks of this many at most: its newest page must stay readable. */
const MAX_IN_FEED = 50;

/** Articles that are gone as a blob, without the moments.
 *  @param gone  the latest gone first */
export function encodeGone(gone: readonly GoneEntry[]): Uint8Array {
  return jsonBytes(gone.map(rowFromEntry));
}

/** The moments of articles that are gone: how many went at each. */
export function momentsOf(gone: readonly GoneEntry[]): GoneRef["moments"] {
  const counts = new Map<Instant, number>();
  for (const { when } of gone) counts.set(when, (counts.get(when) ?? 0) + 1);
  return [...counts];
}

/** The articles that a release says are gone, the latest first.
 *  @param text  of the blob
 *  @throws {StoreFault} when it is not such a blob */
export function goneFromText(text: string, { blob, moments }: GoneRef): readonly GoneEntry[] {
  const rows = parsed(text, blob);
  const whens = moments.flatMap(([when, count]) => Array.from({ length: count }, () => when));
  if (!Array.isArray(rows) || rows.length !== whens.length)
    throw new StoreFault("corrupt", blob, "does not name the articles that are gone");
  return whens.map((when, at) => ({ ...entryFromRow(rows[at], blob), when }));
}

/** Those of the articles that were in the feed of a section, or of the site for "": the first 50 of
 *  them. */
export function tombstonesAt(gone: readonly GoneEntry[], path: string): readonly Tombstone[] {
  const isBelow = (section: string): boolean =>
    path === "" || section === path || section.startsWith(`${path}/`);
  return gone
    .filter(({ sections }) => sections.some(isBelow))
    .slice(0, MAX_IN_FEED)
    .map(({ id, guid, when }) => ({ article: { id, ...(guid !== undefined && { guid }) }, when }));
}

/** The tombstones that the feed of a section shows, or of the site for "", the latest first. 1 KV
 *  read when it shows some, else none.
 *  @param front  what the manifest says of the section */
export async function readTombstones(
  reader: Reader,
  front: { readonly path: string; readonly gone?: string },
): Promise<readonly Tombstone[]> {
  const { gone } = reader.manifest;
  if (front.gone === undefined || gone === undefined) return [];
  return tombstonesAt(await readGone(reader, gone), front.path);
}

/** The section that an article was in before it went; undefined when nobody ever saw it there. 1 KV
 *  read at most. */
export async function readGoneSection(
  reader: Reader,
  article: ArticleId,
): Promise<SectionPath | undefined> {
  const { gone } = reader.manifest;
  if (gone === undefined) return undefined;
  return (await readGone(reader, gone)).find(({ id }) => id === article)?.sections[0];
}

async function readGone(reader: Reader, gone: GoneRef): Promise<readonly GoneEntry[]> {
  const [bytes] = await reader.blobs([gone.blob]);
  return goneFromText(new TextDecoder().decode(bytes), gone);
}

function parsed(text: string, blob: BlobName): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new StoreFault("corrupt", blob, "is not JSON");
    throw error;
  }
}
