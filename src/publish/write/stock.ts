import { type Article, toArticle } from "#model/article.ts";
import { epochMs } from "#model/instant.ts";
import type { ArticleId } from "#model/name.ts";
import { isRejection } from "#model/rejection.ts";
import type { Manifest } from "#model/release.ts";
import { readArticles } from "#store/pack-reading.ts";
import { withdrawnKeys } from "#store/directory.ts";
import type { Reader } from "#store/reader.ts";
import { toolReader } from "#store/write/tool-reader.ts";
import { readUpcoming } from "#store/write/listing.ts";

/** Articles that are read in one round: a few packs. */
const ARTICLES_AT_ONCE = 400;

/** The releases that a release plans for a time to come, as far as they can be read. 1 KV read
 *  each. */
export async function upcomingOf(
  kv: KVNamespace,
  planning: Manifest,
  now: number,
): Promise<readonly Manifest[]> {
  const manifests: Manifest[] = [];
  for (const { from, release } of planning.upcoming) {
    if (epochMs(from) <= now) continue;
    const manifest = await readUpcoming(kv, planning, release);
    if (manifest !== null && !isRejection(manifest)) manifests.push(manifest);
  }
  return manifests;
}

/** Everything that a release knows, as a publication takes it: its articles, those that appear
 *  later, and of withdrawn ones what their addresses need. 1 KV read for each pack and blob of the
 *  directory.
 *  @throws {StoreFault} when a blob of it is missing or damaged
 *  @throws {StoreDown} when KV fails */
export async function readStock(
  kv: KVNamespace,
  manifest: Manifest,
  now: number,
): Promise<readonly Article[]> {
  // What appears does not go again: the last release has all.
  const last = (await upcomingOf(kv, manifest, now)).at(-1) ?? manifest;
  const reader = toolReader(kv, last, now);
  const articles: Article[] = [];
  for (let from = 0; from < last.count; from += ARTICLES_AT_ONCE) {
    const length = Math.min(ARTICLES_AT_ONCE, last.count - from);
    articles.push(
      ...(await readArticles(
        reader,
        Array.from({ length }, (_, index) => from + index),
      )),
    );
  }
  const section = articles[0]?.section ?? "withdrawn";
  for (const [id, aliases] of await readWithdrawn(reader)) {
    const article = toArticle(
      { id, aliases, section, title: id, published: "1970-01-01", status: "withdrawn" },
      { timeZone: "UTC" },
    );
    if (!isRejection(article)) articles.push(article);
  }
  return articles;
}

/** The withdrawn articles that a release knows, each with its aliases. 1 KV read for each blob of
 *  the directory. */
async function readWithdrawn(reader: Reader): Promise<ReadonlyMap<ArticleId, readonly string[]>> {
  const names = reader.manifest.directory;
  const found = new Map<ArticleId, string[]>();
  for (const [at, bytes] of (await reader.blobs(names)).entries())
    for (const { key, id } of withdrawnKeys({ bytes, name: names[at] ?? "" })) {
      const aliases = found.get(id) ?? [];
      if (key !== id) aliases.push(key);
      found.set(id, aliases);
    }
  return new Map([...found].map(([id, aliases]) => [id, aliases.sort()]));
}
