import { isRecord } from "#model/field.ts";
import { isExcluded } from "./excluded-file.ts";
import type { Generator } from "./generator.ts";

/** What a file of a generator's site is that the generator makes no page of, by its path alone; ""
 *  for any other. */
export function unpublishedNoun(file: string, generator: Generator | undefined): string {
  const parts = file.split("/");
  const name = parts.pop() ?? "";
  if (generator === undefined) return "";
  if (isExcluded(file, generator)) return "file that the settings exclude";
  if (!PASSING.has(generator.name)) return "";
  if (name.startsWith("_")) return PARTIAL;
  return generator.name === "Jekyll"
    ? jekyllNoun(parts, generator.settings)
    : parts.some((part) => isHidden(part))
      ? PARTIAL
      : "";
}

/** Generators that pass over what begins with `_`, and all that lies in such folders. */
const PASSING: ReadonlySet<string> = new Set(["Astro", "Docusaurus", "Hexo", "Jekyll"]);

const PARTIAL = "file with _ before its name";

function isHidden(folder: string): boolean {
  return folder.startsWith("_") && !/^_(?:posts|drafts)$/.test(folder);
}

/** Jekyll's folders with `_` are collections, which have pages where the settings say so, or are
 *  read because the settings include them. Within posts they are passed over.
 *  @see https://jekyllrb.com/docs/collections/ */
function jekyllNoun(folders: readonly string[], settings: Generator["settings"]): string {
  const at = folders.findIndex(isHidden);
  const folder = folders[at] ?? "";
  if (folder === "" || isIncluded(folder, settings["include"])) return "";
  if (folders.slice(0, at).some((part) => /^_(?:posts|drafts)$/.test(part))) return PARTIAL;
  const label = folder.slice(1);
  const collections = settings["collections"];
  const collection = isRecord(collections) ? collections[label] : undefined;
  const hasPages = isRecord(collection) && collection["output"] === true;
  return hasPages ? "" : `document of collection ${label}, which has no pages`;
}

function isIncluded(folder: string, include: unknown): boolean {
  return (
    Array.isArray(include) &&
    include.some((one) => typeof one === "string" && one.replace(/\/+$/, "") === folder)
  );
}
