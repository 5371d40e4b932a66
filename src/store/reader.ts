import type { BlobName, Manifest } from "#model/release.ts";
import { blobNameOf } from "./blob-name.ts";
import { blobKey, BULK_KEYS } from "./key.ts";
import { StoreFault } from "./fault.ts";
import type { KvGate } from "./kv-gate.ts";
import type { Cost } from "./meter.ts";
import type { IsolateCache } from "./isolate-cache.ts";
import { blobFrom, storedNames } from "#store/recent/recent.ts";

/** The way to everything of one release: the isolate's cache first, KV for the rest. */
export type Reader = {
  readonly manifest: Manifest;
  /** What the request has cost so far. */
  readonly meter: Cost;
  /** Blobs in the order of `names`; a name that stands there twice is read once. At most one read a
   *  blob, six at once; of those that changed since the base was published, one more for the bundle
   *  that holds them all, in the same round. Each is checked by its name when it is read, which is
   *  a hash of its bytes: 48 microseconds for 64 KB.
   *  @throws {StoreFault} when one is missing, damaged or another
   *  @throws {StoreDown} when KV fails */
  blobs(names: readonly BlobName[]): Promise<readonly Uint8Array[]>;
  /** The same for packs, by one bulk read for each 100, so that ten come as soon as one: but all of
   *  them are decoded as text and encoded again, four milliseconds for a megabyte. One that is no
   *  text, as those of older releases, is read once more by itself.
   *  @throws as `blobs` */
  packs(names: readonly BlobName[]): Promise<readonly Uint8Array[]>;
  /** Blobs that are text, by one bulk read for each 100. They are not checked: what reads them
   *  finds sums in them.
   *  @throws {StoreFault} when one is missing
   *  @throws {StoreDown} when KV fails */
  texts(names: readonly BlobName[]): Promise<readonly string[]>;
};

/** Blobs never change: KV may keep them at the edge for a day. Seconds. */
const BLOB_TTL_SECONDS = 86_400;
/** KV remembers at the edge that a key was missing, as long as `cacheTtl` says. A blob that is not
 *  visible yet, or not whole, is therefore asked for again with the shortest TTL allowed, which
 *  makes KV look anew after half a minute. Seconds. */
const MISSING_TTL_SECONDS = 30;

const UTF_8 = new TextDecoder();

/** A reader of one release.
 *  @param gate  the request's way to KV */
