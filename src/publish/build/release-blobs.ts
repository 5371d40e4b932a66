import type { BlobName, Manifest } from "#model/release.ts";

/** All blobs that KV must have for a release. */
export function blobsOf(manifest: Manifest): ReadonlySet<BlobName> {
  const { fronts, packs, cards, directory, index, suggest, media } = manifest;
  const { recent } = manifest;
  const written = recent === undefined ? [] : [recent.blob, ...recent.written.values()];
  const { corrections, ledger = [], gone, topics, log, home, takedowns, related = [] } = manifest;
  const names = [
    ...written.filter((name) => name !== null),
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
  ];
  // What lies in the bundle has no key of its own.
  return new Set(names.filter((name) => recent?.written.has(name) !== true));
}
