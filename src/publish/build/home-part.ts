import { excerpt } from "#text/analysis/excerpt.ts";
import type { Home } from "#model/home.ts";
import { memoizeObjects } from "#model/memoize.ts";
import type { SectionPath } from "#model/name.ts";
import type { BlobName } from "#model/release.ts";
import { sectionAt } from "#model/section.ts";
import type { Site } from "#model/site.ts";
import { type Teaser, teaserFromArticle } from "#model/teaser.ts";
import { encodeHome } from "#store/home.ts";
import type { BlobSet } from "./blob-set.ts";
import type { ReadyArticle } from "./ready-article.ts";
import { sectionsAround } from "./section-tree.ts";

/** Articles of the whole site on the home page: those of a page of a site without sections. */
const NEWEST = 30;
/** Articles of one section on the home page, among them those that the top of the page shows. */
const PER_SECTION = 8;
/** How much of a summary the home page shows. Grapheme clusters. */
const SUMMARY_LENGTH = 120;
/** Sections on the home page, at most. */
const MAX_SECTIONS = 24;

/** Puts what the home page shows into a blob.
 *  @param articles  those that readers see, oldest first */
export async function homePart(
  articles: readonly ReadyArticle[],
  site: Site,
  set: BlobSet,
): Promise<BlobName> {
  return set.add(encodeHome(buildHome(articles, site)));
}

/** What the home page shows: the newest articles of the site, and of each of its sections.
 *  O(articles).
 *  @param articles  those that readers see, oldest first */
export function buildHome(articles: readonly ReadyArticle[], site: Site): Home {
  const newest = articles.slice(-NEWEST).toReversed();
  const chosen = new Map<SectionPath, ReadyArticle[]>(homeSections(site).map((path) => [path, []]));
  let open = chosen.size;
  for (let at = articles.length - 1; at >= 0 && open > 0; at--) {
    const ready = articles[at]!;
    for (const path of sectionsAround(ready.article)) {
      const list = chosen.get(path);
      if (list === undefined || list.length === PER_SECTION) continue;
      list.push(ready);
      if (list.length === PER_SECTION) open--;
    }
  }
  return {
    newest: newest.map(teaserOf),
    sections: [...chosen]
      .filter(([, list]) => list.length > 0)
      .map(([path, list]) => ({ path, teasers: list.map(teaserOf) })),
  };
}

/** The sections of the home page: as `site.toml` orders them, else those of the top. */
function homeSections({ home = [], sections }: Site): readonly SectionPath[] {
  const named = home.filter((path) => sectionAt(sections, path) !== undefined);
  const paths = named.length > 0 ? named : sections.map(({ path }) => path);
  return [...new Set(paths)].slice(0, MAX_SECTIONS);
}

const teaserOf = memoizeObjects(({ article }: ReadyArticle): Teaser => {
  const teaser = teaserFromArticle(article);
  return { ...teaser, summary: excerpt(teaser.summary, SUMMARY_LENGTH) };
});
