import type { WordPressHead } from "#ingest/cms/wordpress-head.ts";
import { percentDecoded, sectionFolder, topicPath } from "#model/address.ts";
import { isRejection } from "#model/rejection.ts";
import { toSectionPath } from "#model/name.ts";

/** An old path, and where it leads here. */
type Pair = readonly [string, string];

/** Where WordPress's pages of tags, authors and categories lead: those whose name in URLs is the
 *  tag itself by one pattern, the others one by one, so that the table stays small.
 *  @see https://developer.wordpress.org/reference/classes/wp_rewrite/ */
export function wordPressPages(head: WordPressHead): readonly Pair[] {
  const named = (kind: "tags" | "authors", folder: string, names: ReadonlyMap<string, string>) =>
    [...names]
      .filter(
        ([slug, name]) => slug && name && percentDecoded(slug).toLowerCase() !== name.toLowerCase(),
      )
      .map(([slug, name]): Pair => [`/${folder}/${slug}/`, topicPath(kind, name)]);
  const numbered = [...head.categoryNumbers].flatMap(([number, path]): readonly Pair[] => {
    const section = toSectionPath(path);
    return number === "" || isRejection(section)
      ? []
      : [[`/?cat=${number}`, sectionFolder(section)]];
  });
  const byLogin = new Map([...head.authors].map(([login, name]) => [nameInUrl(login), name]));
  const authors = [...head.authorNumbers]
    .filter(([number, name]) => number !== "" && name !== "")
    .map(([number, name]): Pair => [`/?author=${number}`, topicPath("authors", name)]);
  return [
    ...numbered,
    ...named("tags", "tag", head.tags),
    ...named("authors", "author", byLogin),
    ...authors,
    ["/tag/*", "/tags/*"],
    ["/?tag=*", "/tags/*"],
    ["/author/*", "/authors/*"],
    ["/?s=*", "/search?q=*"],
  ];
}

/** Where the pages of a day's, a month's and a year's articles lead: the articles of that time, as
 *  a search. One month of a site is one entry.
 *  @param months  such as `2024-01` */
export function archivePages(months: Iterable<string>): readonly Pair[] {
  return [...new Set(months)].toSorted().flatMap((month): readonly Pair[] => {
    const [year = "", number = ""] = month.split("-");
    const ofMonth = `/search?on=${month}&sort=date`;
    return [
      [`/${year}/${number}/`, ofMonth],
      [`/?m=${year}${number}`, ofMonth],
      [`/${year}/`, `/search?on=${year}&sort=date`],
    ];
  });
}

/** Where Ghost's pages of tags and authors lead. The first tag of an article is its section. */
export function ghostPages(sections: Iterable<string>): readonly Pair[] {
  const folders = [...sections].flatMap((path): readonly Pair[] => {
    const section = toSectionPath(path);
    return isRejection(section) ? [] : [[`/tag/${path}/`, sectionFolder(section)]];
  });
  return [...folders, ["/tag/*", "/tags/*"], ["/author/*", "/authors/*"]];
}

/** Where Blogger's pages of labels lead. */
export const BLOGGER_PAGES: readonly Pair[] = [["/search/label/*", "/tags/*"]];

/** A login as WordPress has it in URLs. */
function nameInUrl(login: string): string {
  return login
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, "-");
}
