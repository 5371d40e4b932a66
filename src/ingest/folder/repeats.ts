import { tagUri } from "#model/address.ts";
import { quoted } from "#model/quoted.ts";
import { type Place, type Rejection, rejection } from "#model/rejection.ts";
import type { Site } from "#model/site.ts";
import { notice, type Notice } from "./content.ts";
import type { Draft } from "./draft.ts";

/** The drafts that are articles of their own: each id once, and each item of the feeds once. A
 *  repeated one is a Rejection that tells where the other stands. O(articles).
 *  @param besides  others, whose items of feeds are taken
 *  @see feeds.md §2.2: 11 of 21 readers refuse a feed with two items of one guid, or show one of
 *  them */
export function withoutRepeats(
  drafts: readonly Draft[],
  site: Pick<Site, "idAuthority">,
  besides: readonly Draft[] = [],
): { readonly kept: readonly Draft[]; readonly rejections: readonly Rejection[] } {
  const rejections: Rejection[] = [];
  const ids = new Map<string, Draft>();
  const once = drafts.filter((draft) => {
    const { id } = draft.article;
    const other = ids.get(id);
    if (other === undefined) ids.set(id, draft);
    else rejections.push(repeatedId(draft, other));
    return other === undefined;
  });
  // What is withdrawn is in no feed, so that another may take its place there.
  const shown = once.filter(({ article }) => article.status !== "withdrawn");
  // Atom shows an article by its tag URI where its guid is no IRI, so that nobody else may have
  // that, whatever its guid.
  const others = besides.filter(({ article }) => article.status !== "withdrawn");
  const items = new Map(
    [...others, ...shown].map((draft) => [tagUri(draft.article.id, site), draft]),
  );
  for (const other of others)
    if (other.article.guid !== undefined) items.set(other.article.guid, other);
  const repeated = new Set<Draft>();
  for (const draft of shown) {
    const { guid } = draft.article;
    if (guid === undefined) continue;
    const other = items.get(guid) ?? draft;
    items.set(guid, other);
    if (other === draft) continue;
    repeated.add(draft);
    rejections.push(repeatedItem(draft, guid, other));
  }
  return { kept: once.filter((draft) => !repeated.has(draft)), rejections };
}

/** Notices of ids that differ in capitals alone: some file systems, and many people, take them for
 *  one. O(articles). */
export function nearlyRepeated(drafts: readonly Draft[]): readonly Notice[] {
  const first = new Map<string, Draft>();
  return drafts.flatMap((draft) => {
    const { id } = draft.article;
    const other = first.get(id.toLowerCase());
    if (other === undefined) {
      first.set(id.toLowerCase(), draft);
      return [];
    }
    const what = `${id} differs in capitals alone from ${other.article.id}, at ${placeText(other.placeOf("id"))}`;
    return [notice(draft.placeOf("id"), { field: "id", what, fix: "write another id" })];
  });
}

function repeatedId(draft: Draft, other: Draft): Rejection {
  return rejection(draft.placeOf("id"), {
    field: "id",
    what: `${draft.article.id} is the id of another article, at ${placeText(other.placeOf("id"))}`,
    fix: "give each article an id of its own",
  });
}

function repeatedItem(draft: Draft, guid: string, other: Draft): Rejection {
  return rejection(draft.placeOf("guid"), {
    field: "guid",
    what: `${quoted(guid)} is the feed item of another article, at ${placeText(other.placeOf("guid"))}`,
    fix: "give it a guid of its own, or none, or remove one of the two articles",
  });
}

/** A place as a message names it: `news/7.md:4`. */
export function placeText({ file = "input", line }: Place): string {
  return line === undefined ? file : `${file}:${line}`;
}
