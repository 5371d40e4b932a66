import {
  articleTag,
  editionOf,
  LISTS_TAG,
  MAX_TAGS,
  MEDIA_TAG,
  sectionTag,
  SITE_TAG,
} from "#store/edge/tags.ts";
import type { Article } from "#model/article.ts";
import { type ArticleId, lineOf, type SectionPath } from "#model/name.ts";
import { type BlobName, type EdgeChange, frontAt, type Manifest } from "#model/release.ts";
import { canonicalJson, canonicalJsonOnce } from "#store/blob-name.ts";
import type { BlockKind } from "#store/block.ts";
import { keyedApart, type KeyedRecord } from "#store/keyed-block.ts";

/** Reads blobs of the release before; undefined when one of them is lost. */
export type ReadBefore = (names: readonly BlobName[]) => Promise<readonly Uint8Array[] | undefined>;

/** Blobs of the release that was made last, which is mostly the one that is compared with. */
type KeyedMemory = { before: ReadonlyMap<BlobName, Uint8Array> };

/** A memory of nothing. */
export function createKeyedMemory(): KeyedMemory {
  return { before: new Map() };
}

/** What is compared with the release before. */
type Turn = {
  readonly previous: Manifest | null;
  readonly readBefore?: ReadBefore | undefined;
  readonly memory: KeyedMemory;
  /** Those that readers see. */
  readonly articles: readonly { readonly article: Article }[];
  readonly made: Pick<Manifest, "site" | "fronts" | "directory" | "related">;
};

/** The blobs that a publication has made. */
type MadeBlobs = { readonly blobs: ReadonlyMap<BlobName, Uint8Array> };

/** Changes that a manifest remembers, and what all of them may weigh, in UTF-16 units: who looks
 *  every minute sees each, and every isolate reads the manifest. */
const MOST_CHANGES = 8;
const MOST_UNITS = 4_000;

/** What a cache in front of the Worker is to let go of, the newest change first; nothing where
 *  nobody knows what it may hold. As many KV reads as blobs of the directory and of related
 *  articles differ. */
export async function edgePart(turn: Turn, set: MadeBlobs): Promise<Pick<Manifest, "edge">> {
  const { previous, readBefore } = turn;
  if (previous === null || readBefore === undefined) return {};
  const { memory } = turn;
  const found = await changedTags({ ...turn, previous, readBefore }, set);
  const { directory, related = [] } = turn.made;
  memory.before = new Map(
    [...directory, ...related].flatMap((name): [BlobName, Uint8Array][] => {
      const bytes = set.blobs.get(name);
      return bytes === undefined ? [] : [[name, bytes]];
    }),
  );
  return { edge: remembered([editionOf(previous), ...withinLimit(found)], previous.edge) };
}

/** The manifest that names upcoming releases: what shows their articles now has a life that goes
 *  beyond their moment, and is let go at once. */
export function edgeWithUpcoming(manifest: Manifest, upcoming: readonly Manifest[]): Manifest {
  const [change, ...before] = manifest.edge ?? [];
  if (change === undefined || upcoming.length === 0) return manifest;
  const [since, ...tags] = change;
  const later = upcoming.map(({ edge }) => edge?.[0]?.slice(1) ?? [SITE_TAG]);
  const all = withinLimit(new Set([...tags, ...later.flat()]));
  return { ...manifest, edge: remembered([since, ...all], before) };
}

function withinLimit(tags: ReadonlySet<string> | undefined): readonly string[] {
  const isWhole = tags === undefined || tags.has(SITE_TAG) || tags.size > MAX_TAGS;
  return isWhole || [...tags].join().length > MOST_UNITS ? [SITE_TAG] : [...tags];
}

function remembered(change: EdgeChange, before: readonly EdgeChange[] = []): readonly EdgeChange[] {
  const kept = [change];
  let units = change.join().length;
  for (const each of before) {
    units += each.join().length;
    if (units > MOST_UNITS || kept.length === MOST_CHANGES) break;
    kept.push(each);
  }
  return kept;
}

