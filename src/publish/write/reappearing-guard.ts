import { tagUri } from "#model/address.ts";
import { type Fault, rejection, type Rejection } from "#model/rejection.ts";
import type { Changes, Evidence, Reappearance } from "#publish/build/comparison.ts";

/** Articles that a refusal names; the others are counted. */
const MAX_NAMED = 20;

/** What two articles have in common, in words. */
export const EVIDENCE: Readonly<Record<Evidence, string>> = {
  id: "the same id in the content",
  title: "the same title and date",
  address: "the same address",
  text: "nearly the same text",
};

/** Refuses a release in which articles reappear: readers would show them again as unread.
 *  @returns a Rejection that names them, or null when the release may be published */
export function refuseReappearing({ reappearing }: Pick<Changes, "reappearing">): Rejection | null {
  if (reappearing.length === 0) return null;
  const authority = authorityBefore(reappearing);
  if (authority !== undefined)
    return rejection({ file: "site.toml" }, authorityFault(authority, reappearing.length));
  const more = reappearing.length - MAX_NAMED;
  return rejection(
    {},
    ...reappearing.slice(0, MAX_NAMED).map((one) => ({ what: reappearanceText(one) })),
    {
      what: `${more > 0 ? `and ${more} more: ` : ""}subscribers would see ${reappearing.length === 1 ? "this article" : `these ${reappearing.length} articles`} again`,
      fix: "give each its old id back (guid = the old one), or publish with --allow-reappearing if this is meant",
    },
  );
}

/** The authority by which all of them had their ids, where nothing else about them differs: one
 *  line of settings mends them all. */
export function authorityBefore(reappearing: readonly Reappearance[]): string | undefined {
  const idAuthority = /^tag:([^:]+):/.exec(reappearing[0]?.oldId ?? "")?.[1];
  if (idAuthority === undefined) return undefined;
  const isByIt = ({ before, after, oldId, newId }: Reappearance): boolean =>
    before.id === after.id &&
    before.guid === undefined &&
    after.guid === undefined &&
    oldId === tagUri(before.id, { idAuthority }) &&
    newId !== oldId;
  return reappearing.every(isByIt) ? idAuthority : undefined;
}

/** What a change of the authority does, and the one line that undoes it. */
export function authorityFault(authority: string, count: number): Fault {
  const whom = count === 1 ? "1 article" : `all ${count.toLocaleString("en")} of these articles`;
  return {
    field: "id_authority",
    what: `was ${authority} when ${whom} were published: subscribers would see them again`,
    fix: `write id_authority = "${authority}" again, or publish with --allow-reappearing if this is meant`,
  };
}

/** One reappearance in a clause, such as `7 "Title" comes again as tag:a.example,2026:7, not urn:7
 *  (the same title and date)`. */
export function reappearanceText({ after, oldId, newId, by }: Reappearance): string {
  return `${after.id} ${JSON.stringify(after.title)} comes again as ${newId}, not ${oldId} (${EVIDENCE[by]})`;
}
