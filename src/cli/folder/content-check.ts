import { type Content, notice, type Notice } from "#ingest/folder/content.ts";
import { articlePath, sectionFolder } from "#model/address.ts";
import type { Article } from "#model/article.ts";
import { isOwnRoute } from "#model/own-route.ts";
import type { Fault } from "#model/rejection.ts";
import { allSections } from "#model/section.ts";
import { OWN_ORIGIN } from "#model/site.ts";
import { contentText } from "#text/html/content.ts";
import { readHtmlTokens } from "#text/html/html-tokens.ts";

/** What is not wrong, and worth mending all the same: links within the site that lead nowhere,
 *  pictures that nobody describes, neighbours and translations that are not there. O(bytes). */
export function checkContent({ site, articles, media }: Content): readonly Notice[] {
  const ids = new Set<string>(articles.map(({ id }) => id));
  const paths = new Set([
    ...articles.flatMap(({ id, aliases }) => [articlePath(id), ...aliases]),
    ...allSections(site.sections).flatMap(({ path, aliases }) => [sectionFolder(path), ...aliases]),
    ...media.map(({ name }) => `/media/${name}`),
    ...site.aliases,
  ]);
  return articles.flatMap((article) => {
    const faults = [
      ...faultsInHtml(article, (path) => leadsSomewhere(path, paths)),
      ...pictureFaults(article),
      ...missingOthers(article, ids),
    ];
    return faults.length === 0 ? [] : [notice({ file: article.id }, ...faults)];
  });
}

/** Whether an article lost more than half of its text against what is published: mostly an accident
 *  of an export or an import.
 *  @param before  the published one */
export function shrinking(before: Article, after: Article): Fault | undefined {
  const [was, is] = [contentText(before).length, contentText(after).length];
  if (was - is < LEAST_LOSS || is * 2 > was) return undefined;
  const what = `has ${is.toLocaleString("en")} characters; ${was.toLocaleString("en")} are published`;
  return { field: "body", what, fix: "look whether its end was cut off" };
}

/** Shorter texts lose more than half by an honest correction. Characters. */
const LEAST_LOSS = 200;

/** The body's links and pictures. */
function faultsInHtml({ format, body, html }: Article, isThere: (path: string) => boolean) {
  const faults: Fault[] = [];
  if (format === "text") return faults;
  readHtmlTokens(html ?? body, {
    text() {},
    close() {},
    open(name, attributes) {
      const href = attributes.get("href") ?? "";
      if (href.startsWith(OWN_ORIGIN)) {
        const path = href.slice(OWN_ORIGIN.length) || "/";
        if (!isThere(path)) faults.push(deadLink(path));
      }
      if (name === "img" && !attributes.has("alt"))
        faults.push(undescribed(attributes.get("src") ?? ""));
    },
  });
  return faults;
}

/** Of our own routes, those with articles, sections and media are known one by one. */
function leadsSomewhere(path: string, paths: ReadonlySet<string>): boolean {
  const bare = path.replace(/#.*$/s, "");
  if (paths.has(bare) || paths.has(bare.replace(/\?.*$/s, "").replace(/\/$/, ""))) return true;
  if (bare.startsWith("/articles/")) return paths.has(bare.replace(/\.(?:json|md)$/, ""));
  if (bare.startsWith("/sections/"))
    return paths.has(bare.replace(/\/(?:feed\.xml|atom\.xml|feed\.json)?(?:\?.*)?$/s, ""));
  return !bare.startsWith("/media/") && isOwnRoute(bare);
}

function pictureFaults({ image }: Article): readonly Fault[] {
  return image !== undefined && image.alt === undefined ? [undescribed(image.url)] : [];
}

function missingOthers(
  { previous, next, translations }: Article,
  ids: ReadonlySet<string>,
): readonly Fault[] {
  const named: readonly (readonly [string, string | undefined])[] = [
    ["previous", previous?.id],
    ["next", next?.id],
    ...Object.entries(translations).map(([lang, id]) => [`translations.${lang}`, id] as const),
  ];
  return named.flatMap(([field, id]) =>
    id === undefined || ids.has(id)
      ? []
      : [{ field, what: `there is no article ${id}`, fix: "write the id of an article, or none" }],
  );
}

function deadLink(path: string): Fault {
  const what = `links to ${path.slice(0, 200)}, where nothing is`;
  return { field: "body", what, fix: "correct the link, or give its path to an article as alias" };
}

function undescribed(url: string): Fault {
  const what = `shows ${url.replace(OWN_ORIGIN, "").slice(0, 200)} without alternative text`;
  return { what, fix: 'say what it shows, or write alt="" if it only adorns' };
}
