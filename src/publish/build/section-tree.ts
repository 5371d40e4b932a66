import type { Article } from "#model/article.ts";
import { memoizeObjects } from "#model/memoize.ts";
import { lineOf, type SectionPath } from "#model/name.ts";
import { type Section, withSections } from "#model/section.ts";

/** The paths of all sections in which articles lie, and of those around them. */
export function sectionsOf(articles: Iterable<Article>): ReadonlySet<SectionPath> {
  const paths = new Set<SectionPath>();
  for (const article of articles) for (const path of sectionsAround(article)) paths.add(path);
  return paths;
}

/** The sections in which an article lies or that carry it, and those around them, each once. */
export const sectionsAround = memoizeObjects(
  ({ section, also }: Article): readonly SectionPath[] => [
    ...new Set([section, ...also].flatMap(lineOf)),
  ],
);

/** The sections that a release shows: every one with an article that readers see, and those that
 *  `site.toml` speaks of. Where the tree was made from the articles themselves, a section that only
 *  drafts and articles to come name would betray them: one that says nothing but its slug waits for
 *  them.
 *  @param shown  sections of articles that readers see
 *  @param named  sections of all articles */
export function shownSections(
  tree: readonly Section[],
  shown: ReadonlySet<SectionPath>,
  named: ReadonlySet<SectionPath>,
): readonly Section[] {
  const prune = (sections: readonly Section[]): readonly Section[] =>
    sections.flatMap((section) => {
      const children = prune(section.children);
      const isSecret = named.has(section.path) && !shown.has(section.path);
      return isSecret && children.length === 0 && isBare(section) ? [] : [{ ...section, children }];
    });
  return withSections(prune(tree), shown);
}

function isBare({ path, title, description, lang, aliases, was }: Section): boolean {
  const slug = path.slice(path.lastIndexOf("/") + 1);
  const isSilent = description === undefined && lang === undefined && was === undefined;
  return title === slug && isSilent && aliases.length === 0;
}
