import { sectionFolder } from "#model/address.ts";
import { type ArticleId, lineOf, type SectionPath } from "#model/name.ts";
import { oldSection } from "#model/old-section.ts";
import { allSections } from "#model/section.ts";
import type { Site } from "#model/site.ts";
import { FEED_FORMATS } from "./feed.ts";

/** A section whose feeds and page would not answer any more. */
export type LostSection = {
  readonly path: SectionPath;
  /** The feed of it that nothing answers: the first of the three. */
  readonly feed: string;
  /** Articles that it had, with those below it. */
  readonly count: number;
  /** The section that most of them lie in now, or that the section's old path led to. */
  readonly heir?: Heir;
};

type Heir = {
  readonly path: SectionPath;
  /** Articles of the lost section that lie in it; 0 where an old path led there. */
  readonly count: number;
  /** What its `was` must be, so that it answers for all that is lost to it. */
  readonly was: readonly SectionPath[];
};

/** An article by where it lies. */
type PlacedArticle = {
  readonly id: ArticleId;
  /** Its own section first. */
  readonly sections: readonly SectionPath[];
};

/** What is compared. */
type Comparison = {
  readonly before: Site;
  readonly after: Site;
  readonly seen: readonly PlacedArticle[];
  readonly entries: readonly PlacedArticle[];
  /** Whether something answers a path afterwards. */
  readonly isAnswered: (path: string) => boolean;
};

/** Where articles lie now, by id. */
type Places = ReadonlyMap<string, SectionPath | undefined>;

type FoundHeir = Pick<Heir, "path" | "count">;

/** The sections of which a feed would answer no more, each with the section that may follow it: the
 *  one in which most of its articles lie; of an old path the one that it led to, by its present
 *  name. O(lost sections × articles). */
export function lostSections(input: Comparison): readonly LostSection[] {
  const { before, after, seen, entries, isAnswered } = input;
  const present = new Set<string>(allSections(after.sections).map(({ path }) => path));
  const unanswered = (path: SectionPath): string | undefined =>
    Object.values(FEED_FORMATS)
      .map(({ file }) => `${sectionFolder(path)}/${file}`)
      .find((feed) => !isAnswered(feed));
  const owners = new Map(
    allSections(before.sections).flatMap(({ path, was = [] }) => was.map((old) => [old, path])),
  );
  const answered = allSections(before.sections).flatMap(({ path, was = [] }) => [path, ...was]);
  let places: Places | undefined;
  const now = (): Places =>
    (places ??= new Map(entries.map((entry) => [entry.id, entry.sections[0]])));
  const followed = (path: SectionPath): FoundHeir | undefined => {
    const owner = owners.get(path);
    if (owner === undefined) return undefined;
    const moved = present.has(owner) ? owner : movedTo(after, owner);
    const heir = moved ?? heirOf(owner, seen, now()).heir?.path;
    return heir === undefined ? undefined : { path: heir, count: 0 };
  };
  const lost: (Omit<LostSection, "heir"> & { readonly heir?: FoundHeir })[] = [];
  for (const path of [...new Set(answered)].sort()) {
    const feed = unanswered(path);
    if (feed === undefined) continue;
    const { count, heir = followed(path) } = heirOf(path, seen, now());
    // What lies below follows the section around it.
    const isCovered = lost.some(
      (outer) =>
        outer.heir !== undefined &&
        path.startsWith(`${outer.path}/`) &&
        present.has(outer.heir.path + path.slice(outer.path.length)),
    );
    if (!isCovered) lost.push({ path, feed, count, ...(heir !== undefined && { heir }) });
  }
  const wasOf = new Map(allSections(after.sections).map(({ path, was = [] }) => [path, was]));
  return lost.map(({ heir, ...section }) => {
    if (heir === undefined) return section;
    const same = lost.filter((other) => other.heir?.path === heir.path).map(({ path }) => path);
    const was = [...new Set([...(wasOf.get(heir.path) ?? []), ...same])];
    return { ...section, heir: { ...heir, was } };
  });
}

function movedTo(site: Site, path: SectionPath): SectionPath | undefined {
  const old = oldSection(site, path);
  return old?.kind === "moved" ? old.to : undefined;
}

/** At least half of a section's articles make another one its heir. */
function heirOf(
  path: SectionPath,
  seen: readonly PlacedArticle[],
  now: Places,
): { readonly count: number; readonly heir?: FoundHeir } {
  const votes = new Map<string, number>();
  let count = 0;
  for (const { id, sections } of seen) {
    const [old] = sections;
    if (old === undefined || !lineOf(old).includes(path)) continue;
    count += 1;
    const below = old.slice(path.length);
    const place = now.get(id);
    if (place === undefined || place === old) continue;
    const heir = below !== "" && place.endsWith(below) ? place.slice(0, -below.length) : place;
    votes.set(heir, (votes.get(heir) ?? 0) + 1);
  }
  const [best] = [...votes].sort(([, a], [, b]) => b - a);
  if (best === undefined || best[1] * 2 < count) return { count };
  // A section's path, or the front of one cut between slugs.
  return { count, heir: { path: best[0] as SectionPath, count: best[1] } };
}
