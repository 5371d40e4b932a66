import { NEWEST_PAGE } from "#model/newest-page.ts";
import { memoizeLast } from "#model/memoize.ts";
import { hash32 } from "#model/hash.ts";
import type { ArticleId } from "#model/name.ts";
import { type ArchiveEntry, encodeArchiveList } from "#store/archive-list.ts";
import { contentHash } from "#store/blob-name.ts";
import type { Member } from "#store/pack-place.ts";
import type { ReadyArticle } from "./ready-article.ts";

/** A document may end from here on, where the hash of an article's id is a multiple of BORDER. */
const MIN_MEMBERS = 24;
const BORDER = 16;
/** Members may lie in as many packs, and an archive page may cost 40 KV reads: `current`, a chunk
 *  of the list, and 36 packs leave two in hand. */
export const MAX_MEMBERS = 36;

/** Cuts the articles of a section into archive documents, from the oldest on. Like that of packs, a
 *  border depends on nearby articles only.
 *  @param articles  oldest first
 *  @returns the documents that will never grow, and the articles after them */
export function cutArchive(articles: readonly ReadyArticle[]): {
  readonly documents: readonly (readonly ReadyArticle[])[];
  readonly rest: readonly ReadyArticle[];
} {
  const documents: ReadyArticle[][] = [];
  let document: ReadyArticle[] = [];
  let bytes = 0;
  const end = (): void => {
    documents.push(document);
    [document, bytes] = [[], 0];
  };
  for (const ready of articles) {
    if (document.length > 0 && bytes + ready.bytes > NEWEST_PAGE.maxBytes) end();
    document.push(ready);
    bytes += ready.bytes;
    const isBorder = hash32(ready.article.id) % BORDER === 0;
    if (document.length === MAX_MEMBERS || (document.length >= MIN_MEMBERS && isBorder)) end();
  }
  return { documents, rest: document };
}

/** The name of an archive document: its oldest member's id and a hash of all ids, so that under one
 *  name there are always the same articles. */
export async function archiveName(members: readonly ReadyArticle[]): Promise<string> {
  const ids = members.map(({ article }) => article.id);
  return nameOf(members[0]!, ids.join("\n"), async () => {
    const hash = await contentHash(ids.join("\n"));
    return `${ids[0]}~${hash.slice(0, 10)}`;
  });
}

/** By the oldest member: what comes later changes a document seldom. */
const nameOf = memoizeLast<ReadyArticle, Promise<string>>();

/** More than a pack has. */
const MOST_SLOTS = 2 ** 20;

type Documents = readonly (readonly ReadyArticle[])[];
type Members = ReadonlyMap<ArticleId, Member>;

/** Where all members of archive documents lie, as a number each. */
export function placesIn(documents: Documents, members: Members): readonly number[] {
  return documents.flatMap((document) =>
    document.map((ready) => {
      const { pack, slot } = memberOf(ready, members);
      return pack * MOST_SLOTS + slot;
    }),
  );
}

/** The archive list of a section, and the name of its newest document.
 *  @param documents  the oldest first */
export async function archiveList(
  documents: Documents,
  members: Members,
): Promise<{ readonly newest: string | null; readonly chunks: readonly Uint8Array[] }> {
  const names = await Promise.all(documents.map(archiveName));
  const entries = documents.map((document, index): ArchiveEntry => {
    const [previous, next] = [names[index - 1], names[index + 1]];
    return {
      name: names[index] ?? "",
      members: document.map((ready) => memberOf(ready, members)),
      ...(previous !== undefined && { previous }),
      ...(next !== undefined && { next }),
    };
  });
  return { newest: names.at(-1) ?? null, chunks: encodeArchiveList(entries) };
}

function memberOf({ article: { id } }: ReadyArticle, members: Members): Member {
  const member = members.get(id);
  if (member === undefined) throw new TypeError(`article ${id} lies in no pack`);
  return member;
}
