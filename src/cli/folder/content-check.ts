import { type Content, notice, type Notice } from "#ingest/folder/content.ts";
import { articlePath, percentDecoded, sectionFolder } from "#model/address.ts";
import type { Article } from "#model/article.ts";
import { answeredBy } from "#feeds/old-path.ts";
import { isOwnRoute } from "#model/own-route.ts";
import type { Fault } from "#model/rejection.ts";
import { allSections } from "#model/section.ts";
import { OWN_ORIGIN } from "#model/site.ts";
import { leftoversIn, type SpottedFault } from "./leftovers.ts";
import { contentText } from "#text/html/content.ts";
import { NAME_PREFIX } from "#text/html/safe-attributes.ts";
import type { DroppedContent } from "#text/html/dropped-content.ts";
import { readHtmlTokens } from "#text/html/html-tokens.ts";

/** What is not wrong, and worth mending all the same: what a generator left behind, links within
 *  the site that lead nowhere, also to a heading that is not there, pictures that nobody describes,
 *  neighbours and translations that are not there. Each with its line. O(bytes). */
export function checkContent({
  site,
  articles,
  media,
  dropped,
  placeOf,
}: Content): readonly Notice[] {
  const ids = new Set<string>(articles.map(({ id }) => id));
  const paths = new Set([
    ...articles.flatMap(({ id, aliases }) => [articlePath(id), ...aliases]),
    ...allSections(site.sections).flatMap(({ path, aliases }) => [sectionFolder(path), ...aliases]),
    ...media.map(({ name }) => `/media/${name}`),
    ...site.aliases,
  ]);
  const present = {
    ids,
    sections: new Set(allSections(site.sections).map(({ path }) => path)),
  };
  const isThere = (path: string): boolean =>
    leadsSomewhere(path, paths) || isLedOn(answeredBy(path.replace(/#.*$/s, ""), site, present));
  const byPath = new Map(articles.map((article) => [articlePath(article.id), article]));
  const names = new Map<string, ReadonlySet<string>>();
  const namesOf = (path: string): ReadonlySet<string> | undefined => {
    const article = byPath.get(path);
    if (article === undefined) return undefined;
    const found = names.get(path) ?? namesInHtml(article);
    names.set(path, found);
    return found;
  };
  return articles.flatMap((article) => {
    const faults = [
      ...leftoversIn(article),
      ...(dropped.get(article.id) ?? []).map(droppedFault),
      ...faultsInHtml(article, { isThere, namesOf }),
      ...pictureFaults(article),
      ...missingOthers(article, ids),
    ];
    return faults.map(({ spot, ...fault }) =>
      notice(placeOf(article.id, { field: fault.field, text: spot }), fault),
    );
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

/** What links may lead to. */
type Targets = {
  /** Whether something answers a path of the site. */
  readonly isThere: (path: string) => boolean;
  /** The names of places in the article at a path; undefined where it is none. */
  readonly namesOf: (path: string) => ReadonlySet<string> | undefined;
};

/** The body's links and pictures. */
function faultsInHtml({ format, body, html }: Article, targets: Targets) {
  const faults: SpottedFault[] = [];
  if (format === "text") return faults;
  readHtmlTokens(html ?? body, {
    text() {},
    close() {},
    open(name, attributes) {
      const href = attributes.get("href") ?? "";
      if (href.startsWith(OWN_ORIGIN))
        faults.push(...linkFaults(href.slice(OWN_ORIGIN.length) || "/", targets));
      if (name === "img" && !attributes.has("alt"))
        faults.push(undescribed(attributes.get("src") ?? ""));
    },
  });
  return faults;
}

/** What is wrong with a link within the site. */
function linkFaults(path: string, { isThere, namesOf }: Targets): readonly SpottedFault[] {
  if (!isThere(path)) return [deadLink(path)];
  const [page = "", fragment = ""] = path.split("#", 2);
  const name = writtenName(fragment);
  const places = name === "" || name === "top" ? undefined : namesOf(page);
  return places?.has(name) === false ? [deadPlace(name)] : [];
}

/** A name as its author wrote it: in stored HTML names have a prefix, lest they meet those of the
 *  page. */
function writtenName(stored: string): string {
  const name = percentDecoded(stored);
  return name.startsWith(NAME_PREFIX) ? name.slice(NAME_PREFIX.length) : name;
}

/** The names of places in an article: ids of headings, of footnotes, and of whatever has one. */
function namesInHtml({ format, body, html }: Article): ReadonlySet<string> {
  const names = new Set<string>();
  if (format === "text") return names;
  readHtmlTokens(html ?? body, {
    text() {},
    close() {},
    open(_, attributes) {
      const name = attributes.get("id") ?? attributes.get("name");
      if (name !== undefined) names.add(writtenName(name));
    },
  });
  return names;
}

/** Whether an old path leads to something that is there; a section that ended is not. */
function isLedOn(answer: string | undefined): boolean {
  return answer !== undefined && answer !== "gone";
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

function pictureFaults({ image }: Article): readonly SpottedFault[] {
  if (image === undefined || image.alt !== undefined) return [];
  const { what, fix } = undescribed(image.url);
  return [{ field: "image", what, fix }];
}

function missingOthers(
  { previous, next, translations }: Article,
  ids: ReadonlySet<string>,
): readonly SpottedFault[] {
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

function deadLink(path: string): SpottedFault {
  const what = `links to ${path.slice(0, 200)}, where nothing is`;
  const fix = "correct the link, or give its path to an article as alias";
  return { field: "body", what, fix, spot: path };
}

/** What of the HTML readers do not see as it was. */
function droppedFault({ element, became, address }: DroppedContent): SpottedFault {
  const of = address === "" ? "" : ` of ${address.slice(0, 120)}`;
  const spot = address || `<${element}`;
  return became === "link"
    ? {
        field: "body",
        what: `its ${element}${of} is a link to readers`,
        fix: "leave it so, or say in words what it shows",
        spot,
      }
    : {
        field: "body",
        what: `its ${element}${of} is left out`,
        fix: "write in words, or as a picture, what it shows",
        spot,
      };
}

function deadPlace(name: string): SpottedFault {
  const what = `links to #${name.slice(0, 200)}, and no heading there has that id`;
  const fix = "give the heading that id, or correct the link";
  return { field: "body", what, fix, spot: `#${name}` };
}

function undescribed(url: string) {
  const what = `shows ${url.replace(OWN_ORIGIN, "").slice(0, 200)} without alternative text`;
  const spot = url.replace(OWN_ORIGIN, "");
  return { what, fix: 'say what it shows, or write alt="" if it only adorns', spot };
}
