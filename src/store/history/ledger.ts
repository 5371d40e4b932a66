import { hash32 } from "#model/hash.ts";
import type { ArticleId, SectionPath } from "#model/name.ts";
import type { BlobName } from "#model/release.ts";
import { memoizeGroups, memoizeObjects } from "#model/memoize.ts";
import { joinedSegments } from "#store/block.ts";
import type { Remake } from "#store/keyed-block.ts";
import { StoreFault } from "#store/fault.ts";

/** What a release remembers of one published article: enough to tell what a later release does to
 *  it in the eyes of subscribers. About 170 bytes. */
export type LedgerEntry = {
  readonly id: ArticleId;
  /** With `id` what its feed item's id is made of. */
  readonly guid?: string;
  /** "" in the memory of an article that is gone: nothing of its words stays. */
  readonly title: string;
  /** Seconds since 1970. */
  readonly published: number;
  /** Hash of everything in it. */
  readonly content: string;
  /** Hash of title and moment. */
  readonly dated: string;
  /** Hashes of its aliases and of the address it lives at. */
  readonly claims: readonly string[];
  /** A sketch of its text; "" when that is short. */
  readonly sketch: string;
  /** Its own section first, then those that carry it too. */
  readonly sections: readonly SectionPath[];
};

/** Entries in a blob of the ledger, on average: one article that changes makes one such blob be
 *  written again, and only publishers read it. */
const ENTRIES_PER_BLOB = 4_096;

/** A ledger as blobs of about 350 KB; an article's entry lies in blob `hash32(id) % blobs.length`.
 *  Their number is a power of two, so that it seldom changes.
 *  @param entries  no two with the same id, in any order
 *  @returns JSON Lines; none for no entries */
export function encodeLedger(
  entries: readonly LedgerEntry[],
  remake?: Remake,
): readonly Uint8Array[] {
  return chunksOf(entries).map((chunk, at, { length }) =>
    encodedChunk(chunk, `ledger ${at} of ${length}`, remake),
  );
}

/** The same, without the bytes of blobs that need not be encoded.
 *  @param keptName  the name of such a blob, by its place and their number */
export function encodeLedgerOver(
  entries: readonly LedgerEntry[],
  keptName: (at: number, count: number) => BlobName | undefined,
  remake?: Remake,
): readonly (Uint8Array | BlobName)[] {
  return chunksOf(entries).map(
    (chunk, at, { length }) =>
      keptName(at, length) ?? encodedChunk(chunk, `ledger ${at} of ${length}`, remake),
  );
}

function chunksOf(entries: readonly LedgerEntry[]): readonly (readonly LedgerEntry[])[] {
  if (entries.length === 0) return [];
  const count = 2 ** Math.ceil(Math.log2(Math.max(1, entries.length / ENTRIES_PER_BLOB)));
  const chunks = Array.from({ length: count }, (): LedgerEntry[] => []);
  for (const entry of entries) chunks[hash32(entry.id) % count]!.push(entry);
  return chunks;
}

function encodedChunk(
  chunk: readonly LedgerEntry[],
  place: string,
  remake: Remake = (_place, _from, make) => make(),
): Uint8Array {
  return remake(place, chunk, () => {
    const groups = groupsOf(chunk.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
    // The last line ends with none.
    return joinedSegments(groups.map((group, index) => textOf(group, index === groups.length - 1)));
  });
}

/** Entries of a group, on the average. */
const GROUP = 16;

const groupsOf = /* @__PURE__ */ memoizeGroups(({ id }: LedgerEntry) => hash32(id) % GROUP === 0);

const linesOf = /* @__PURE__ */ memoizeObjects((group: readonly LedgerEntry[]) =>
  new TextEncoder().encode(`${group.map(lineFromEntry).join("\n")}\n`),
);

function textOf(group: readonly LedgerEntry[], isLast: boolean): Uint8Array {
  const lines = linesOf(group);
  return isLast ? lines.subarray(0, -1) : lines;
}

/** The entries in one blob of a ledger.
 *  @param blob  its name, for faults
 *  @throws {StoreFault} when the text is not such a blob */
export function ledgerFromText(text: string, blob: BlobName): readonly LedgerEntry[] {
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => entryFromRow(parsed(line, blob), blob));
}

/** An entry as a list without names. */
type LedgerRow = readonly unknown[];

/** An entry as a list without names, for JSON. */
export function rowFromEntry(entry: LedgerEntry): LedgerRow {
  const { id, title, published, content, dated, claims, sketch, sections, guid } = entry;
  const row = [id, title, published, content, dated, claims.join(" "), sketch, sections];
  return guid === undefined ? row : [...row, guid];
}

/** The entry that `rowFromEntry` made a list of.
 *  @throws {StoreFault} when it is none */
export function entryFromRow(row: unknown, blob: BlobName): LedgerEntry {
  if (!Array.isArray(row) || row.length < 8 || typeof row[0] !== "string")
    throw new StoreFault("corrupt", blob, "has a line that is no entry of a ledger");
  // `rowFromEntry` alone makes such lists.
  const [id, title, published, content, dated, claims, sketch, sections, guid] =
    row as unknown as LedgerFields;
  return {
    id,
    ...(guid !== undefined && { guid }),
    title,
    published,
    content,
    dated,
    claims: claims === "" ? [] : claims.split(" "),
    sketch,
    sections,
  };
}

type LedgerFields = readonly [
  id: ArticleId,
  title: string,
  published: number,
  content: string,
  dated: string,
  claims: string,
  sketch: string,
  sections: readonly SectionPath[],
  guid?: string,
];

const lineFromEntry = /* @__PURE__ */ memoizeObjects((entry: LedgerEntry) =>
  JSON.stringify(rowFromEntry(entry)),
);

function parsed(line: string, blob: BlobName): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) throw new StoreFault("corrupt", blob, "is not a ledger");
    throw error;
  }
}
