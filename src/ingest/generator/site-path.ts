import { MARKDOWN_ENDING } from "#ingest/source/markdown-ending.ts";

/** What the path of a file tells in the conventions of Hugo, Jekyll, Hexo and Astro. */
export type SitePath = {
  /** The article's own name: the file's, without date, language and ending; a bundle's folder for
   *  its `index.md`. */
  readonly name: string;
  /** `2023-04-14` where the file's name begins with it, or is it; "" elsewhere. */
  readonly date: string;
  /** `2023-04-14` where the folders say it, as in `posts/2023/04/14/x.md`; "" elsewhere. */
  readonly folderDate: string;
  /** BCP 47 where the file's name ends in it, such as `about.zh-hant.md`; "" elsewhere. */
  readonly lang: string;
  /** The folders that mean something, outermost first; those of a date do not. */
  readonly folders: readonly string[];
  /** The folder of drafts that it lies in, or what its name ends in where that says the same; ""
   *  when it lies in none. */
  readonly draftFolder: string;
  /** Whether the file speaks of its folder (`_index.md`) and is no article. */
  readonly isSection: boolean;
};

/** Folders in which generators keep articles, and which say nothing of them. */
const CONTAINERS: ReadonlySet<string> = new Set(
  "content contents src source docs _posts _drafts drafts _articles pages collections".split(" "),
);

/** Matches `2023-04-14-title`, `2023_4_14_title`, `20230414-title`; refuses `2023-title`. */
const DATED = /^(\d{4})(?:[-_.](\d{1,2})[-_.](\d{1,2})|(\d{2})(\d{2}))(?:[-_ ]+(.+))?$/;
/** Matches `2023/04/14`, `2023-04-14`, `2023/04-14`, at the end of the folders. */
const DATED_FOLDERS = /(?:^|\/)(\d{4})[/_-](\d{1,2})[/_-](\d{1,2})(?:\/|$)/;
/** Matches `/2023`, `/2023/04`, `/2023/04/14`, `/2023-04-14`. */
const DATE_PARTS = /^(?:(?:19|20)\d{2}(?:[_-]\d{1,2}){0,2}|\d{1,2}(?:[_-]\d{1,2})?)$/;
/** Matches `about.en`, `about.zh-Hant`; refuses `v1.2`, `node.js-tips`. */
const TAGGED = /^(.+)\.([a-z]{2,3}(?:[-_][a-z]{2,4})?)$/i;
/** Matches a folder of drafts, `_drafts` or `草稿箱`, and the end of a name that says the same:
 *  `ferry.draft`. */
const DRAFTS = /^_?(?:drafts?|草稿箱?|brouillons?|entwürfe|borradores|bozze|черновики|下書き)$/iu;
const DRAFT_NAME = /[._](?:draft|wip|草稿)$/iu;

/** Reads the path of a Markdown file.
 *  @example sitePath("_posts/2023-04-14-hello.md") // name "hello", date "2023-04-14" */
export function sitePath(path: string): SitePath {
  const parts = path.split("/");
  const whole = (parts.pop() ?? "").replace(MARKDOWN_ENDING, "").replace(/\.html?$/i, "");
  const stem = whole.replace(DRAFT_NAME, "");
  const [, tagged = stem, lang = ""] = TAGGED.exec(stem) ?? [];
  const folders = [...parts];
  const isBundle = tagged === "index" && parts.length > 0;
  const folderDate = dateOfFolders(parts.join("/"));
  const file = isBundle ? (parts.pop() ?? "") : tagged;
  const { date, rest } = withoutDate(file);
  return {
    name: rest,
    date,
    folderDate,
    lang: lang.replace("_", "-"),
    folders: withoutDateFolders(parts.filter((part) => !CONTAINERS.has(part.toLowerCase()))),
    draftFolder:
      folders.find((part) => DRAFTS.test(part) || DRAFT_NAME.test(part)) ??
      DRAFT_NAME.exec(whole)?.[0] ??
      "",
    isSection: tagged === "_index",
  };
}

/** The day that a path or address names, such as `/2023/04/14/ferry`; "" when it names none. */
export function dateOfFolders(path: string): string {
  const [, year, month, day] = DATED_FOLDERS.exec(path) ?? [];
  return dayFrom(year, month, day);
}

function withoutDate(file: string): { readonly date: string; readonly rest: string } {
  const [, year, month, day, shortMonth, shortDay, rest] = DATED.exec(file) ?? [];
  const date = dayFrom(year, month ?? shortMonth, day ?? shortDay);
  return { date, rest: date ? (rest ?? file) : file };
}

function dayFrom(year: string | undefined, month = "", day = ""): string {
  if (year === undefined || !/^(?:1[5-9]|20|21)/.test(year)) return "";
  const isDay = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;
  return isDay ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : "";
}

/** The folders without those of a date, which begin with a year. */
function withoutDateFolders(folders: readonly string[]): readonly string[] {
  const year = folders.findIndex((folder) => /^(?:19|20)\d{2}(?:[_-]\d{1,2}){0,2}$/.test(folder));
  if (year < 0) return folders;
  const end = folders.findIndex((folder, index) => index > year && !DATE_PARTS.test(folder));
  return [...folders.slice(0, year), ...(end < 0 ? [] : folders.slice(end))];
}
