import type { BlobName } from "#model/release.ts";
import { StoreFault } from "./fault.ts";
import { encodeKeyed, findKeyed, type KeyedRecord } from "./keyed-block.ts";
import type { Member, PlaceOf } from "./pack-place.ts";

/** One archive document: its members, and its neighbours in the chain. */
export type ArchiveEntry = {
  readonly name: string;
  /** Oldest first. */
  readonly members: readonly Member[];
  /** The archive document before it; absent for the oldest. */
  readonly previous?: string;
  /** The archive document after it; absent for the one just before the newest page. */
  readonly next?: string;
};

/** Matches `87613~3fK9a_Qz1b`, `甘孜~a~3fK9a_Qz1b`; refuses `87613`, `87613~short`. */
const ARCHIVE_NAME = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._~-]{0,199}~[\w-]{10}$/u;

/** Whether `name` has the form of an archive document's name: one that is not in the list was
 *  superseded (410), any other never was (404). */
export function isArchiveName(name: string): boolean {
  return ARCHIVE_NAME.test(name);
}

/** A section's archive list as blobs of at most 64 KB; a document's entry lies in blob
 *  `hash32(name) % blobs.length`. */
export function encodeArchiveList(entries: readonly ArchiveEntry[]): readonly Uint8Array[] {
  return entries.length === 0 ? [] : encodeKeyed("ARCH", entries.map(recordFrom));
}

/** The entry of one archive document in one blob of the list, or undefined.
 *  @param blob  the blob and its name, for faults
 *  @throws {StoreFault} when the bytes are not such a blob */
export function findArchive(
  blob: { readonly bytes: Uint8Array; readonly name: BlobName },
  name: string,
  placeOf: PlaceOf,
): ArchiveEntry | undefined {
  const record = findKeyed({ kind: "ARCH", ...blob }, name);
  if (record === undefined) return undefined;
  const [, previous, next, packs, slots] = record;
  if (!Array.isArray(packs) || !Array.isArray(slots))
    throw new StoreFault("corrupt", blob.name, "has an archive document without members");
  const places = packs.map(placeOf);
  const members = Array.from({ length: slots.length / 2 }, (_, index): Member => {
    const pack = places[Number(slots[2 * index])];
    const slot: unknown = slots[2 * index + 1];
    if (pack === undefined || typeof slot !== "number")
      throw new StoreFault("corrupt", blob.name, "has a member without a place");
    return { pack, slot };
  });
  return {
    name,
    members,
    ...(typeof previous === "string" && { previous }),
    ...(typeof next === "string" && { next }),
  };
}

/** `[name, previous, next, packs, [index of pack, slot, index of pack, slot, …]]`: members of one
 *  pack name it once. */
function recordFrom({ name, members, previous, next }: ArchiveEntry): KeyedRecord {
  const packs = [...new Set(members.map(({ pack }) => pack))];
  const places = members.flatMap(({ pack, slot }) => [packs.indexOf(pack), slot]);
  return [name, previous ?? null, next ?? null, packs, places];
}
