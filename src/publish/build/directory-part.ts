import { memoizeLast, memoizeObjects } from "#model/memoize.ts";
import type { ArticleId } from "#model/name.ts";
import type { BlobName } from "#model/release.ts";
import type { Workshop } from "#search/build/workshop.ts";
import {
  directoryOver,
  encodeDirectory,
  type KeyedEntry,
  type StoredDirectory,
} from "#store/directory.ts";
import type { Member } from "#store/pack-place.ts";
import type { BlobSet } from "./blob-set.ts";
import type { ReadyArticle } from "./ready-article.ts";

/** What the directory is made from. */
type DirectoryInput = {
  /** Oldest first. */
  readonly articles: readonly ReadyArticle[];
  /** Withdrawn ones, oldest first. */
  readonly gone: readonly ReadyArticle[];
  readonly members: ReadonlyMap<ArticleId, Member>;
  readonly workshop?: Workshop | undefined;
  /** The one that it is laid over; all is encoded anew when absent. */
  readonly over?: { readonly directory: StoredDirectory } | undefined;
};

/** Builds the directory. Where articles claim the same alias, the newest has it, and a published
 *  one before a withdrawn one.
 *  @returns names of its blobs, and the aliases that were claimed twice */
export async function buildDirectory(
  { articles, gone, members, workshop, over }: DirectoryInput,
  set: BlobSet,
): Promise<{ readonly directory: readonly BlobName[]; readonly contested: readonly string[] }> {
  // Undefined stands for what the stored one says.
  const entries = new Map<string, KeyedEntry | undefined>();
  const contested = new Set<string>();
  const claim = (alias: string, one: KeyedEntry | undefined): void => {
    if (entries.has(alias) && entries.get(alias)?.entry.withdrawn !== true) contested.add(alias);
    entries.set(alias, one);
  };
  for (const ready of gone) for (const one of withdrawnEntries(ready)) entries.set(one.key, one);
  for (const ready of articles) {
    const { id, aliases } = ready.article;
    const member = members.get(id);
    if (member === undefined) throw new TypeError(`article ${id} lies in no pack`);
    if (over !== undefined && isStored(ready, member, over.directory)) {
      entries.set(id, undefined);
      for (const alias of new Set(aliases)) claim(alias, undefined);
      continue;
    }
    const by = `${member.pack} ${member.slot}`;
    for (const one of lastEntries(ready, by, () => entriesOf(ready, member)))
      if ("pack" in one.entry) entries.set(one.key, one);
      else claim(one.key, one);
  }
  const blobs = encoded(entries, over?.directory, workshop);
  return { directory: await set.addAll(blobs), contested: [...contested].sort() };
}

function encoded(
  entries: ReadonlyMap<string, KeyedEntry | undefined>,
  over: StoredDirectory | undefined,
  workshop: Workshop | undefined,
): readonly (Uint8Array | BlobName)[] {
  if (over !== undefined) return directoryOver(over, changesOf(entries, over), workshop?.remake);
  const all = [...entries.values()].filter((one) => one !== undefined);
  return encodeDirectory(all, workshop?.remake);
}

/** Whether a stored directory says of an article where it lies, and that its aliases are its. */
function isStored(
  { article: { id, aliases }, etag }: ReadyArticle,
  member: Member,
  { entries, others }: StoredDirectory,
): boolean {
  const known = entries.get(id);
  return (
    known?.etag === etag &&
    known.pack === member.pack &&
    known.slot === member.slot &&
    aliases.every((alias) => {
      const entry = others.get(alias);
      return entry?.id === id && !entry.withdrawn;
    })
  );
}

/** What is other than in the stored directory. */
function changesOf(
  entries: ReadonlyMap<string, KeyedEntry | undefined>,
  stored: StoredDirectory,
): ReadonlyMap<string, KeyedEntry | undefined> {
  const changes = new Map([...entries].filter(([, one]) => one !== undefined));
  for (const some of [stored.entries, stored.others])
    for (const key of some.keys()) if (!entries.has(key)) changes.set(key, undefined);
  return changes;
}

const lastEntries = memoizeLast<ReadyArticle, readonly KeyedEntry[]>();

/** The entry of an article, then those of its aliases. */
function entriesOf(
  { article: { id, aliases }, etag }: ReadyArticle,
  { pack, slot }: Member,
): readonly KeyedEntry[] {
  return [
    { key: id, entry: { withdrawn: false, id, pack, slot, etag } },
    ...[...new Set(aliases)].map((key) => ({ key, entry: { withdrawn: false, id } as const })),
  ];
}

const withdrawnEntries = memoizeObjects(
  ({ article: { id, aliases } }: ReadyArticle): readonly KeyedEntry[] =>
    [id, ...aliases].map((key) => ({ key, entry: { withdrawn: true, id } as const })),
);
