import { isRejection } from "#model/rejection.ts";
import { lazily, memoize } from "#model/memoize.ts";
import type { ArticleId } from "#model/name.ts";
import type { BlobName, Manifest } from "#model/release.ts";
import type { Base } from "./difference.ts";
import type { PlanInput } from "#publish/build/plan.ts";
import { remade } from "#search/build/workshop.ts";
import { ANALYSIS } from "#search/format/options.ts";
import { toIndexRoot } from "#search/format/root.ts";
import { toSuggestionRoot } from "#search/suggest/root.ts";
import { openSuggestionTexts } from "#search/suggest/texts.ts";
import { openDirectory } from "#store/directory.ts";
import { StoreFault } from "#store/fault.ts";
import { placesOf } from "#store/pack-place.ts";
import type { StoredKeyed } from "#store/recent/keyed-over.ts";
import { relatedLinks } from "#store/recent/related-links.ts";
import { similarTo } from "#store/related.ts";
import type { Reader } from "#store/reader.ts";
import { toolReader } from "#store/write/tool-reader.ts";
import { readManifest } from "#store/write/listing.ts";

/** The base as the publication before read it, where that was the same. Costs as
 *  `readBase`, or nothing.
 *  @throws {StoreDown} when KV fails */
export async function keptBase(
  kv: KVNamespace,
  previous: Manifest,
  { workshop, now }: Pick<PlanInput, "workshop" | "now">,
): Promise<Base | null> {
  // A rollback leaves what it leads to with a log of its own, under the same name.
  const which = previous.recent?.base ?? JSON.stringify(previous);
  const place = remade(workshop, "base", [which], (): { base?: Base | null } => ({}));
  // What could not be read is read again.
  return (place.base ??= await readBase(kv, previous, now));
}

/** What a publication is compared with, to be laid over it: the release that readers see, or the
 *  one that it is laid over itself. As many KV reads as its directory, its related articles and its
 *  texts of suggestions have blobs: about 70 for 10,000 articles.
 *  @returns null when it cannot be read, or a version published it that made other indexes
 *  @throws {StoreDown} when KV fails */
async function readBase(kv: KVNamespace, seen: Manifest, now: number): Promise<Base | null> {
  const manifest = seen.recent === undefined ? seen : await readManifest(kv, seen.recent.base);
  if (manifest === null || isRejection(manifest) || !isOfThisVersion(manifest)) return null;
  const reader = toolReader(kv, manifest, now);
  try {
    return {
      manifest,
      directory: await readDirectory(reader),
      suggested: await readSuggested(reader),
      related: await readRelated(reader),
      // A reader keeps what it read: what is kept from here on is for its users to say.
      blob: async (name) =>
        (await toolReader(kv, manifest, now).blobs([name]))[0] ?? new Uint8Array(),
    };
  } catch (error) {
    if (error instanceof StoreFault) return null;
    throw error;
  }
}

function isOfThisVersion({ index, suggest, ledger, home, related }: Manifest): boolean {
  const root = toIndexRoot(index.root);
  return (
    !isRejection(root) &&
    root.analysis === ANALYSIS &&
    !isRejection(toSuggestionRoot(suggest?.root)) &&
    ledger !== undefined &&
    home !== undefined &&
    related !== undefined
  );
}

async function readDirectory(reader: Reader): Promise<Base["directory"]> {
  const { manifest } = reader;
  return openDirectory(await readNamed(reader, manifest.directory), placesOf(manifest));
}

/** Nothing of it is decoded before somebody asks. */
async function readRelated(reader: Reader): Promise<Base["related"]> {
  const blobs = await readNamed(reader, reader.manifest.related ?? []);
  const found = memoize((id: ArticleId) => ({ ids: similarTo(blobs, id) }));
  return {
    blobs,
    similarTo: (id) => found(id).ids,
    links: lazily(() => relatedLinks(blobs)),
  };
}

async function readNamed(
  reader: Reader,
  names: readonly BlobName[],
): Promise<readonly StoredKeyed[]> {
  const blobs = await reader.blobs(names);
  return blobs.map((bytes, at) => ({ bytes, name: names[at] ?? "" }));
}

async function readSuggested(reader: Reader): Promise<readonly string[]> {
  const names = reader.manifest.suggest?.texts ?? [];
  const blobs = await reader.blobs(names);
  return blobs.flatMap((bytes, index) => {
    const texts = openSuggestionTexts(bytes);
    if (isRejection(texts))
      throw new StoreFault("corrupt", names[index] ?? "", "has no texts of suggestions");
    return Array.from({ length: texts.count }, (_, number) => texts.text(number));
  });
}