type KnownTurn = Turn & { readonly previous: Manifest; readonly readBefore: ReadBefore };

/** The tags of what is shown otherwise than in the release before; undefined for everything. */
async function changedTags(
  turn: KnownTurn,
  set: MadeBlobs,
): Promise<ReadonlySet<string> | undefined> {
  const { previous, made, articles } = turn;
  if (canonicalJsonOnce(previous.site) !== canonicalJsonOnce(made.site)) return undefined;
  const entries = await changedKeys(turn, { kind: "DIRY", of: ({ directory }) => directory }, set);
  const related = await changedKeys(turn, { kind: "RLTD", of: (one) => one.related }, set);
  if (entries === undefined || related === undefined) return undefined;
  const byId = new Map(articles.map(({ article }) => [article.id, article]));
  const tags = new Set([LISTS_TAG]);
  const sections = new Set<SectionPath>(changedFronts(turn));
  for (const id of [...entries].filter(isId)) {
    const article = byId.get(id);
    if (article === undefined) tags.add(MEDIA_TAG);
    else for (const path of [article.section, ...article.also]) sections.add(path);
    tags.add(articleTag(id));
  }
  for (const id of [...related].filter(isId)) tags.add(articleTag(id));
  // A section shows how many articles those inside it have.
  for (const path of [...sections].flatMap(lineOf)) tags.add(sectionTag(path));
  return tags;
}

function changedFronts({ previous, made }: KnownTurn): readonly SectionPath[] {
  return made.fronts
    .filter((front) => canonicalJson(front) !== canonicalJson(frontAt(previous, front.path)))
    .flatMap(({ path }) => (path === "" ? [] : [path as SectionPath]));
}

/** Aliases begin with a slash, and ids never do. */
function isId(key: string): key is ArticleId {
  return !key.startsWith("/");
}

/** Which keyed blobs are compared. */
type Keyed = {
  readonly kind: BlockKind;
  readonly of: (made: Turn["made"]) => readonly BlobName[] | undefined;
};

/** The keys whose records differ; undefined where nobody can know. */
async function changedKeys(
  { previous, made, readBefore, memory }: KnownTurn,
  { kind, of }: Keyed,
  set: MadeBlobs,
): Promise<ReadonlySet<string> | undefined> {
  const [old, now] = [of(previous), of(made)];
  // Where there are more of them, each key has moved.
  if (old === undefined || old.length !== now?.length) return undefined;
  const places = [...now.keys()].filter((place) => old[place] !== now[place]);
  const known = (name: BlobName): Uint8Array | undefined =>
    // What is stored already is not made again.
    set.blobs.get(name) ?? memory.before.get(name);
  const names = places.flatMap((place) => [old[place] ?? "", now[place] ?? ""]);
  const lacking = names.filter((name) => known(name) === undefined);
  const read = lacking.length === 0 ? [] : await readBefore(lacking);
  if (read === undefined) return undefined;
  const bytesOf = (name: BlobName = ""): Uint8Array => {
    const bytes = known(name) ?? read[lacking.indexOf(name)];
    if (bytes === undefined) throw new TypeError("a blob was neither made nor read");
    return bytes;
  };
  const changed = new Set<string>();
  for (const place of places) {
    const { was, is } = keyedApart(kind, bytesOf(old[place]), bytesOf(now[place]));
    const [before, after] = [saidBy(kind, was), saidBy(kind, is)];
    for (const key of new Set([...after.keys(), ...before.keys()]))
      if (after.get(key) !== before.get(key)) changed.add(key);
  }
  return changed;
}

/** What records say, but for where articles lie. */
function saidBy(kind: BlockKind, records: readonly KeyedRecord[]): ReadonlyMap<string, string> {
  return new Map(
    records.map((record) => [
      record[0],
      JSON.stringify(kind === "DIRY" && record.length > 4 ? record[4] : record),
    ]),
  );
}
