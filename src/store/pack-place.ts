import type { BlobName, Manifest } from "#model/release.ts";

/** Where an article lies. No blob names a pack by the hash of its bytes, or it would be written
 *  again with every comma that changes there. */
export type Member = {
  /** The pack's place in the manifest, counted from 0. */
  readonly pack: number;
  /** The article's place in the pack, counted from 0. */
  readonly slot: number;
};

/** The place of a pack in the manifest, by what a record names it with: that place, or in blobs of
 *  layout 1 the pack's own name. Undefined for what names none. */
export type PlaceOf = (name: unknown) => number | undefined;

/** Finds the packs of a release that records name. O(1), and O(packs) once for records of
 *  layout 1. */
export function placesOf({ packs }: Pick<Manifest, "packs">): PlaceOf {
  let byName: ReadonlyMap<BlobName, number> | undefined;
  return (name) => {
    if (typeof name === "number") return name in packs ? name : undefined;
    if (typeof name !== "string") return undefined;
    byName ??= new Map(packs.map(({ blob }, place) => [blob, place]));
    return byName.get(name);
  };
}
