import { withoutUndefined } from "#model/defined.ts";
import { isRecord } from "#model/field.ts";
import { dateFrom } from "#ingest/date/written-date.ts";
import { slugFrom } from "#ingest/source/section-slug.ts";
import type { SitePath } from "./site-path.ts";

type FrontFields = Readonly<Record<string, unknown>>;

/** Names that generators have for fields of ours, the most telling first. */
const DATES = [
  "published",
  "date",
  "pubDate",
  "pubDatetime",
  "publishDate",
  "publish_date",
  "created",
];
const CHANGES = [
  "updated",
  "lastmod",
  "updatedDate",
  "modDatetime",
  "last_modified_at",
  "modified",
];
const SUMMARIES = ["summary", "description", "excerpt", "abstract"];
const PICTURES = [
  "image",
  "cover",
  "featured_image",
  "featuredImage",
  "heroImage",
  "thumbnail",
  "banner",
  "ogImage",
  "feature",
  "images",
];
const AUTHORS = ["authors", "author"];
const TAGS = ["tags", "tag", "keywords"];
const CATEGORIES = ["section", "categories", "category"];
const ADDRESSES = ["aliases", "redirect_from", "url", "permalink"];
const LANGUAGES = ["lang", "language", "locale"];

/** FrontFields of an article, as `toArticle` takes them, of front matter as Hugo, Jekyll, Hexo or
 *  Astro write it. FrontFields that have our names already stay.
 *  @param path  what the file's path tells where the front matter does not
 *  @param titles  titles of sections by path; grows */
export function generatorFields(
  front: FrontFields,
  path: SitePath,
  titles: Map<string, string>,
): FrontFields {
  const date = first(front, DATES, (value) => dateFrom(textOf(value))) ?? path.date;
  // A date that nobody can read is not left out, so that it is named. Jekyll's `published` is no
  // date.
  const written = first(front, DATES, (value) =>
    /^(?:true|false)?$/.test(textOf(value)) ? undefined : textOf(value),
  );
  return withoutUndefined({
    ...front,
    ...sectionsIn(front, path, titles),
    id: idIn(front, path),
    title: textOf(front["title"]) || path.name,
    published: date || written,
    updated: first(front, CHANGES, (value) => dateFrom(textOf(value))),
    summary: first(front, SUMMARIES, (value) => textOf(value) || undefined),
    image: first(front, PICTURES, pictureIn),
    authors: listIn(front, AUTHORS),
    tags: listIn(front, TAGS).flatMap((tag) => tag.split(/\s*,\s*/)),
    aliases: listIn(front, ADDRESSES).map(pathOf).filter(Boolean),
    lang:
      first(front, LANGUAGES, (value) => textOf(value) || undefined) ?? (path.lang || undefined),
    status: statusIn(front, path),
    url: undefined,
  });
}

function idIn(front: FrontFields, path: SitePath): string {
  const name = slugFrom(textOf(front["slug"]) || path.name);
  return textOf(front["id"]) || (path.lang ? `${name}-${path.lang.toLowerCase()}` : name);
}

/** A draft by Hugo's `draft`, Jekyll's `published: false` or the folder of drafts. */
function statusIn(front: FrontFields, { isDraft }: SitePath): string | undefined {
  const isHidden =
    isDraft || String(front["draft"]) === "true" || String(front["published"]) === "false";
  return isHidden ? "draft" : textOf(front["status"]) || undefined;
}

function sectionsIn(front: FrontFields, { folders }: SitePath, titles: Map<string, string>) {
  const categories = CATEGORIES.map((field) => categoriesIn(front[field])).find(
    (list) => list.length > 0,
  );
  const lines = categories ?? (folders.length > 0 ? [folders] : []);
  const paths = lines.map((line) => {
    const slugs = line.slice(0, 8).map(slugFrom);
    for (const [index, title] of line.slice(0, 8).entries()) {
      const path = slugs.slice(0, index + 1).join("/");
      if (!titles.has(path)) titles.set(path, title);
    }
    return slugs.join("/");
  });
  const [section = "posts", ...also] = [...new Set(paths)];
  if (!titles.has(section)) titles.set(section, section);
  return { section, also };
}

/** Categories as lines of titles: `News/Ferries` is one line of two, and so is Hexo's list in a
 *  list. */
function categoriesIn(value: unknown): readonly (readonly string[])[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items
    .map((item) =>
      Array.isArray(item)
        ? item.map(textOf)
        : textOf(item)
            .split("/")
            .map((part) => part.trim()),
    )
    .map((line) => line.filter(Boolean))
    .filter((line) => line.length > 0);
}

function first<T>(
  front: FrontFields,
  names: readonly string[],
  read: (value: unknown) => T | undefined,
): T | undefined {
  return names.map((name) => read(front[name])).find((value) => value !== undefined);
}

/** All texts of these fields, each once; a person counts by name. */
function listIn(front: FrontFields, names: readonly string[]): readonly string[] {
  const values = names.flatMap((name): readonly unknown[] => {
    const value = front[name];
    return Array.isArray(value) ? value : [value];
  });
  return [
    ...new Set(
      values
        .map((value) => (isRecord(value) ? textOf(value["name"]) : textOf(value)))
        .filter(Boolean),
    ),
  ];
}

function pictureIn(value: unknown): object | undefined {
  const picture: unknown = Array.isArray(value) ? value[0] : value;
  if (!isRecord(picture)) return textOf(picture) ? { url: textOf(picture) } : undefined;
  const url = textOf(picture["url"]) || textOf(picture["src"]) || textOf(picture["image"]);
  return url ? withoutUndefined({ url, alt: textOf(picture["alt"]) || undefined }) : undefined;
}

/** An old address as a path: Hugo writes some without their slash. */
function pathOf(address: string): string {
  if (/^https?:/i.test(address) || address.includes(":"))
    return /^https?:/i.test(address) ? address : "";
  return address.startsWith("/") ? address : `/${address}`;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value.trim() : typeof value === "number" ? String(value) : "";
}
