import { type Fault, rejection, type Rejection } from "#model/rejection.ts";
import type { Manifest } from "#model/release.ts";
import { MAX_MANIFEST_BYTES, textFromManifest } from "#store/manifest-text.ts";

/** What is wrong with the size of the manifests, or soon will be. */
type SizeVerdict = { readonly refusal: Rejection | null; readonly notices: readonly Fault[] };

/** Parts that a refusal names: the heaviest. */
const MAX_NAMED = 3;

/** Refuses a release whose manifest is larger than MAX_MANIFEST_BYTES, for every isolate reads it
 *  twice a minute; from half of that on it gives a notice. The refusal names what weighs most. */
export function weighManifests(manifests: readonly Manifest[]): SizeVerdict {
  const sized = manifests.map((manifest) => ({ manifest, bytes: bytesOf(manifest) }));
  const largest = sized.reduce((a, b) => (b.bytes > a.bytes ? b : a));
  if (largest.bytes < MAX_MANIFEST_BYTES / 2) return { refusal: null, notices: [] };
  const what = `the manifest has ${kilobytes(largest.bytes)}; at most ${kilobytes(MAX_MANIFEST_BYTES)} are allowed`;
  if (largest.bytes <= MAX_MANIFEST_BYTES) return { refusal: null, notices: [{ what }] };
  const fault = { what, fix: `most of it are ${heaviest(largest.manifest)}` };
  return { refusal: rejection({ file: "content" }, fault), notices: [] };
}

function bytesOf(manifest: Manifest): number {
  return new TextEncoder().encode(textFromManifest(manifest)).length;
}

function heaviest(manifest: Manifest): string {
  return Object.entries(manifest)
    .map(([part, value]) => ({ part, bytes: JSON.stringify(value).length }))
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, MAX_NAMED)
    .map(({ part, bytes }) => `${PARTS[part] ?? part} (${kilobytes(bytes)})`)
    .join(", ");
}

/** What a publisher calls the parts of a manifest. */
const PARTS: Readonly<Record<string, string>> = {
  fronts: "sections",
  site: "settings in site.toml",
  packs: "packs of articles",
};

function kilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024).toLocaleString("en")} KB`;
}
