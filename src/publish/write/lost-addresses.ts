import { articlePath } from "#model/address.ts";
import { type ArticleId, lineOf } from "#model/name.ts";
import type { Present } from "#model/own-route.ts";
import { answeredBy } from "#feeds/old-path.ts";
import { otherSpellings } from "#feeds/old-spelling.ts";
import type { Article } from "#model/article.ts";
import type { AddressLoss } from "#publish/build/address-loss.ts";
import { isGone } from "#publish/build/visible.ts";
import { findArticle } from "#store/article-reading.ts";
import { readArticle } from "#store/pack-reading.ts";
import { allSections } from "#model/section.ts";
import type { Site } from "#model/site.ts";
import { createIsolateCache } from "#store/isolate-cache.ts";
import { openRelease } from "#store/open-release.ts";
import { TOOL_PATIENCE_MS } from "#store/tool-call.ts";

/** A path that answered, and would not any more. */
export type LostAddress = {
  readonly path: string;
  /** The article that it led to. */
  readonly id: ArticleId;
  /** Whether readers see that article still. */
  readonly isHere: boolean;
  /** What it would answer: 410 for an article that was taken back. */
  readonly status: 404 | 410;
};

/** Articles whose old paths are read: each costs two KV reads. Of more, only the pages are named.
 *  */
const MAX_READ = 500;
/** The paths of articles that answer now and would not after a publication of these articles:
 *  pages of those that go, and old paths that nobody claims any more. The ledger tells which, the
 *  release that readers see what they are. 2 KV reads for each article with old paths.
 *  @param articles  all of the content, drafts and withdrawn ones too */
export async function readLostAddresses(
  { kv, now }: { readonly kv: KVNamespace; readonly now: number },
  loss: AddressLoss,
  { site, articles }: { readonly site: Site; readonly articles: readonly Article[] },
): Promise<readonly LostAddress[]> {
  if (loss.articles.length === 0) return [];
  const reader = await openRelease({
    kv,
    cache: createIsolateCache(),
    now,
    patienceMs: TOOL_PATIENCE_MS,
  });
  if (reader === null) return [];
  const claimed = new Set(
    [
      ...articles.filter(({ status }) => status === "published"),
      ...allSections(site.sections),
      site,
    ].flatMap(({ aliases }) => aliases.map(withoutSlash)),
  );
  const present = presentOf(site, articles);
  const isAnswered = (path: string): boolean =>
    [path, ...otherSpellings(path)].some((one) => claimed.has(withoutSlash(one))) ||
    answeredBy(path, site, present) !== undefined;
  const withdrawn = new Set(articles.filter((one) => isGone(one, now)).map(({ id }) => id));
  const lost: LostAddress[] = [];
  let read = 0;
  for (const { id, isHere, hadAliases } of loss.articles) {
    const status = withdrawn.has(id) ? 410 : 404;
    if (!isHere) lost.push({ path: articlePath(id), id, isHere, status });
    if (!hadAliases || (read += 1) > MAX_READ) continue;
    const entry = await findArticle(reader, id);
    if (entry === null || entry.withdrawn) continue;
    const { aliases } = await readArticle(reader, entry);
    for (const path of aliases) if (!isAnswered(path)) lost.push({ path, id, isHere, status });
  }
  return lost;
}

function presentOf(site: Site, articles: readonly Article[]): Present {
  const seen = articles.filter(({ status }) => status !== "draft");
  const named = seen.flatMap(({ section, also }) => [section, ...also].flatMap(lineOf));
  const written = allSections(site.sections).map(({ path }) => path);
  return { ids: new Set(seen.map(({ id }) => id)), sections: new Set([...named, ...written]) };
}

/** A path is asked for with a slash at its end as well as without. */
function withoutSlash(path: string): string {
  return path.replace(/(?<=[^/])\/+$/, "");
}
