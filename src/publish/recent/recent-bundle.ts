import type { BlobName, Manifest } from "#model/release.ts";
import { blobNameOf } from "#store/blob-name.ts";
import { encodeSuccessor } from "#store/recent/successor.ts";
import { remade, type Workshop } from "#search/build/workshop.ts";
import { isFramed } from "#search/format/frame.ts";
import { createDelta, createDeltaMemory } from "./delta.ts";
import type { PublicationPlan } from "#publish/build/plan.ts";
import type { Base } from "./difference.ts";
import { blobsOf } from "#publish/build/release-blobs.ts";

/** A publication of what changed since the base: its blobs lie in one bundle, the manifests of
 *  upcoming releases too. The index as MiniSearch's own JSON, where a site is small enough to have
 *  one, is a blob of its own, for it is too large for the bundle. */
export async function bundled(
  plan: PublicationPlan,
  base: Base,
  workshop?: Workshop,
): Promise<PublicationPlan> {
  const { manifest, upcoming, blobs } = plan;
  const there = blobsOf(base.manifest);
  // What a purge rewrites, and what is too large, lie apart.
  const apart = [manifest.index.whole, manifest.takedowns].filter((name) => name != null);
  const against = counterparts([manifest, ...upcoming], base.manifest);
  const memory = remade(workshop, "delta", [], createDeltaMemory);
  const delta = createDelta(memory);
  const written = new Map<BlobName, BlobName | null>();
  for (const [name, bytes] of blobs) {
    if (there.has(name) || apart.includes(name)) continue;
    const counterpart = against.get(name) ?? null;
    const read = (): Promise<Uint8Array> => base.blob(counterpart ?? "");
    if (isFramed(bytes)) delta.addWhole(name, bytes);
    else
      await delta.add(name, bytes, counterpart === null ? undefined : { name: counterpart, read });
    written.set(name, counterpart);
  }
  const later: [Manifest["release"], BlobName][] = [];
  for (const each of upcoming) {
    // One that took over by itself has no key of its own: what is before it is the one that names
    // it.
    const after = { ...each, previous: manifest.release };
    const bytes = encodeSuccessor(after, manifest);
    const name = await blobNameOf(bytes);
    await delta.add(name, bytes);
    written.set(name, null);
    later.push([each.release, name]);
  }
  const bundle = delta.finish();
  memory.forgetUnused();
  const blob = await blobNameOf(bundle);
  const about = { blob, bytes: bundle.length, written, upcoming: Object.fromEntries(later) };
  return {
    ...plan,
    manifest: {
      ...manifest,
      ...(manifest.recent && { recent: { ...manifest.recent, ...about } }),
    },
    upcoming: [],
    blobs: new Map([
      [blob, bundle],
      ...[...blobs].filter(([name]) => apart.includes(name) && !there.has(name)),
    ]),
  };
}

/** For blobs of releases, the stored blob that takes their place elsewhere: what is written against
 *  it is short. */
function counterparts(
  manifests: readonly Manifest[],
  base: Manifest,
): ReadonlyMap<BlobName, BlobName> {
  const before = new Map(rolesOf(base));
  const against = new Map<BlobName, BlobName>();
  for (const manifest of manifests) {
    for (const [role, name] of rolesOf(manifest)) {
      const other = before.get(role);
      if (other !== undefined) against.set(name, other);
    }
  }
  return against;
}

/** The blobs of a release that lie in KV whatever readers ask for, each by what it is for. */
function rolesOf(manifest: Manifest): readonly (readonly [role: string, name: BlobName])[] {
  const { fronts, directory, ledger = [], related = [], home, gone, log, topics } = manifest;
  const { corrections, media } = manifest;
  const numbered = (role: string, names: readonly BlobName[]) =>
    names.map((name, index) => [`${role} ${index}`, name] as const);
  const single = { home, gone: gone?.blob, log: log?.blob, topics, media };
  return [
    ...fronts.flatMap(({ path, blob, archive }) => [
      [`front ${path}`, blob] as const,
      ...numbered(`archive ${path}`, archive.chunks),
    ]),
    ...numbered("directory", directory),
    ...numbered("ledger", ledger),
    ...numbered("related", related),
    ...Object.entries({ ...single, corrections: corrections?.blob }).flatMap(([role, name]) =>
      name ? [[role, name] as const] : [],
    ),
  ];
}
