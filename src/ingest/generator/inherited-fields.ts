import { hasFrontMatter, readFrontMatter } from "#ingest/folder/front-matter.ts";
import { textFromBytes } from "#ingest/source/byte-text.ts";
import type { RawFile } from "#ingest/source/raw-file.ts";
import { textAt } from "#ingest/source/text-at.ts";
import { isRecord } from "#model/field.ts";
import { isAboutVisibility } from "#ingest/source/visibility.ts";
import { parsedJson } from "#model/json.ts";
import { isRejection } from "#model/rejection.ts";
import type { Generator } from "./generator.ts";

type InheritedFields = Readonly<Record<string, unknown>>;

/** InheritedFields that files of a folder have without saying so themselves. */
type Inheritance = {
  readonly applies: (path: string) => boolean;
  readonly fields: InheritedFields;
};

/**
 * Gives the fields that a file has of what stands around it: Hugo's `cascade`, Jekyll's `defaults`,
 * Eleventy's data of a directory, a draft section of Zola. What the file says itself counts more.
 */
export function inheritedFields(
  files: readonly RawFile[],
  generator: Generator | undefined,
): (path: string) => InheritedFields {
  // Where the settings lie elsewhere, the folder may be Hugo's content.
  const all =
    generator === undefined
      ? cascadesOf(files)
      : (READERS[generator.name]?.(files, generator) ?? []);
  return (path) =>
    Object.assign({}, ...all.filter(({ applies }) => applies(path)).map(({ fields }) => fields));
}

type InheritanceReader = (
  files: readonly RawFile[],
  generator: Generator,
) => readonly Inheritance[];

const READERS: Partial<Record<Generator["name"], InheritanceReader>> = {
  Hugo: (files, { settings }) => [...cascadesIn(settings["cascade"], ""), ...cascadesOf(files)],
  Zola: (files) =>
    sectionsIn(files)
      .filter(({ fields }) => fields["draft"] === true)
      .map(({ folder }) => ({ applies: isBelow(folder), fields: { draft: true } })),
  Jekyll: (_files, { settings }) => listOf(settings["defaults"]).flatMap(defaultFrom),
  Eleventy: directoryData,
};

function cascadesOf(files: readonly RawFile[]): readonly Inheritance[] {
  return sectionsIn(files).flatMap(({ folder, fields }) => cascadesIn(fields["cascade"], folder));
}

/** The files that speak of their folders, the outermost first. */
function sectionsIn(files: readonly RawFile[]) {
  return files
    .filter(({ path }) => /(?:^|\/)_index(?:\.[\w-]+)?\.(?:md|markdown|html)$/i.test(path))
    .flatMap(({ path, bytes }) => {
      const decoded = textFromBytes(bytes);
      if (!("text" in decoded) || !hasFrontMatter(decoded.text)) return [];
      const front = readFrontMatter(decoded.text, { file: path });
      return isRejection(front) ? [] : [{ folder: folderOf(path), fields: front.fields }];
    })
    .sort((a, b) => a.folder.length - b.folder.length);
}

/** @see https://gohugo.io/content-management/front-matter/#cascade-1 */
function cascadesIn(value: unknown, folder: string): readonly Inheritance[] {
  return listOf(value).map((cascade) => {
    const { _target, target, ...fields } = cascade;
    const path = isRecord(_target) ? _target["path"] : isRecord(target) ? target["path"] : "";
    const isTarget = globTest(typeof path === "string" ? path : "");
    const isInside = isBelow(folder);
    return {
      applies: (file) => isInside(file) && isTarget(`/${file.replace(/^content\//, "")}`),
      fields,
    };
  });
}

/** @see https://jekyllrb.com/docs/configuration/front-matter-defaults/ */
function defaultFrom({ scope, values }: InheritedFields): readonly Inheritance[] {
  if (!isRecord(values)) return [];
  const path = isRecord(scope) ? textAt(scope, "path") : "";
  const type = isRecord(scope) ? textAt(scope, "type") : "";
  const isTarget = path.includes("*") ? globTest(path) : isBelow(path.replace(/\/$/, ""));
  return [{ applies: (file) => isTarget(file) && isOfType(file, type), fields: values }];
}

function isOfType(path: string, type: string): boolean {
  if (type === "") return true;
  const isIn = (folder: string): boolean => `/${path}`.includes(`/${folder}/`);
  return type === "pages" ? !/(?:^|\/)_/.test(path) : isIn(`_${type}`) || isIn(type);
}

/** @see https://www.11ty.dev/docs/data-template-dir/ */
function directoryData(files: readonly RawFile[]): readonly Inheritance[] {
  return files
    .flatMap(({ path, bytes }) => {
      const [, stem = "", name = ""] =
        /^((?:.*\/)?([^/]+?))(?:(?:\.11tydata)?\.json|\.11tydata\.[cm]?js)$/.exec(path) ?? [];
      const decoded = textFromBytes(bytes);
      const fields = name !== "" && "text" in decoded ? dataFrom(path, decoded.text) : undefined;
      if (!isRecord(fields)) return [];
      const folder = folderOf(path);
      const isOfFolder = folder.slice(folder.lastIndexOf("/") + 1) === name;
      const isBeside = (file: string): boolean => file.replace(/\.\w+$/, "") === stem;
      return [{ applies: isOfFolder ? isBelow(folder) : isBeside, fields, depth: stem.length }];
    })
    .sort((a, b) => a.depth - b.depth);
}

/** The fields of a file of data; of a script, which is not run, those that are about visibility: as
 *  they are written, so that one which is computed is a doubt. */
function dataFrom(path: string, text: string): unknown {
  if (path.endsWith(".json")) return parsedJson(text);
  const bare = text.replace(/\/\*[^]*?\*\/|(?<![:"'])\/\/[^\n]*/g, "");
  const pairs = [...bare.matchAll(SCRIPT_FIELD)].map(
    ([, name = "", value = ""]) => [name, value.trim().replace(/^(["'`])(.*)\1$/, "$2")] as const,
  );
  return Object.fromEntries(
    pairs.filter(([name]) => name === "permalink" || isAboutVisibility(name)),
  );
}

/** Matches `draft: true`, `"visibility": "members"`, `draft = process.env.X` in a script. */
const SCRIPT_FIELD = /(?<![\w$."'])["']?([A-Za-z_$][\w$]*)["']?\s*[:=](?![=>])\s*([^,}\n;]+)/g;

function isBelow(folder: string): (path: string) => boolean {
  return (path) => folder === "" || path === folder || path.startsWith(`${folder}/`);
}

/** Tests a path against a pattern with `*` and `**`; "" is every path. */
function globTest(pattern: string): (path: string) => boolean {
  if (pattern === "") return () => true;
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*+/g, (stars) => (stars.length > 1 ? ".*" : "[^/]*"))
    .replaceAll("?", "[^/]");
  const whole = new RegExp(`^${source}(?:/.*)?$`);
  return (path) => whole.test(path) || whole.test(path.replace(/\.\w+$/, ""));
}

function folderOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
}

function listOf(value: unknown): readonly InheritedFields[] {
  return (Array.isArray(value) ? value : [value]).filter(isRecord);
}
