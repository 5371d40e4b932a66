import { folderOf } from "#ingest/folder/reference.ts";

/** Gives the reference from one file of a folder to another that is named as generators do: by its
 *  path, without its ending, or by its name alone. */
export type FileFinder = (name: string, from: string) => string | undefined;

/** Opens a finder among these files. O(files). */
export function createFileFinder(paths: readonly string[]): FileFinder {
  const byName = new Map<string, string>();
  for (const path of paths)
    for (const name of namesOf(path)) if (!byName.has(name)) byName.set(name, path);
  return (name, from) => {
    const [, bare = "", fragment = ""] = /^([^#?]*)(.*)$/s.exec(name.trim()) ?? [];
    const key = bare.replace(/^\/+/, "").replace(ENDING, "").replace(/\/$/, "");
    const path = byName.get(key.toLowerCase());
    return path === undefined ? undefined : relativePath(folderOf(from), path) + fragment;
  };
}

const ENDING = /(?:\/_?index)?\.(?:md|markdown|mdx|mkd|mkdn|mkdown|mdown|mdwn|html?)$/i;

/** `_posts/2023-04-14-hello.md` is also `2023-04-14-hello`, `hello`, and what lies below `_posts`.
 *  */
function namesOf(path: string): readonly string[] {
  const stem = path.replace(ENDING, "").toLowerCase();
  const parts = stem.split("/");
  const tails = parts.map((_, index) => parts.slice(index).join("/"));
  const name = (parts.at(-1) ?? "").replace(/^\d{4}-\d{1,2}-\d{1,2}-/, "");
  return [...tails, name];
}

function relativePath(folder: string, path: string): string {
  const from = folder.split("/").filter(Boolean);
  const to = path.split("/");
  let common = 0;
  while (common < from.length && from[common] === to[common]) common += 1;
  return [...from.slice(common).map(() => ".."), ...to.slice(common)]
    .map((part) => (part === ".." ? part : encodeURIComponent(part)))
    .join("/");
}
