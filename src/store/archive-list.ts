import type { BlobName } from "#model/release.ts";
import { StoreFault } from "./fault.ts";
import { encodeKeyed, findKeyed, type KeyedRecord } from "./keyed-block.ts";

/** Where one member of an archive document lies. */
export type Member = { readonly pack: BlobName; readonly slot: number };

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
 *  @param blob  the blob's name, for faults
 *  @throws {StoreFault} when the bytes are not such a blob */
export function findArchive(
  bytes: Uint8Array,
  blob: BlobName,
  name: string,
): ArchiveEntry | undefined {
  const record = findKeyed({ kind: "ARCH", bytes, name: blob }, name);
  if (record === undefined) return undefined;
  const [, previous, next, packs, places] = record;
  if (!Array.isArray(packs) || !Array.isArray(places))
    throw new StoreFault("corrupt", blob, "has an archive document without members");
  return {
    name,
    members: membersFrom(packs, places, blob),
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

function membersFrom(
  packs: readonly unknown[],
  places: readonly unknown[],
  blob: BlobName,
): readonly Member[] {
  return Array.from({ length: places.length / 2 }, (_, index) => {
    const pack = packs[Number(places[2 * index])];
    const slot = places[2 * index + 1];
    if (typeof pack !== "string" || typeof slot !== "number")
      throw new StoreFault("corrupt", blob, "has a member without a place");
    return { pack, slot };
  });
}
