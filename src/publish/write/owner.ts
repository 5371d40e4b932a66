import { instantFromEpoch } from "#model/instant.ts";
import { rejection } from "#model/rejection.ts";
import { deleteOwner, readOwner } from "#store/write/owner.ts";
import { byGuard, type Refusal } from "./guard.ts";
import type { Publication } from "./publication.ts";

/** Refuses to write to a site that somebody else owns, or takes it back where that was asked for.
 *  1 KV read; 1 delete where it is taken back.
 *  @returns null when it may be written to
 *  @throws {StoreDown} when KV fails */
export async function foreignOwner({
  kv,
  owner,
  takeBack = false,
}: Pick<Publication, "kv" | "owner" | "takeBack">): Promise<Refusal | null> {
  const found = await readOwner(kv);
  if (found === null || found.by === owner) return null;
  if (takeBack) {
    await deleteOwner(kv);
    return null;
  }
  const what = `the site is published by its admin API (${found.by}) since ${instantFromEpoch(found.since)}`;
  const fix =
    "send the content there with --url https://… and BROADSHEET_TOKEN, or take the site back with --take-back";
  return byGuard("owner", rejection({ file: "KV" }, { what, fix }));
}
