import { atomId, entryId } from "#model/address.ts";
import { memoizeLast } from "#model/memoize.ts";
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
  const isShown = ({ article }: Draft): boolean => article.status !== "withdrawn";
  const shown = once.filter(isShown);
  // Names made of ids are as many as ids: it takes a guid to give one twice.
  if (![...shown, ...besides].some(({ article }) => article.guid !== undefined))
    return { kept: once, rejections };
  const items = new Map<string, Draft>();
  const repeated = new Set<Draft>();
  const claim = (draft: Draft): void => {
    const names = itemNames(draft, site);
    const taken = names.find((name) => items.has(name));
    const other = taken === undefined ? undefined : items.get(taken);
    if (taken === undefined || other === undefined) {
      for (const name of names) items.set(name, draft);
      return;
    }
    repeated.add(draft);
    rejections.push(repeatedItem(draft, draft.article.guid ?? taken, other));
  };
  const wanted = new Set(besides.length > 0 ? shown.flatMap((one) => itemNames(one, site)) : []);
  for (const draft of besides.filter(isShown))
    for (const name of namesBeside(draft, site)) if (wanted.has(name)) items.set(name, draft);
  // Who has no guid cannot give its name away.
  const [named, unnamed] = [true, false].map((has) =>
    shown.filter(({ article }) => (article.guid !== undefined) === has),
  );
  for (const draft of [...(unnamed ?? []), ...(named ?? [])]) claim(draft);
  return { kept: once.filter((draft) => !repeated.has(draft)), rejections };
}

/** The names by which feeds know an article: that of RSS and JSON Feed, and that of Atom. One with
 *  a guid that Atom takes needs no name made of its id, so that another may have that as its guid,
 *  as two articles do whose ids were exchanged. */
function itemNames({ article }: Draft, site: Pick<Site, "idAuthority">): readonly string[] {
  return [...new Set([entryId(article, site), atomId(article, site)])];
}

const lastNames = memoizeLast<Draft, readonly string[]>();

/** The same of one that was there before, and is asked for with every article that comes. */
function namesBeside(draft: Draft, site: Pick<Site, "idAuthority">): readonly string[] {
  return lastNames(draft, site.idAuthority, () => itemNames(draft, site));
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
