import { textAt } from "#ingest/source/text-at.ts";
import { isRecord } from "#model/field.ts";
import { ELEVENTY_IGNORE, type Generator } from "./generator.ts";

/** Whether a generator's settings tell it to make no page of a file: `exclude` of Jekyll and Hexo,
 *  `ignoreFiles` of Hugo, `ignored_content` of Zola, `.eleventyignore`. A pattern that cannot be
 *  read matches nothing.
 *  @see https://jekyllrb.com/docs/configuration/options/ and the like of the others */
export function isExcluded(file: string, { name, settings }: Generator): boolean {
  return EXCLUDERS[name]?.(file, settings) ?? false;
}

const EXCLUDERS: Partial<
  Record<Generator["name"], (file: string, settings: Generator["settings"]) => boolean>
> = {
  Jekyll: (file, { exclude }) => namesIn(exclude).some((glob) => matches(file, glob)),
  Hexo: (file, { exclude, ignore }) =>
    [...namesIn(exclude), ...namesIn(ignore)].some(
      (glob) => matches(file, glob) || matches(file, `source/${glob}`),
    ),
  // Hugo tells its settings without regard to capitals.
  Hugo: (file, { ignoreFiles, ignorefiles = ignoreFiles }) =>
    namesIn(ignorefiles).some((pattern) => isMatch(pattern, file)),
  Zola: (file, { ignored_content: globs }) =>
    namesIn(globs).some((glob) => matches(file, `content/${glob}`)),
  Eleventy: (file, settings) => ignoredBy(textAt(settings, ELEVENTY_IGNORE), file),
};

/** The password by which Hexo's plugin closes every post of a tag; undefined where none does. */
export function passwordOfTags(
  tags: unknown,
  generator: Generator | undefined,
): string | undefined {
  const encrypt = generator?.name === "Hexo" ? generator.settings["encrypt"] : undefined;
  if (!isRecord(encrypt) || encrypt["enable"] === false || !Array.isArray(encrypt["tags"]))
    return undefined;
  const own = new Set(namesIn(tags));
  const closed = encrypt["tags"].find((tag) => isRecord(tag) && own.has(textAt(tag, "name")));
  return closed === undefined ? undefined : `of tag ${textAt(closed, "name")}`;
}

/** One name, or a list of them. */
function namesIn(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter(
    (one): one is string => typeof one === "string" && one.trim() !== "",
  );
}

/** Each line is a pattern; one that begins with `!` takes back what an earlier one passed over. */
function ignoredBy(list: string, file: string): boolean {
  let isIgnored = false;
  for (const line of list.split(/\r?\n/)) {
    const glob = line.trim();
    if (glob === "" || glob.startsWith("#")) continue;
    if (matches(file, glob.replace(/^!/, ""))) isIgnored = !glob.startsWith("!");
  }
  return isIgnored;
}

/** Whether a path is what a pattern names, or lies in it: `drafts`, `drafts/`, `*.tmp.md`. */
function matches(file: string, glob: string): boolean {
  const plain = glob
    .trim()
    .replace(/^\.?\//, "")
    .replace(/\/+$/, "");
  if (plain === "") return false;
  const pattern = plain.replace(
    /\{([^{}]*)\}|\*\*\/|\*\*|\*|\?|[.+^$()|[\]{}\\]/g,
    (part, some: string | undefined) =>
      some === undefined
        ? (GLOBS[part] ?? literal(part))
        : `(?:${some.split(",").map(literal).join("|")})`,
  );
  return isMatch(`^${pattern}(?:/|$)`, file);
}

function literal(text: string): string {
  return text.replace(/[.*+?^$()|[\]{}\\]/g, String.raw`\$&`);
}

const GLOBS: Readonly<Record<string, string>> = {
  "**/": "(?:.+/)?",
  "**": ".+",
  "*": "[^/]*",
  "?": "[^/]",
};

function isMatch(pattern: string, file: string): boolean {
  try {
    return new RegExp(pattern).test(file);
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
