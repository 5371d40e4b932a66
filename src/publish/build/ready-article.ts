import type { Article } from "#model/article.ts";
import { epochMs } from "#model/instant.ts";
import type { ArticleId } from "#model/name.ts";
import { contentHash } from "#store/blob-name.ts";
import { encodeArticle } from "#store/pack.ts";

/** An article as all parts of a release need it: encoded once. */
export type ReadyArticle = {
  readonly article: Article;
  /** When it was published, milliseconds since 1970. */
  readonly ms: number;
  /** Its bytes in a pack. */
  readonly record: Uint8Array;
  /** Hash of them. */
  readonly etag: string;
};

const known = new WeakMap<Article, Promise<ReadyArticle>>();

/** Encodes an article; the same one once, as long as somebody holds it. */
export function readyArticle(article: Article): Promise<ReadyArticle> {
  const found = known.get(article) ?? encoded(article);
  known.set(article, found);
  return found;
}

async function encoded(article: Article): Promise<ReadyArticle> {
  const record = encodeArticle(article);
  return { article, ms: epochMs(article.published), record, etag: await contentHash(record) };
}

/** The order of articles everywhere, oldest first: by moment, then by the publisher's sequence,
 *  then by id. */
export function byAge(a: ReadyArticle, b: ReadyArticle): number {
  return (
    a.ms - b.ms ||
    (a.article.sequence ?? 0) - (b.article.sequence ?? 0) ||
    compareTexts(a.article.id, b.article.id)
  );
}

/** Articles oldest first, each id once. Of two with one id the one changed last stays, and of two
 *  changed at once the one whose hash is greater, so that the order they came in does not matter.
 *  @returns the articles, and the ids that were there more than once */
export function inOrder(articles: readonly ReadyArticle[]): {
  readonly ordered: readonly ReadyArticle[];
  readonly repeated: readonly ArticleId[];
} {
  const byId = new Map<ArticleId, ReadyArticle>();
  const repeated = new Set<ArticleId>();
  for (const ready of articles) {
    const { id } = ready.article;
    const other = byId.get(id);
    if (other !== undefined) repeated.add(id);
    if (other === undefined || isNewerVersion(ready, other)) byId.set(id, ready);
  }
  return { ordered: [...byId.values()].sort(byAge), repeated: [...repeated].sort() };
}

/** Compares two texts by UTF-16 unit: the same everywhere, unlike a comparison by language. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function isNewerVersion(a: ReadyArticle, b: ReadyArticle): boolean {
  const changed = ({ article }: ReadyArticle): number =>
    epochMs(article.updated ?? article.published);
  return changed(a) - changed(b) > 0 || (changed(a) === changed(b) && a.etag > b.etag);
}
