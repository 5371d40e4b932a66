import { isSlug } from "#model/name.ts";
import { initialsMatch } from "#text/repair/pinyin.ts";

/** Slugs for the titles of sections from the outermost inwards: from the table; else the part of
 *  the permalink whose letters are the initials of the title's readings (`xw` 新聞, `dzyw`
 *  黨政要聞);
 *  else the title itself, as far as it can be a slug.
 *  @param permalink  the path of an article in the innermost section
 *  @example sectionSlugs(["新聞", "黨政要聞"], "/html/xw/dzyw/87613.html", {}) // ["xw", "dzyw"] */
export function sectionSlugs(
  titles: readonly string[],
  permalink: string,
  table: Readonly<Record<string, string>>,
): readonly string[] {
  let folders = permalink.split("/").slice(1, -1);
  return titles.map((title) => {
    const told = table[title];
    if (told !== undefined) return told;
    const at = folders.findIndex((folder) => isSlug(folder) && initialsMatch(title, folder));
    const folder = folders[at];
    if (folder !== undefined) folders = folders.slice(at + 1);
    return folder ?? slugFrom(title);
  });
}

/** A slug made of a title: its letters and digits, lower case, with `-` between them; `section`
 *  when it has none. */
export function slugFrom(title: string): string {
  const slug = title
    .normalize("NFC")
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .toLowerCase();
  if (isSlug(slug)) return slug;
  // `archive` is ours; what has no letters has no slug.
  return isSlug(`${slug}-section`) ? `${slug}-section` : "section";
}
