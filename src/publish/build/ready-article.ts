import type { Article } from "#model/article.ts";
import { hash32 } from "#model/hash.ts";
import { kept, type Workshop } from "#search/build/workshop.ts";
import { epochMs } from "#model/instant.ts";
import type { ArticleId } from "#model/name.ts";
import { contentHash } from "#store/blob-name.ts";
import { articleText } from "#store/pack.ts";

/** An article as all parts of a release need it: hashed once. What it was hashed by is as large as
 *  all articles together and not kept. */
export type ReadyArticle = {
  readonly article: Article;
  /** When it was published, milliseconds since 1970. */
  readonly ms: number;
  /** Bytes of all that it says. */
  readonly bytes: number;
  /** Hash of them. */
  readonly etag: string;
  /** Names of the media files that it speaks of. */
  readonly media: readonly string[];
};

const encoder = new TextEncoder();
const known = new WeakMap<Article, ReadyArticle>();

/** Hashes an article; the same one once, as long as somebody holds it. */
export async function readyArticle(article: Article): Promise<ReadyArticle> {
  return known.get(article) ?? hashed(article);
}

/** Articles that are hashed at once: what each is hashed by is as large as its text. */
const HASHED_AT_ONCE = 64;

/** What hashes hang on beside what an article was made from: raised when the same article is
 *  hashed by another text. */
const READY_REVISION = 1;

/** What is kept of an article. */
type HashRow = readonly [bytes: number, etag: string, media?: readonly string[]];

/** Hashes articles, in their order; of those that were hashed before none is waited for.
 *  @param workshop  knows those that an earlier publication hashed */
export async function readyArticles(
  articles: readonly Article[],
  workshop?: Workshop,
): Promise<readonly ReadyArticle[]> {
  const rows = keptHashes(workshop);
  for (const article of articles) {
    const row = known.has(article) ? undefined : rows.get(article);
    if (row !== undefined) known.set(article, readyFrom(article, row));
  }
  const unknown = articles.filter((article) => !known.has(article));
  for (let from = 0; from < unknown.length; from += HASHED_AT_ONCE)
    for (const ready of await Promise.all(unknown.slice(from, from + HASHED_AT_ONCE).map(hashed)))
      rows.put(ready);
  return articles.map((article) => known.get(article)!);
}

/** What an earlier publication knew of articles, by what they were made from. */
function keptHashes(workshop: Workshop | undefined): {
  readonly get: (article: Article) => HashRow | undefined;
  readonly put: (ready: ReadyArticle) => void;
} {
  const { rowsOf, originOf } = workshop ?? {};
  if (rowsOf === undefined || originOf === undefined)
    return { get: () => undefined, put: () => undefined };
  const rows = rowsOf(`ready ${READY_REVISION}`);
  return {
    get(article) {
      const origin = originOf(article);
      // What `put` has put.
      return origin === undefined ? undefined : (rows.get(origin) as HashRow | undefined);
    },
    put({ article, bytes, etag, media }) {
      const origin = originOf(article);
      const row: HashRow = media.length === 0 ? [bytes, etag] : [bytes, etag, media];
      if (origin !== undefined) rows.put(origin, row);
    },
  };
}

function readyFrom(article: Article, [bytes, etag, media = NONE]: HashRow): ReadyArticle {
  return { article, ms: epochMs(article.published), bytes, etag, media };
}

async function hashed(article: Article): Promise<ReadyArticle> {
  const text = articleText(article);
  const record = encoder.encode(text);
  const etag = await contentHash(record);
  // Two that asked at once get the same one.
  const ready = known.get(article) ?? {
    article,
    ms: epochMs(article.published),
    bytes: record.length,
    etag,
    media: mediaIn(text),
  };
  known.set(article, ready);
  return ready;
}

/** Matches `/media/3fK9a_Qz1bXy0Tq7LmNp.jpg`; refuses `/media/cat.jpg`. */
const MEDIA_PATH = /\/media\/([\w-]{20}\.[a-z0-9]{1,8})/gi;

const NONE: readonly string[] = [];

/** Names of the media files that a text speaks of, as often as it does. O(length). */
export function mediaIn(text: string): readonly string[] {
  const names = Array.from(text.matchAll(MEDIA_PATH), ([, name]) => name ?? "");
  return names.length === 0 ? NONE : names;
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
  return changed(a) > changed(b) || (changed(a) === changed(b) && a.etag > b.etag);
}

/** What is made of each article, in their order, as a row of a table: taken from what an earlier
 *  publication made of the same one.
 *  @param table  what it is, and what it hangs on beside the articles
 *  @param make  gives what JSON can say */
export function* keptRows<T>(
  articles: readonly ReadyArticle[],
  {
    workshop,
    table,
    make,
  }: {
    readonly workshop: Workshop | undefined;
    readonly table: string;
    readonly make: (ready: ReadyArticle) => T;
  },
): Generator<T> {
  const rows = workshop?.rowsOf?.(table);
  for (const ready of articles) {
    // What was put here, and in no other place.
    const row = rows?.get(ready.etag) as T | undefined;
    const made = row ?? make(ready);
    if (row === undefined) rows?.put(ready.etag, made);
    yield made;
  }
}

/** Articles whose work is kept together, about: few files, and little made anew for a change. */
const KEPT_TOGETHER = 128;

/** How what is made of each article is kept. */
type Keeping<T> = {
  /** Without one nothing is kept. */
  readonly workshop: Workshop | undefined;
  /** What it is, and what it hangs on beside the articles. */
  readonly key: string;
  readonly make: (ready: ReadyArticle) => T;
  readonly encode: (some: readonly T[]) => Uint8Array;
  readonly decode: (bytes: Uint8Array) => readonly T[];
};

/** What is made of each article, in their order: taken from what was kept for those of which
 *  nothing near has changed, some at a time. */
export function* keptOf<T>(
  articles: readonly ReadyArticle[],
  { workshop, key, make, encode, decode }: Keeping<T>,
): Generator<T> {
  if (workshop === undefined) {
    for (const ready of articles) yield make(ready);
    return;
  }
  for (const some of together(articles)) {
    const of = some.map(({ etag }) => etag).join(" ");
    // `kept` gives what was made here, or the same as it was kept under this key.
    yield* decode(kept(workshop, `${key} ${of}`, () => encode(some.map(make))));
  }
}

/** Cuts articles into those of which what is made is kept together: what comes between two changes
 *  those it comes into alone. */
function* together(articles: readonly ReadyArticle[]): Generator<readonly ReadyArticle[]> {
  let some: ReadyArticle[] = [];
  for (const ready of articles) {
    some.push(ready);
    if (hash32(ready.article.id) % KEPT_TOGETHER !== 0 && some.length < 4 * KEPT_TOGETHER) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}
