import { NEWEST_PAGE } from "#model/newest-page.ts";
import { memoizeLast } from "#model/memoize.ts";
import { hash32 } from "#model/hash.ts";
import { contentHash } from "#store/blob-name.ts";
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
