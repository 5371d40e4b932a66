import { isRecord } from "#model/field.ts";
import { parsedJson } from "#model/json.ts";
import type { Manifest } from "#model/release.ts";
import { jsonBytes } from "#store/block.ts";
import { manifestFrom, type StoredManifest, storedFrom } from "#store/manifest-text.ts";

/** The manifest of a release that takes over from another by itself, as what differs between the
 *  two: JSON. What all releases of one bundle share is not told. */
export function encodeSuccessor(after: Manifest, before: Manifest): Uint8Array {
  const [old, next] = [fieldsOf(before), fieldsOf(after)];
  const names = [...new Set([...Object.keys(old), ...Object.keys(next)])];
  const differing = names.filter(
    (name) => JSON.stringify(old[name]) !== JSON.stringify(next[name]),
  );
  return jsonBytes(Object.fromEntries(differing.map((name) => [name, next[name] ?? null])));
}

/** The manifest that `encodeSuccessor` told the difference of.
 *  @returns undefined when the bytes are no such difference */
export function successorFrom(before: Manifest, bytes: Uint8Array): Manifest | undefined {
  const told = parsedJson(new TextDecoder().decode(bytes));
  if (!isRecord(told)) return undefined;
  const { recent } = before;
  const stored = Object.fromEntries(
    Object.entries({ ...fieldsOf(before), ...told }).filter(
      ([name, value]) => value !== null || NULLABLE.includes(name),
    ),
  );
  // `encodeSuccessor` alone writes such differences, out of manifests of this form.
  const manifest = manifestFrom(stored as unknown as StoredManifest);
  if (recent === undefined || manifest.recent === undefined) return manifest;
  const { blob, bytes: size, written, upcoming } = recent;
  return { ...manifest, recent: { ...manifest.recent, blob, bytes: size, written, upcoming } };
}

/** Fields that may be null; any other that is null is absent. */
const NULLABLE: readonly string[] = ["previous", "media"];

function fieldsOf(manifest: Manifest): Readonly<Record<string, unknown>> {
  const { recent, ...rest } = storedFrom(manifest);
  if (recent === undefined) return rest;
  const {
    blob: _blob,
    bytes: _bytes,
    upcoming: _upcoming,
    alone: _alone,
    against: _against,
    ...own
  } = recent;
  return { ...rest, recent: { ...own, alone: "", against: "" } };
}
