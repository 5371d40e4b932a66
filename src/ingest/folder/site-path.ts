/** What the path of a file tells in the conventions of Hugo, Jekyll, Hexo and Astro. */
export type SitePath = {
  /** The article's own name: the file's, without date, language and ending; a bundle's folder for
   *  its `index.md`. */
  readonly name: string;
  /** `2023-04-14` where the file's name begins with it; "" elsewhere. */
  readonly date: string;
  /** BCP 47 where the file's name ends in it, such as `about.zh-hant.md`; "" elsewhere. */
  readonly lang: string;
  /** The folders that mean something, outermost first. */
  readonly folders: readonly string[];
  readonly isDraft: boolean;
  /** Whether the file speaks of its folder (`_index.md`) and is no article. */
  readonly isSection: boolean;
};

/** Folders in which generators keep articles, and which say nothing of them. */
const CONTAINERS: ReadonlySet<string> = new Set(
  "content contents src source docs _posts _drafts _articles pages collections".split(" "),
);

/** Matches `2023-04-14-title`, `2023_4_14_title`; refuses `2023-title`. */
const DATED = /^(\d{4})[-_](\d{1,2})[-_](\d{1,2})[-_](.+)$/;
/** Matches `about.en`, `about.zh-Hant`; refuses `v1.2`, `node.js-tips`. */
const TAGGED = /^(.+)\.([a-z]{2,3}(?:[-_][a-z]{2,4})?)$/i;

/** Reads the path of a Markdown file.
 *  @example sitePath("_posts/2023-04-14-hello.md") // name "hello", date "2023-04-14" */
export function sitePath(path: string): SitePath {
  const parts = path.split("/");
  const stem = (parts.pop() ?? "").replace(/\.(?:md|markdown|mdx|html?)$/i, "");
  const [, tagged = stem, lang = ""] = TAGGED.exec(stem) ?? [];
  const isBundle = tagged === "index" && parts.length > 0;
  const file = isBundle ? (parts.pop() ?? "") : tagged;
  const { date, rest } = withoutDate(file);
  return {
    name: rest,
    date,
    lang: lang.replace("_", "-"),
    folders: parts.filter((part) => !CONTAINERS.has(part.toLowerCase())),
    isDraft: parts.includes("_drafts"),
    isSection: tagged === "_index",
  };
}

function withoutDate(file: string): { readonly date: string; readonly rest: string } {
  const [, year, month = "", day = "", rest = ""] = DATED.exec(file) ?? [];
  if (year === undefined) return { date: "", rest: file };
  return { date: `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`, rest };
}
