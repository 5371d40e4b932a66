import type { Article } from "#model/article.ts";
import { isRejection } from "#model/rejection.ts";
import type { Site } from "#model/site.ts";
import type { Outcome } from "#publish/write/publication.ts";
import { publish } from "#publish/write/publish.ts";
import { rollback } from "#publish/write/rollback.ts";
import { createApp } from "#serve/app.ts";
import { kvInMemory } from "../reliability/kv-in-memory.ts";
import { keysOf, watchedKv } from "../store/local-kv.ts";

/** One site, published in two ways: what changed laid over the base, and all anew each time. Whatever is asked, both must answer alike. */
export type TwinSites = {
  /** The KV of the site with a recent part. */
  readonly kv: KVNamespace;
  /** Publishes the same in both.
   *  @returns the outcome with a recent part, and the keys that were written for it */
  publish(articles: readonly Article[], at: Moment): Promise<Laid>;
  /** Goes back in both to the release before. */
  rollback(now: number): Promise<void>;
  /** What both answer, as pairs: [with a recent part, published anew]. */
  ask(path: string, now: number): Promise<readonly [Answer, Answer]>;
};

type Moment = { readonly now: number; readonly full?: boolean };
type Laid = { readonly outcome: Outcome; readonly written: readonly string[] };
export type Answer = {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
};

/** Two namespaces with nothing in them.
 *  @param isAlone  whether the one that is published anew is left out: both are the same then */
export function twinSites(site: Site, isAlone = false): TwinSites {
  const laid = kvInMemory().kv;
  const anew = isAlone ? laid : kvInMemory().kv;
  return {
    kv: laid,
    async publish(articles, { now, full = false }) {
      const watched = watchedKv(laid);
      const options = { site, articles, media: [], now, allowGone: true, force: true };
      const outcome = sure(
        await publish({ ...options, kv: watched.kv, full, allowReappearing: true }),
      );
      if (!isAlone) sure(await publish({ ...options, kv: anew, allowReappearing: true }));
      const written = keysOf(watched.calls, "put");
      if (outcome.written !== written.length)
        throw new Error(`${written.length} values were written, and ${outcome.written} told`);
      return { outcome, written };
    },
    async rollback(now) {
      for (const kv of new Set([laid, anew])) sure(await rollback({ kv, now }));
    },
    ask: async (path, now) => [await answerOf(laid, path, now), await answerOf(anew, path, now)],
  };
}

async function answerOf(kv: KVNamespace, path: string, now: number): Promise<Answer> {
  const app = createApp({ now: () => now });
  const response = await app.request(`https://twins.example${path}`, undefined, { KV: kv });
  return {
    status: response.status,
    text: await response.text(),
    headers: Object.fromEntries(response.headers),
  };
}

function sure<T>(value: T): Exclude<T, { readonly faults: unknown }> {
  if (isRejection(value)) throw new TypeError(JSON.stringify(value.faults));
  return value as Exclude<T, { readonly faults: unknown }>;
}

/** Addresses of every kind of output, found by following what answers give from the manifest on. */
export async function addressesOf(
  ask: (path: string) => Promise<Answer>,
  { ids, queries, sections, tags, authors, langs, aliases }: Known,
): Promise<readonly string[]> {
  const paths = new Set<string>([
    "/",
    "/feeds",
    "/feeds.opml",
    "/api/sections",
    "/sitemap.xml",
    "/news-sitemap.xml",
    "/search-index.json",
    "/robots.txt",
    "/corrections/feed.xml",
  ]);
  for (const folder of ["", ...sections.map((path) => `/sections/${path}`)]) {
    paths.add(folder || "/");
    for (const file of ["feed.xml", "atom.xml", "feed.json"]) paths.add(`${folder}/${file}`);
    paths.add(`${folder}/feed.json?depth=0`);
    // Down the chain of archives to the first article.
    let next: string | undefined = `${folder}/feed.json`;
    while (next !== undefined) {
      const { text, status } = await ask(next);
      const url: unknown =
        status === 200 ? (JSON.parse(text) as { next_url?: unknown }).next_url : undefined;
      next = typeof url === "string" ? new URL(url).pathname : undefined;
      if (next !== undefined)
        for (const file of ["feed.xml", "feed.json"]) paths.add(next.replace("feed.json", file));
    }
  }
  let cursor: string | null = "";
  while (cursor !== null) {
    const path: string = `/api/articles?limit=7${cursor && `&cursor=${cursor}`}`;
    paths.add(path);
    cursor = (JSON.parse((await ask(path)).text) as { next: string | null }).next;
  }
  for (const id of ids) for (const end of ["", ".json", ".md"]) paths.add(`/articles/${id}${end}`);
  for (const alias of aliases) paths.add(alias);
  for (const [, part] of (await ask("/sitemap.xml")).text.matchAll(/(\/sitemaps\/[^<]+)/g))
    paths.add(part ?? "");
  for (const tag of tags)
    for (const end of ["", "/feed.json", "/feed.xml"]) paths.add(`/tags/${tag}${end}`);
  for (const author of authors)
    for (const end of ["", "/feed.json"]) paths.add(`/authors/${encodeURIComponent(author)}${end}`);
  for (const lang of langs) paths.add(`/languages/${lang}/feed.json`);
  for (const section of sections) paths.add(`/api/articles?section=${section}&limit=50`);
  paths.add("/api/articles?after=2023-01-02&before=2023-01-04&limit=50");
  paths.add("/api/articles?updated_after=2024-01-01T00:00:00Z");
  for (const query of queries) {
    const asked = encodeURIComponent(query);
    for (const more of ["", "&sort=date", "&section=news", `&tag=${tags[0]}`])
      paths.add(`/api/search?q=${asked}&limit=50${more}`);
    paths.add(`/search/feed.json?q=${asked}`);
    paths.add(`/search?q=${asked}`);
    paths.add(`/api/suggest?q=${asked.slice(0, 3)}`);
  }
  return [...paths];
}

/** What may be asked for. */
export type Known = {
  readonly ids: readonly string[];
  readonly queries: readonly string[];
  readonly sections: readonly string[];
  readonly tags: readonly string[];
  readonly authors: readonly string[];
  readonly langs: readonly string[];
  readonly aliases: readonly string[];
};
