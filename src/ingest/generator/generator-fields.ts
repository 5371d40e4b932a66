import { booleanWord } from "#ingest/source/boolean-word.ts";
import { bareName, byBareName } from "#ingest/source/field-name.ts";
import { withoutUndefined } from "#model/defined.ts";
import { isRecord } from "#model/field.ts";
import { unixTime } from "#ingest/date/unix-time.ts";
import { inPlace } from "#ingest/date/time-zone.ts";
import { dateFrom } from "#ingest/date/written-date.ts";
import { slugFrom } from "#ingest/source/section-slug.ts";
import type { SitePath } from "./site-path.ts";

type FrontFields = Readonly<Record<string, unknown>>;

/** Names that generators have for fields of ours, the most telling first, without `_` and `-`. */
const CHANGES = (
  "updated lastmod lastmodified lastmodifiedat updateddate moddatetime modified updatedat " +
  "dateupdated datemodified lastupdated lastupdate 更新时间 更新時間"
).split(" ");
const SUMMARIES = ["summary", "description", "excerpt", "abstract", "摘要"];
const PICTURES = (
  "image cover featuredimage heroimage thumbnail banner ogimage feature images coverimage " +
  "socialimage headerimage"
).split(" ");
const AUTHORS = ["authors", "author", "作者"];
const TAGS = ["tags", "tag", "keywords", "标签", "標籤"];
const CATEGORIES = ["section", "categories", "category", "分类", "分類"];
const ADDRESSES = ["aliases", "alias", "redirectfrom", "redirects", "url", "permalink", "path"];
const LANGUAGES = ["lang", "language", "locale"];
/** Tables of front matter whose fields count like those beside them: Zola's, Hugo's. */
const TABLES = ["taxonomies", "extra", "params"];

/** Gives a field of front matter by its name without `_` and `-`, whatever its spelling, also out
 *  of the tables that generators put fields into. */
export function frontFields(front: FrontFields): (name: string) => unknown {
  const whole = byBareName(front);
  const tables = TABLES.map((name) => whole.get(name)?.[1])
    .filter(isRecord)
    .map(byBareName);
  return (name) =>
    [whole, ...tables]
      .map((fields) => fields.get(bareName(name))?.[1])
      .find((value) => value !== undefined);
}

/** Fields of an article, as `toArticle` takes them, of front matter as generators write it, without
 *  its date and status. Fields that have our names already stay.
 *  @param path  what the file's path tells where the front matter does not
 *  @param titles  titles of sections by path; grows
 *  @param authorNames  what authors are called, by key
 *  @param heading  the first heading of the text, for what has no title; "" when it has none
 *  @param timeZone  IANA name of the place where its dates were written
 *  @param isSpaced  whether lists are words with spaces between, as Jekyll takes them */
export function generatorFields(
  front: FrontFields,
  path: SitePath,
  {
    titles,
    authorNames = new Map(),
    heading = "",
    isSpaced = false,
    timeZone,
  }: {
    readonly titles: Map<string, string>;
    readonly authorNames?: ReadonlyMap<string, string>;
    readonly heading?: string;
    readonly isSpaced?: boolean;
    readonly timeZone?: string;
  },
): FrontFields {
  const valueOf = frontFields(front);
  const first = <T>(names: readonly string[], read: (value: unknown) => T | undefined) =>
    names.map((name) => read(valueOf(name))).find((value) => value !== undefined);
  return withoutUndefined({
    ...front,
    ...sectionsIn(valueOf, path, { titles, isSpaced }),
    id: idIn(valueOf, path),
    title: textOf(valueOf("title")) || heading || path.name,
    updated:
      first(CHANGES, (value) =>
        changeFrom(inPlace(textOf(isRecord(value) ? value["date"] : value), timeZone)),
      ) ?? changeIn(valueOf("date")),
    summary: first(SUMMARIES, (value) => textOf(value) || undefined),
    image: first(PICTURES, pictureIn),
    authors: [
      ...new Set(
        listIn(valueOf, AUTHORS, (value) => [value]).map((name) => authorNames.get(name) ?? name),
      ),
    ],
    tags: listIn(valueOf, TAGS, (value) =>
      isSpaced && !value.includes(",") ? value.split(/\s+/) : value.split(/\s*[,，、]\s*/),
    ),
    aliases: listIn(valueOf, ADDRESSES, (value) =>
      booleanWord(value) === undefined ? [value] : [],
    )
      .map(pathOf)
      .filter(Boolean),
    lang: first(LANGUAGES, (value) => textOf(value) || undefined) ?? (path.lang || undefined),
    url: undefined,
    status: undefined,
    embargo: undefined,
  });
}

/** The categories of front matter as lines of titles; `News/Ferries` is one line of two, and so is
 *  Hexo's list in a list. */
export function categoriesOf(
  valueOf: (name: string) => unknown,
  isSpaced: boolean,
): readonly (readonly string[])[] | undefined {
  return CATEGORIES.map((field) => linesIn(valueOf(field), isSpaced)).find(
    (list) => list.length > 0,
  );
}

function changeFrom(text: string): string | undefined {
  return dateFrom(text) ?? unixTime(text);
}

/** MkDocs writes both dates in one field. */
function changeIn(value: unknown): string | undefined {
  return isRecord(value) ? dateFrom(textOf(value["updated"])) : undefined;
}

function idIn(valueOf: (name: string) => unknown, path: SitePath): string {
  const slug = textOf(valueOf("slug")).replace(/^.*\/(?=[^/]+\/?$)/, "");
  const name = slugFrom(slug || path.name);
  return textOf(valueOf("id")) || (path.lang ? `${name}-${path.lang.toLowerCase()}` : name);
}

function sectionsIn(
  valueOf: (name: string) => unknown,
  { folders }: SitePath,
  { titles, isSpaced }: { readonly titles: Map<string, string>; readonly isSpaced: boolean },
) {
  const lines = categoriesOf(valueOf, isSpaced) ?? (folders.length > 0 ? [folders] : []);
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

function linesIn(value: unknown, isSpaced: boolean): readonly (readonly string[])[] {
  const words = isSpaced && typeof value === "string" ? value.split(/\s+/) : value;
  const items: readonly unknown[] = Array.isArray(words) ? words : [words];
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

/** All texts of these fields, each once; a person counts by name. */
function listIn(
  valueOf: (name: string) => unknown,
  names: readonly string[],
  split: (text: string) => readonly string[],
): readonly string[] {
  const values = names.flatMap((name): readonly string[] => {
    const value = valueOf(name);
    if (typeof value === "string") return split(value);
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    return items.map((item) =>
      isRecord(item) ? textOf(item["name"]) || textOf(item["key"]) : textOf(item),
    );
  });
  return [...new Set(values.map((value) => value.trim()).filter(Boolean))];
}

function pictureIn(value: unknown): object | undefined {
  const picture: unknown = Array.isArray(value) ? value[0] : value;
  if (!isRecord(picture)) return textOf(picture) ? { url: textOf(picture) } : undefined;
  const url = textOf(picture["url"]) || textOf(picture["src"]) || textOf(picture["image"]);
  return url ? withoutUndefined({ url, alt: textOf(picture["alt"]) || undefined }) : undefined;
}

/** An old address as a path: Hugo writes some without their slash. */
function pathOf(address: string): string {
  // A template is no address.
  if (/[{}]/.test(address)) return "";
  if (/^https?:/i.test(address) || address.includes(":"))
    return /^https?:/i.test(address) ? address : "";
  return address.startsWith("/") ? address : `/${address}`;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value.trim() : typeof value === "number" ? String(value) : "";
}