export function readerOf(manifest: Manifest, cache: IsolateCache, gate: KvGate): Reader {
  const { recent } = manifest;
  const readBytes = async (name: BlobName): Promise<Uint8Array> => {
    const key = blobKey(name);
    let found = await gate.bytes(key, BLOB_TTL_SECONDS);
    if (found === null || !(await isNamed(found, name)))
      found = await gate.bytes(key, MISSING_TTL_SECONDS);
    if (found === null) throw new StoreFault("missing", name, "is not in KV");
    if (!(await isNamed(found, name)))
      throw new StoreFault("corrupt", name, `is not what it is named by: ${found.length} bytes`);
    cache.blobs.set(name, found);
    return found;
  };
  const readTexts = async (names: readonly BlobName[]): Promise<ReadonlyMap<BlobName, string>> => {
    const keys = names.map(blobKey);
    const found = new Map(await gate.texts(keys, BLOB_TTL_SECONDS));
    const missing = keys.filter((key) => (found.get(key) ?? null) === null);
    if (missing.length > 0)
      for (const [key, text] of await gate.texts(missing, MISSING_TTL_SECONDS))
        found.set(key, text);
    return new Map(
      names.map((name) => {
        const text = found.get(blobKey(name)) ?? null;
        if (text === null) throw new StoreFault("missing", name, "is not in KV");
        cache.blobs.set(name, text);
        return [name, text] as const;
      }),
    );
  };
  /** The bundle is read once for a request, and stays for all of it, however full the cache. */
  let bundle: Promise<Uint8Array> | undefined;
  const readOnce = (name: BlobName): Promise<Uint8Array> =>
    name === recent?.blob ? (bundle ??= readBytes(name)) : readBytes(name);
  const readEach: ReadNamed = (names) => settled(names.map(readBytesNamed(readOnce)));
  const readTogether: ReadNamed = async (names) => {
    const isBundle = (name: BlobName): boolean => name === recent?.blob;
    const packs = names.filter((name) => !isBundle(name));
    const read = await settled([
      readEach(names.filter(isBundle)),
      ...inBulks(packs).map(bytesOfTexts),
    ]);
    const found = new Map(read.flat());
    return [...found, ...(await readEach(packs.filter((name) => !found.has(name))))];
  };
  /** Those of one bulk read that are what they are named by. */
  const bytesOfTexts: ReadNamed = async (names) => {
    const found = await gate.texts(names.map(blobKey), BLOB_TTL_SECONDS);
    const encoder = new TextEncoder();
    const whole: (readonly [BlobName, Uint8Array])[] = [];
    for (const name of names) {
      const bytes = encoder.encode(found.get(blobKey(name)) ?? "");
      if (!(await isNamed(bytes, name))) continue;
      cache.blobs.set(name, bytes);
      whole.push([name, bytes]);
    }
    return whole;
  };
  const readStored = async (names: readonly BlobName[], read: ReadNamed) => {
    const held = new Map(names.map((name) => [name, bytesOn(cache, name)]));
    const lacking = names.filter((name) => held.get(name) === undefined);
    for (const [name, bytes] of await read(lacking)) held.set(name, bytes);
    return held;
  };
  const readBlobs = async (
    names: readonly BlobName[],
    read: ReadNamed,
  ): Promise<readonly Uint8Array[]> => {
    const wanted = [...new Set(names)];
    const held = new Map(wanted.map((name) => [name, bytesOn(cache, name)]));
    const lacking = wanted.filter((name) => held.get(name) === undefined);
    const stored = await readStored(storedNames(manifest, lacking), read);
    for (const name of lacking) {
      const bytes = await blobFrom(manifest, name, (one) => stored.get(one));
      cache.blobs.set(name, bytes);
      held.set(name, bytes);
    }
    return inOrder(names, held);
  };
  const textsOf = async (names: readonly BlobName[]): Promise<ReadonlyMap<BlobName, string>> => {
    const blobs = await readBlobs(names, readEach);
    return new Map(names.map((name, index) => [name, UTF_8.decode(blobs[index])]));
  };
  return {
    manifest,
    meter: gate.meter,
    blobs: (names) => readBlobs(names, readEach),
    packs: (names) => readBlobs(names, readTogether),
    async texts(names) {
      const own = new Set(recent && names.filter((name) => recent.written.has(name)));
      const wanted = [...new Set(names)].filter((name) => !own.has(name));
      const held = new Map(wanted.map((name) => [name, textOn(cache, name)]));
      const lacking = wanted.filter((name) => held.get(name) === undefined);
      const bulks = inBulks(lacking).map(readTexts);
      for (const some of await settled([textsOf([...own]), ...bulks]))
        for (const [name, text] of some) held.set(name, text);
      return inOrder(names, held);
    },
  };
}

/** Reads blobs, each with its name. */
type ReadNamed = (
  names: readonly BlobName[],
) => Promise<readonly (readonly [BlobName, Uint8Array])[]>;

/** The names as bulk reads take them. */
function inBulks(names: readonly BlobName[]): readonly (readonly BlobName[])[] {
  return Array.from({ length: Math.ceil(names.length / BULK_KEYS) }, (_, index) =>
    names.slice(index * BULK_KEYS, (index + 1) * BULK_KEYS),
  );
}

async function isNamed(bytes: Uint8Array, name: BlobName): Promise<boolean> {
  return (await blobNameOf(bytes)) === name;
}

function readBytesNamed(read: (name: BlobName) => Promise<Uint8Array>) {
  return async (name: BlobName): Promise<readonly [BlobName, Uint8Array]> => [
    name,
    await read(name),
  ];
}

/** Waits for all of them, also when one fails, so that no read is left behind; then throws the
 *  first failure. */
async function settled<T>(work: readonly Promise<T>[]): Promise<readonly T[]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}

function bytesOn(cache: IsolateCache, name: BlobName): Uint8Array | undefined {
  const held = cache.blobs.get(name);
  return typeof held === "string" ? undefined : held;
}

function textOn(cache: IsolateCache, name: BlobName): string | undefined {
  const held = cache.blobs.get(name);
  return typeof held === "string" ? held : undefined;
}

function inOrder<T>(
  names: readonly BlobName[],
  held: ReadonlyMap<BlobName, T | undefined>,
): readonly T[] {
  return names.map((name) => {
    const value = held.get(name);
    if (value === undefined) throw new TypeError(`blob ${name} was neither held nor read`);
    return value;
  });
}
