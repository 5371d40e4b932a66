import type { ArticleId } from "#model/name.ts";
import { isRejection } from "#model/rejection.ts";
import type { BlobName, Manifest, ReleaseId } from "#model/release.ts";
import { readArticles } from "#store/pack-reading.ts";
import { blobKey, mediaKey, releaseKey, withdrawnKey } from "#store/key.ts";
import { textFromManifest } from "#store/manifest-text.ts";
import {
  deleteKeys,
  listBlobs,
  listMedia,
  listReleases,
  listWithdrawnMedia,
  readManifest,
  readMediaNames,
} from "#store/write/listing.ts";
import { toolCall } from "#store/tool-call.ts";
import { blobsOf } from "#publish/build/release-blobs.ts";
import { knows, type Traces } from "./purge-traces.ts";
import { toolReader } from "#store/write/tool-reader.ts";

/** What was deleted, and who still speaks of the article. */
type Dropped = {
  readonly releases: readonly ReleaseId[];
  readonly blobs: number;
  readonly media: number;
  readonly mentions: readonly ArticleId[];
};

/** What a purge looks for, once readers see a release without it. */
type Dropping = {
  readonly id: ArticleId;
  readonly traces: Traces;
  /** The release that readers see now. */
  readonly made: Manifest;
  readonly now: number;
};

/** Deletes every other release that knows an article or carries its words, then all values that no
 *  release needs, however young.
 *  @throws {StoreDown} when KV fails: those deleted stay so */
export async function dropReleases(kv: KVNamespace, dropping: Dropping): Promise<Dropped> {
  const { made, traces, now } = dropping;
  const own = new Set([made.release, ...made.upcoming.map(({ release }) => release)]);
  const kept: Manifest[] = [made];
  const clean = new Set<BlobName>(blobsOf(made));
  const dropped: ReleaseId[] = [];
  for (const { release } of await listReleases(kv)) {
    const manifest = await readManifest(kv, release);
    const isOwn = own.has(release);
    if (manifest === null || isRejection(manifest)) {
      if (!isOwn) dropped.push(release);
      continue;
    }
    if (isOwn) for (const name of blobsOf(manifest)) clean.add(name);
    const carries = async (): Promise<boolean> =>
      (await knows(kv, { manifest, id: dropping.id, now })) ||
      carriesWords(kv, { manifest, clean, words: traces.words });
    if (isOwn || !(await carries())) kept.push(manifest);
    else dropped.push(release);
  }
  // Manifests first: a release that is cut short in its deletion is gone, not broken.
  await deleteKeys(kv, dropped.map(releaseKey));
  return {
    releases: dropped,
    ...(await dropUnneeded(kv, kept)),
    mentions: await mentionsIn(kv, dropping),
  };
}

/** Whether a manifest or a blob that is its own has any of the words in its bytes. 1 KV read for
 *  each such blob. */
async function carriesWords(
  kv: KVNamespace,
  {
    manifest,
    clean,
    words,
  }: {
    readonly manifest: Manifest;
    readonly clean: ReadonlySet<BlobName>;
    readonly words: ReadonlySet<string>;
  },
): Promise<boolean> {
  const hasWord = finderOf(words);
  if (hasWord(textFromManifest(manifest))) return true;
  for (const name of blobsOf(manifest)) {
    if (clean.has(name)) continue;
    const key = blobKey(name);
    const text = await toolCall(kv, `KV gave no ${key}`, () => kv.get(key, "text"));
    if (text !== null && hasWord(text)) return true;
  }
  return false;
}

/** Tells whether JSON has any of the words. */
function finderOf(words: ReadonlySet<string>): (json: string) => boolean {
  const wanted = [...words].map((word) => JSON.stringify(word).slice(1, -1));
  return (json) => wanted.some((word) => json.includes(word));
}

async function dropUnneeded(
  kv: KVNamespace,
  kept: readonly Manifest[],
): Promise<Pick<Dropped, "blobs" | "media">> {
  const blobs = new Set(kept.flatMap((manifest) => [...blobsOf(manifest)]));
  const media = new Set<string>();
  for (const manifest of kept)
    for (const name of (await readMediaNames(kv, manifest)) ?? []) media.add(name);
  const lost = [...(await listBlobs(kv)).keys()].filter((name) => !blobs.has(name));
  const shown = [...(await listMedia(kv)).keys()].filter((name) => !media.has(name));
  const aside = [...(await listWithdrawnMedia(kv)).keys()].filter((name) => !media.has(name));
  await deleteKeys(kv, lost.map(blobKey));
  await deleteKeys(kv, [...shown.map(mediaKey), ...aside.map(withdrawnKey)]);
  return { blobs: lost.length, media: shown.length + aside.length };
}

/** Articles that name an address or a title of the purged one in their own words, which are their
 *  publisher's to change: 50 at most. 1 KV read for each pack. */
async function mentionsIn(
  kv: KVNamespace,
  { made, traces, now }: Dropping,
): Promise<readonly ArticleId[]> {
  const reader = toolReader(kv, made, now);
  const hasWord = finderOf(traces.words);
  const found: ArticleId[] = [];
  for (let from = 0; from < made.count && found.length < MAX_MENTIONS; from += AT_ONCE) {
    const docs = Array.from(
      { length: Math.min(AT_ONCE, made.count - from) },
      (_, index) => from + index,
    );
    for (const article of await readArticles(reader, docs))
      if (hasWord(JSON.stringify(article))) found.push(article.id);
  }
  return found.slice(0, MAX_MENTIONS);
}

const MAX_MENTIONS = 50;
const AT_ONCE = 400;
