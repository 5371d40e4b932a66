import { headingId } from "#ingest/folder/markdown-rules.ts";
import type { Generator, GeneratorName } from "./generator.ts";
import { isRecord } from "#model/field.ts";
import type { SitePath } from "./site-path.ts";

/** What an address is made of. */
export type PermalinkParts = {
  /** The file's, in the folder. */
  readonly file: string;
  readonly path: SitePath;
  readonly title: string;
  /** The front matter's own; "" when it has none. */
  readonly slug: string;
  /** Titles of the first line of categories. */
  readonly categories: readonly string[];
  /** As it is written, at least a day; "" when there is none. */
  readonly date: string;
};

/** Jekyll's names of patterns.
 *  @see https://jekyllrb.com/docs/permalinks/ */
const JEKYLL: Readonly<Record<string, string>> = {
  date: "/:categories/:year/:month/:day/:title.html",
  pretty: "/:categories/:year/:month/:day/:title/",
  ordinal: "/:categories/:year/:y_day/:title.html",
  none: "/:categories/:title.html",
};

/** The path at which a generator put an article, unless its front matter says another; undefined
 *  when that cannot be told. */
export function generatorPermalink(
  generator: Generator,
  parts: PermalinkParts,
): string | undefined {
  const pattern = PATTERNS[generator.name](generator.settings, parts);
  if (pattern === undefined) return undefined;
  const filled = fill(pattern, parts);
  const base = URL.parse(generator.address)?.pathname.replace(/\/+$/, "") ?? "";
  if (filled === undefined) return undefined;
  return (base + languageFolder(generator, parts.path.lang) + filled).replace(/\/{2,}/g, "/");
}

/** Where Hugo and Zola put what is not in the site's first language, with a slash before it; "" for
 *  all else. */
function languageFolder({ name, settings }: Generator, lang: string): string {
  if (name !== "Hugo" && name !== "Zola") return "";
  const first = settings[name === "Hugo" ? "defaultContentLanguage" : "default_language"] ?? "en";
  const isAlways = name === "Hugo" && settings["defaultContentLanguageInSubdir"] === true;
  const own = lang === "" && typeof first === "string" ? first : lang;
  return own !== first || isAlways ? `/${own.toLowerCase()}` : "";
}

type Pattern = (settings: Generator["settings"], parts: PermalinkParts) => string | undefined;

const PATTERNS: Readonly<Record<GeneratorName, Pattern>> = {
  Jekyll({ permalink }, { file }) {
    const given = typeof permalink === "string" ? permalink : "date";
    return /(?:^|\/)_posts\//.test(file) ? (JEKYLL[given] ?? given) : undefined;
  },
  Hexo: ({ permalink }) =>
    typeof permalink === "string" ? permalink : ":year/:month/:day/:title/",
  Hugo: (settings, parts) =>
    hugoPattern(settings, parts.path.folders[0] ?? "") ??
    `/${foldersOf(parts)}/${nameOf(parts).toLowerCase()}/`,
  Zola: (_settings, parts) => `/${foldersOf(parts)}/${headingId(nameOf(parts))}/`,
  Docusaurus(_settings, parts) {
    const { slug, path, file } = parts;
    if (slug.startsWith("/")) return `/${foldersOf(parts)}${slug}`;
    return file.startsWith("blog/")
      ? `/blog/${slug || `:year/:month/:day/${path.name}`}`
      : `/${file.replace(/\.\w+$/, "").replace(/(^|\/)\d+-/g, "$1")}`;
  },
  Eleventy: (_settings, { file }) =>
    `/${file
      .replace(/^(?:src|content)\//, "")
      .replace(/\.\w+$/, "")
      .replace(/(?:^|\/)index$/, "")}/`,
  Astro: (_settings, parts) => `/${foldersOf(parts)}/${nameOf(parts)}/`,
};

function foldersOf({ path }: PermalinkParts): string {
  return path.folders.join("/");
}

function nameOf({ slug, path }: PermalinkParts): string {
  return slug || path.name;
}

/** Hugo's pattern of a section: of pages, where pages and sections have their own. */
function hugoPattern(settings: Generator["settings"], section: string): string | undefined {
  const all = settings["permalinks"];
  const pages = isRecord(all) && isRecord(all["page"]) ? all["page"] : all;
  const pattern = isRecord(pages) ? pages[section] : undefined;
  return typeof pattern === "string" ? pattern : undefined;
}

/** The pattern with its names filled in; undefined when one is not known, or there is no date. */
function fill(pattern: string, parts: PermalinkParts): string | undefined {
  const values = { ...dateValues(parts.date), ...nameValues(parts) };
  let isKnown = true;
  const filled = pattern.replace(/:(\w+)/g, (_, key: string) => {
    const value = values[key.toLowerCase()];
    if (value === undefined || (value === "" && !/^(?:categor|section)/.test(key))) isKnown = false;
    return value ?? "";
  });
  return isKnown ? `/${filled}` : undefined;
}

type Values = Readonly<Record<string, string>>;

function dateValues(date: string): Values {
  if (date === "") return {};
  const [year = "", month = "", day = ""] = date.slice(0, 10).split("-");
  const [hour = "00", minute = "00", second = "00"] = date.slice(11, 19).split(":");
  return {
    year,
    month,
    day,
    hour,
    minute,
    second,
    short_year: year.slice(2),
    i_month: String(Number(month)),
    i_day: String(Number(day)),
    y_day: dayOfYear(date),
    monthname: MONTHS[Number(month) - 1] ?? "",
  };
}

function nameValues(parts: PermalinkParts): Values {
  const { path, title, slug, categories, file } = parts;
  const { name } = path;
  const isHexo = /(?:^|\/)source\//.test(file);
  const category = categories.map(headingId).join("/");
  return {
    title: slug || (isHexo ? [...path.folders, name].join("/") : name),
    slug: slug || name,
    name,
    post_title: headingId(title),
    slugorfilename: slug || name,
    slugorcontentbasename: slug || name,
    contentbasename: name,
    filename: name,
    section: path.folders[0] ?? "",
    sections: foldersOf(parts),
    category,
    categories: category,
    output_ext: ".html",
  };
}

const MONTHS =
  "january february march april may june july august september october november december".split(
    " ",
  );

function dayOfYear(date: string): string {
  const day = Date.parse(date.slice(0, 10));
  const start = Date.parse(`${date.slice(0, 4)}-01-01`);
  return String(Math.round((day - start) / 86_400_000) + 1).padStart(3, "0");
}
