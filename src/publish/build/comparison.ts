import { atomId, entryId } from "#model/address.ts";
import { lazily, memoizeLast } from "#model/memoize.ts";
import { DAY_SECONDS } from "#model/instant.ts";
import type { Site } from "#model/site.ts";
import type { GoneEntry } from "#store/history/gone.ts";
import type { LedgerEntry } from "#store/history/ledger.ts";
import type { Past } from "#store/history/past.ts";
import { compareTexts } from "./ready-article.ts";
import { similarityOf } from "#text/analysis/minhash.ts";

/** By what an article is known to be one that subscribers have seen under another id. */
export type Evidence = "id" | "title" | "address" | "text";

/** An article that subscribers have seen, and will see again as if it were new. */
export type Reappearance = {
  readonly before: LedgerEntry;
  readonly after: LedgerEntry;
  /** The ids of the feed item. */
  readonly oldId: string;
  readonly newId: string;
  readonly by: Evidence;
};

/** What a release does in the eyes of subscribers. */
export type Changes = {
  readonly added: readonly LedgerEntry[];
  readonly updated: readonly LedgerEntry[];
  /** Seen in the release before, and not in this one; those that reappear under another id too. */
  readonly gone: readonly LedgerEntry[];
  readonly reappearing: readonly Reappearance[];
};

/** By whom ids are given. */
export type Authority = Pick<Site, "idAuthority">;

/** Texts of nearly the same day that are this alike are one text. */
const ALIKE = 0.8;

/** Compares what subscribers saw with what they are going to see. An item is known by its id alone;
 *  one that is new is compared with all that are gone, now or of late: it reappears if it is the
 *  same article by its own id, its title and date, one of its addresses, or nearly the same text of
 *  nearly the same day. O(articles), and O(new × gone) for articles of one day. Entries that are
 *  the very same objects before and after are not compared.
 *  @param past  null when nobody knows what they saw: then everything is new */
export function compare(
  past: Past | null,
  entries: readonly LedgerEntry[],
  { before, after }: { readonly before: Authority; readonly after: Authority },
): Changes {
  if (past === null) return { added: entries, updated: [], gone: [], reappearing: [] };
  const { was, is, both } = differing(past.entries, entries, { before, after });
  const old = new Map(was.map((entry) => [itemId(entry, before), entry]));
  const present = new Map(is.map((entry) => [itemId(entry, after), entry]));
  const gone = was
    .filter((entry) => !present.has(itemId(entry, before)))
    .sort((a, b) => compareTexts(a.id, b.id));
  const find = lazily(() => {
    const others = new Set(both.map((entry) => itemId(entry, after)));
    const isUnseen = ({ id }: Lost): boolean => !present.has(id) && !others.has(id);
    const lostOf = (entry: LedgerEntry): Lost => ({ entry, id: entryId(entry, before) });
    return finderOf([...gone.map(lostOf), ...past.gone.map(lostOf).filter(isUnseen)]);
  });
  const added: LedgerEntry[] = [];
  const updated: LedgerEntry[] = [];
  const reappearing: Reappearance[] = [];
  for (const [newId, entry] of present) {
    const seen = old.get(newId);
    if (seen !== undefined) {
      if (seen.content !== entry.content) updated.push(entry);
      continue;
    }
    const match = find()(entry);
    if (match === undefined) added.push(entry);
    else reappearing.push({ ...match, after: entry, newId });
  }
  return { added, updated, gone, reappearing };
}

/** Which entries are to be compared: of those that are there before and after, as the very same
 *  objects, none, unless another has the id of one of them or the authority is another. */
function differing(
  past: readonly LedgerEntry[],
  entries: readonly LedgerEntry[],
  { before, after }: { readonly before: Authority; readonly after: Authority },
): Apart<LedgerEntry> {
  const found = apart(past, entries);
  const ids = new Set([...found.was, ...found.is].map((entry) => itemId(entry, after)));
  const isPlain =
    before.idAuthority === after.idAuthority &&
    (ids.size === 0 || !found.both.some((entry) => ids.has(itemId(entry, after))));
  return isPlain ? found : { was: past, is: entries, both: [] };
}

const lastItemId = memoizeLast<LedgerEntry, string>();

function itemId(entry: LedgerEntry, site: Authority): string {
  return lastItemId(entry, site.idAuthority, () => entryId(entry, site));
}

/** Those that are gone and whose Atom id no entry has now.
 *  @param gone  by any authority: an id is that of `site` */
export function tombstoned(
  gone: readonly GoneEntry[],
  entries: readonly LedgerEntry[],
  site: Authority,
): readonly GoneEntry[] {
  const ids = new Set(gone.map((entry) => atomId(entry, site)));
  const present = new Set<string>();
  if (ids.size > 0)
    for (const entry of entries) {
      const id = atomId(entry, site);
      if (ids.has(id)) present.add(id);
    }
  const told = new Set<string>();
  return gone.filter((entry) => {
    const id = atomId(entry, site);
    if (present.has(id) || told.has(id)) return false;
    told.add(id);
    return true;
  });
}

type Lost = { readonly entry: LedgerEntry; readonly id: string };
type Match = Pick<Reappearance, "before" | "oldId" | "by">;

/** Finds the article that an entry was before. */
function finderOf(lost: readonly Lost[]): (entry: LedgerEntry) => Match | undefined {
  const byId = new Map<string, Lost>();
  const byDate = new Map<string, Lost>();
  const byClaim = new Map<string, Lost>();
  const byDay = new Map<number, Lost[]>();
  for (const one of lost) {
    byId.set(one.entry.id, one);
    byDate.set(one.entry.dated, one);
    for (const claim of one.entry.claims) byClaim.set(claim, one);
    const ofDay = byDay.get(dayOf(one.entry)) ?? [];
    ofDay.push(one);
    byDay.set(dayOf(one.entry), ofDay);
  }
  const matchOf = (found: Lost | undefined, by: Evidence): Match | undefined =>
    found && { before: found.entry, oldId: found.id, by };
  const alike = (entry: LedgerEntry): Lost | undefined => {
    const day = dayOf(entry);
    const near = [day, day - 1, day + 1].flatMap((each) => byDay.get(each) ?? []);
    return near.find((one) => similarityOf(one.entry.sketch, entry.sketch) >= ALIKE);
  };
  return (entry) =>
    matchOf(byId.get(entry.id), "id") ??
    matchOf(byDate.get(entry.dated), "title") ??
    matchOf(entry.claims.map((claim) => byClaim.get(claim)).find(Boolean), "address") ??
    matchOf(entry.sketch === "" ? undefined : alike(entry), "text");
}

function dayOf({ published }: LedgerEntry): number {
  return Math.floor(published / DAY_SECONDS);
}

/** Two lists, compared by the identity of what is in them. */
export type Apart<T> = {
  /** In the first alone, in its order. */
  readonly was: readonly T[];
  /** In the second alone, in its order. */
  readonly is: readonly T[];
  /** In both. */
  readonly both: readonly T[];
};

/** What two lists have alone, and what both have. O(length): where they are the same at their
 *  beginning and end, nothing there is looked up. */
export function apart<T>(before: readonly T[], after: readonly T[]): Apart<T> {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const was = before.slice(start, before.length - end);
  const is = after.slice(start, after.length - end);
  const [wasThere, isThere] = [new Set(was), new Set(is)];
  const both = [
    ...after.slice(0, start),
    ...is.filter((one) => wasThere.has(one)),
    ...after.slice(after.length - end),
  ];
  return {
    was: was.filter((one) => !isThere.has(one)),
    is: is.filter((one) => !wasThere.has(one)),
    both,
  };
}
