import type { Article } from "#model/article.ts";
import type { Manifest } from "#model/release.ts";
import { storedPlace } from "./numbering.ts";
import type { Member } from "./pack-place.ts";
import { openPack, type Pack } from "./pack.ts";
import type { Reader } from "./reader.ts";

/** The article that a directory entry leads to. 1 KV read at most. */
export async function readArticle(reader: Reader, { pack, slot }: Member): Promise<Article> {
  const [article] = await readMembers(reader, [{ pack, slot }]);
  if (article === undefined) throw new TypeError(`pack ${pack} gave nothing`);
  return article;
}

/** Articles by their numbers, in the order asked for. As many KV reads at most as packs hold them,
 *  in one round.
 *  @throws {RangeError} when the release has no such number */
export async function readArticles(
  reader: Reader,
  docs: readonly number[],
): Promise<readonly Article[]> {
  return readMembers(
    reader,
    docs.map((doc) => memberOf(reader.manifest, doc)),
  );
}

/** How much of a list of articles is read. */
type ReadingLimits = {
  /** Packs that are read at most. */
  readonly packs: number;
  /** Bytes of the articles that are decoded at most; the first is decoded whatever it weighs. */
  readonly bytes: number;
  /** Whether all packs come in one bulk read, which costs more CPU and waits once: for few. */
  readonly together?: boolean;
};

/** The first of these articles, in the order asked for, up to the one that lies in a pack too many
 *  or would weigh too much. At most as many KV reads as packs are allowed, in one round.
 *  @throws {RangeError} when the release has no such number */
export async function readFirstArticles(
  reader: Reader,
  docs: readonly number[],
  limits: ReadingLimits,
): Promise<readonly Article[]> {
  const members = firstMembers(reader.manifest, docs, limits.packs);
  const places = new Set(members.map(({ pack }) => pack));
  const packs = await readPacks(reader, places, limits.together ? "packs" : "blobs");
  const articles: Article[] = [];
  let bytes = 0;
  for (const { pack, slot } of members) {
    const open = packIn(packs, pack);
    bytes += open.bytes(slot);
    if (articles.length > 0 && bytes > limits.bytes) break;
    articles.push(open.article(slot));
  }
  return articles;
}

/** How many of these articles, the first of them, lie in so many packs at most. */
export function countInPacks(manifest: Manifest, docs: readonly number[], packs: number): number {
  return firstMembers(manifest, docs, packs).length;
}

function firstMembers(
  manifest: Manifest,
  docs: readonly number[],
  packs: number,
): readonly Member[] {
  const members: Member[] = [];
  const places = new Set<number>();
  for (const doc of docs) {
    const member = memberOf(manifest, doc);
    if (!places.has(member.pack) && places.size === packs) break;
    places.add(member.pack);
    members.push(member);
  }
  return members;
}

/** The articles at these places, each pack read once. */
export async function readMembers(
  reader: Reader,
  members: readonly Member[],
): Promise<readonly Article[]> {
  const packs = await readPacks(reader, new Set(members.map(({ pack }) => pack)));
  return members.map(({ pack, slot }) => packIn(packs, pack).article(slot));
}

async function readPacks(
  reader: Reader,
  places: ReadonlySet<number>,
  by: "blobs" | "packs" = "blobs",
): Promise<ReadonlyMap<number, Pack>> {
  const wanted = [...places].map((place) => {
    const ref = reader.manifest.packs[place];
    if (ref === undefined) throw new RangeError(`no pack ${place}`);
    return { place, name: ref.blob };
  });
  const bytes = await reader[by](wanted.map(({ name }) => name));
  return new Map(
    wanted.flatMap(({ place, name }, index) => {
      const found = bytes[index];
      return found ? [[place, openPack(found, name)] as const] : [];
    }),
  );
}

function packIn(packs: ReadonlyMap<number, Pack>, place: number): Pack {
  const pack = packs.get(place);
  if (pack === undefined) throw new TypeError(`pack ${place} was not read`);
  return pack;
}

/** Where the article of one number lies. O(log packs). */
function memberOf(manifest: Manifest, doc: number): Member {
  const { packs } = manifest;
  const place = storedPlace(manifest, doc);
  let low = 0;
  let high = packs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((packs[middle]?.first ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  const pack = packs[low];
  if (pack === undefined) throw new RangeError(`no pack holds article ${doc}`);
  return { pack: low, slot: place - pack.first };
}
