import type { Article } from "#model/article.ts";
import { articleTag } from "#store/edge/tags.ts";
import type { ArticleId } from "#model/name.ts";
import { isRejection } from "#model/rejection.ts";
import type { Manifest } from "#model/release.ts";
import { findArticle } from "#store/article-reading.ts";
import { readArticle } from "#store/pack-reading.ts";
import { StoreFault } from "#store/fault.ts";
import { readPast } from "#store/history/past.ts";
import { listReleases, readManifest } from "#store/write/listing.ts";
import { toolReader } from "#store/write/tool-reader.ts";

/** What stored releases know of one article. */
export type Traces = {
  /** Whether any of them knows it. */
  readonly isFound: boolean;
  readonly titles: ReadonlySet<string>;
  /** Texts by which it is found in bytes: its id, titles, guid and old paths, long enough to be no
   *  others' words. */
  readonly words: ReadonlySet<string>;
};

/** Shorter ones stand in the words of others too. UTF-16 units. */
const MIN_WORD = 6;
const MIN_CHINESE_WORD = 3;

/** What the releases that are stored know of one article, each of its versions. 2 or 3 KV reads for
 *  each release.
 *  @throws {StoreDown} when KV fails */
export async function readTraces(kv: KVNamespace, id: ArticleId, now: number): Promise<Traces> {
  let isFound = false;
  const titles = new Set<string>();
  const words = new Set<string>([id]);
  for (const { release } of await listReleases(kv)) {
    const manifest = await readManifest(kv, release);
    if (manifest === null || isRejection(manifest)) continue;
    const found = await versionIn(kv, { manifest, id, now });
    if (found === null) continue;
    isFound = true;
    if (found === "withdrawn") continue;
    titles.add(found.title);
    for (const word of wordsOf(found)) words.add(word);
  }
  return { isFound, titles, words: new Set([...words].filter(isTelling)) };
}

function wordsOf({ title, guid, url, aliases }: Article): readonly string[] {
  return [title, ...[guid, url].filter((one) => one !== undefined), ...aliases];
}

function isTelling(word: string): boolean {
  return word.length >= (/\p{Script=Han}/u.test(word) ? MIN_CHINESE_WORD : MIN_WORD);
}

/** One release, and the article that is looked for. */
type Looked = { readonly manifest: Manifest; readonly id: ArticleId; readonly now: number };

/** The article as a release has it; null where the release does not know it, or is damaged. */
async function versionIn(
  kv: KVNamespace,
  { manifest, id, now }: Looked,
): Promise<Article | "withdrawn" | null> {
  const reader = toolReader(kv, manifest, now);
  try {
    const entry = await findArticle(reader, id);
    if (entry === null) return null;
    return entry.withdrawn ? "withdrawn" : await readArticle(reader, entry);
  } catch (error) {
    if (error instanceof StoreFault) return null;
    throw error;
  }
}

/** Whether a release knows an article: in its directory, or in what it remembers. One that cannot
 *  be read is taken to. 2 or 3 KV reads. */
export async function knows(kv: KVNamespace, looked: Looked): Promise<boolean> {
  if ((await versionIn(kv, looked)) !== null) return true;
  const tag = articleTag(looked.id);
  if (looked.manifest.edge?.some((change) => change.includes(tag))) return true;
  const past = await readPast(kv, looked.manifest);
  if (past === null) return true;
  const { entries, gone, log } = past;
  const isIt = ({ id }: { readonly id: ArticleId }): boolean => id === looked.id;
  return entries.some(isIt) || gone.some(isIt) || (log?.changes.some(isIt) ?? false);
}
