import type { Instant } from "../model/instant.ts";
import { type ArticleId, lineOf } from "../model/name.ts";
import type { FrontRef, Manifest } from "../model/release.ts";
import { allSections } from "../model/section.ts";
import type { Site } from "../model/site.ts";
import { type ArchiveEntry, encodeArchiveList, type Member } from "../store/archive-list.ts";
import { packOf } from "../store/pack.ts";
import { archiveName } from "./archive.ts";
import type { BlobSet } from "./blob-set.ts";
import { datedAfter, newestChange } from "./modified.ts";
import { divide } from "./newest-page.ts";
import type { ReadyArticle } from "./ready-article.ts";

/** What the fronts are made from. */
export type FrontInput = {
  readonly site: Site;
  /** Oldest first. */
  readonly articles: readonly ReadyArticle[];
  readonly places: ReadonlyMap<ArticleId, Member>;
  /** The release that readers saw before this one. */
  readonly previous: Manifest | null;
  /** When this release takes effect. */
  readonly at: Instant;
};

/** Builds the front and the archive list of the site and of every section, parents before children.
 *  A parent has its descendants' articles, and those that name it or a descendant in `also`, each once. */
export async function buildFronts(input: FrontInput, set: BlobSet): Promise<readonly FrontRef[]> {
  const sections = allSections(input.site.sections).map(({ path }) => path);
  const members = new Map<string, ReadyArticle[]>([["", []]]);
  for (const path of sections) members.set(path, []);
  const own = new Map<string, number>();
  for (const ready of input.articles) {
    const carriers = new Set([ready.article.section, ...ready.article.also]);
    for (const path of carriers) own.set(path, (own.get(path) ?? 0) + 1);
    for (const path of new Set(["", ...[...carriers].flatMap(lineOf)]))
      members.get(path)?.push(ready);
  }
  const dated = datedAfter(input.previous, input.site, input.at);
  const fronts: FrontRef[] = [];
  for (const [path, articles] of members) {
    const { front, newest } = await buildFront({ path, articles, places: input.places }, set);
    const modified = dated(front) ?? newestChange(newest, input.at);
    fronts.push({ ...front, own: own.get(path) ?? 0, modified });
  }
  return fronts;
}

async function buildFront(
  { path, articles, places }: Pick<FrontInput, "articles" | "places"> & { path: string },
  set: BlobSet,
): Promise<{ front: Omit<FrontRef, "own" | "modified">; newest: readonly ReadyArticle[] }> {
  const { archived, newest } = divide(articles);
  const names = await Promise.all(archived.map(archiveName));
  const entries = archived.map((document, index): ArchiveEntry => {
    const [previous, next] = [names[index - 1], names[index + 1]];
    return {
      name: names[index] ?? "",
      members: document.map(({ article }) => placeOf(places, article.id)),
      ...(previous !== undefined && { previous }),
      ...(next !== undefined && { next }),
    };
  });
  const front = {
    path,
    blob: await set.add(packOf(newest.map(({ record }) => record))),
    count: articles.length,
    archive: {
      newest: names.at(-1) ?? null,
      chunks: await set.addAll(encodeArchiveList(entries)),
    },
  };
  return { front, newest };
}

function placeOf(places: ReadonlyMap<ArticleId, Member>, id: ArticleId): Member {
  const place = places.get(id);
  if (place === undefined) throw new TypeError(`article ${id} lies in no pack`);
  return place;
}
