import type { BlobName, Manifest } from "#model/release.ts";

/** All blobs that a manifest names. */
export function blobsOf(manifest: Manifest): ReadonlySet<BlobName> {
  const { fronts, packs, cards, directory, index, suggest, media } = manifest;
  const { corrections, ledger = [], gone, topics, log, home, takedowns, related = [] } = manifest;
  return new Set([
    ...ledger,
    ...related,
    ...[corrections?.blob, gone?.blob, topics, log?.blob, home, takedowns].filter(
      (name) => name !== undefined,
    ),
    ...fronts.flatMap(({ blob, archive }) => [blob, ...archive.chunks]),
    ...packs.map(({ blob }) => blob),
    ...cards,
    ...directory,
    ...index.shards,
    index.lengths,
    index.columns,
    ...(index.whole ? [index.whole] : []),
    ...(suggest === undefined ? [] : [...suggest.shards, ...suggest.texts]),
    ...(media === null ? [] : [media]),
  ]);
}
