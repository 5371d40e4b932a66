import { parse as parseToml, TomlError } from "smol-toml";
import { parseDocument } from "yaml";
import { textFromBytes } from "#ingest/source/byte-text.ts";
import type { RawFile } from "#ingest/source/raw-file.ts";
import { textAt } from "#ingest/source/text-at.ts";
import { isRecord } from "#model/field.ts";
import { parsedJson } from "#model/json.ts";

/** Programs that make a site of Markdown. */
export type GeneratorName =
  | "Hugo"
  | "Jekyll"
  | "Hexo"
  | "Zola"
  | "Eleventy"
  | "Astro"
  | "Docusaurus";

/** The generator of a site, and what its settings say. What they do not say is "". */
export type Generator = {
  readonly name: GeneratorName;
  readonly title: string;
  readonly description: string;
  /** The address of the site, without a slash at its end. */
  readonly address: string;
  readonly lang: string;
  readonly timeZone: string;
  readonly settings: Settings;
};
type Settings = Readonly<Record<string, unknown>>;

/** Folders of a generator that hold no pages, only what makes them, or what it made. */
const OWN_FOLDERS: Readonly<Record<GeneratorName, RegExp>> = {
  Hugo: /^(?:layouts|themes|archetypes|public|resources|data|i18n|config|_vendor|node_modules)\//,
  Jekyll: /^(?:_layouts|_includes|_sass|_data|_plugins|_site|vendor|node_modules)\//,
  Hexo: /^(?:scaffolds|themes|public|node_modules|scripts)\//,
  Zola: /^(?:templates|themes|sass|public|node_modules)\//,
  Eleventy: /^(?:_site|dist|node_modules)\/|(?:^|\/)(?:_includes|_data|_layouts)\//,
  Astro: /^(?:dist|node_modules|src\/(?:layouts|components|styles))\//,
  Docusaurus: /^(?:build|node_modules|src\/(?:components|css|theme)|i18n)\//,
};
/** Texts beside the articles that speak of the project. */
const PROJECT_FILES =
  /(?:^|\/)(?:readme|changelog|licen[cs]e|contributing|code_of_conduct)(?:\.[\w-]+)?\.\w+$|(?:^|\/)(?:\.|node_modules\/)/i;
/** Own folders of any generator, where nobody knows which it is. */
const ANY_OWN_FOLDER =
  /(?:^|\/)(?:themes|layouts|archetypes|scaffolds|_site|_layouts|_includes|_sass|_data|public)\//i;

/** Whether a file is one of a site's pages or pictures, and not of what makes them. */
export function isOfSite(path: string, generator: Generator | undefined): boolean {
  if (PROJECT_FILES.test(path)) return false;
  return generator === undefined
    ? !ANY_OWN_FOLDER.test(path)
    : !OWN_FOLDERS[generator.name].test(path);
}

/** Tells by its settings which generator a folder is the source of; undefined when by none. */
export function findGenerator(files: readonly RawFile[]): Generator | undefined {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const read = (path: string): string => {
    const file = byPath.get(path);
    const decoded = file && textFromBytes(file.bytes);
    return decoded !== undefined && "text" in decoded ? decoded.text : "";
  };
  const first = (...paths: readonly string[]): string | undefined =>
    paths.find((path) => byPath.has(path));
  return fromScripts(first, read) ?? fromEleventy(byPath, read) ?? fromConfig(first, read);
}

type First = (...paths: readonly string[]) => string | undefined;
type ReadFile = (path: string) => string;

function fromScripts(first: First, read: ReadFile): Generator | undefined {
  const docusaurus = first(...scripts("docusaurus.config"));
  if (docusaurus !== undefined) return fromScript("Docusaurus", read(docusaurus));
  const astro = first(...scripts("astro.config"));
  if (astro === undefined) return undefined;
  const words = ["src/consts.ts", "src/config.ts", "src/site.config.ts"].map(read);
  return fromScript("Astro", [read(astro), ...words].join("\n"));
}

/** Where the text of Eleventy's list of what it passes over stands among the settings. */
export const ELEVENTY_IGNORE = ".eleventyignore";

function fromEleventy(byPath: ReadonlyMap<string, RawFile>, read: ReadFile): Generator | undefined {
  const isEleventy =
    [...scripts("eleventy.config"), ".eleventy.js"].some((path) => byPath.has(path)) ||
    read("package.json").includes("@11ty/eleventy");
  if (!isEleventy) return undefined;
  const data = [...byPath.keys()].find((path) => ELEVENTY_DATA.test(path)) ?? "";
  const settings = { ...settingsIn(data, read(data)), [ELEVENTY_IGNORE]: read(ELEVENTY_IGNORE) };
  return fromSettings("Eleventy", settings);
}

function fromConfig(first: First, read: ReadFile): Generator | undefined {
  const jekyll = first("_config.yml", "_config.yaml");
  if (jekyll !== undefined) {
    const settings = settingsIn(jekyll, read(jekyll));
    const isHexo =
      read("package.json").includes('"hexo"') ||
      "source_dir" in settings ||
      "new_post_name" in settings;
    return fromSettings(isHexo ? "Hexo" : "Jekyll", settings);
  }
  const config = first(...HUGO_FILES, "config.toml", "config.yaml", "config.yml", "config.json");
  if (config === undefined) return undefined;
  const settings = settingsIn(config, read(config));
  return fromSettings("base_url" in settings ? "Zola" : "Hugo", settings);
}

const HUGO_FILES = ["", "config/_default/"].flatMap((folder) =>
  ["hugo", "config"].flatMap((name) =>
    name === "config" && folder === ""
      ? []
      : ["toml", "yaml", "yml", "json"].map((ending) => `${folder}${name}.${ending}`),
  ),
);
const ELEVENTY_DATA =
  /(?:^|\/)_data\/(?:site|metadata|meta|config)\.(?:json|ya?ml|toml|js|cjs|mjs)$/;

function scripts(name: string): readonly string[] {
  return ["js", "mjs", "cjs", "ts", "mts"].map((ending) => `${name}.${ending}`);
}

/** The settings in a file, by its ending; none where they cannot be read. */
function settingsIn(path: string, text: string): Settings {
  const ending = path.slice(path.lastIndexOf(".") + 1);
  if (ending === "json") return recordOf(parsedJson(text));
  if (ending === "yml" || ending === "yaml")
    return recordOf(parseDocument(text, { schema: "core", logLevel: "silent" }).toJSON());
  if (ending !== "toml")
    return {
      title: inScript(text, "title"),
      url: inScript(text, "url"),
      language: inScript(text, "language"),
    };
  try {
    return parseToml(text, { maxDepth: 50, integersAsBigInt: "asNeeded" });
  } catch (error) {
    if (error instanceof TomlError) return {};
    throw error;
  }
}

function recordOf(value: unknown): Settings {
  return isRecord(value) ? value : {};
}

function fromSettings(name: GeneratorName, settings: Settings): Generator {
  const first = (...names: readonly string[]): string =>
    names.map((field) => textAt(settings, field)).find(Boolean) ?? "";
  const address = first("baseURL", "baseurl", "baseUrl", "base_url", "url");
  const isSplit = name === "Jekyll" || name === "Hexo";
  const whole = isSplit ? joined(first("url"), first("baseurl", "root")) : address;
  return {
    name,
    title: first("title", "name"),
    description: first("description", "subtitle", "tagline"),
    address: originOf(whole),
    lang: first(
      "locale",
      "languageCode",
      "lang",
      "language",
      "default_language",
      "defaultContentLanguage",
    ),
    timeZone: first("timeZone", "timezone"),
    settings,
  };
}

function fromScript(name: GeneratorName, text: string): Generator {
  const first = (...names: readonly string[]): string =>
    names.map((field) => inScript(text, field)).find(Boolean) ?? "";
  return {
    name,
    title: first("SITE_TITLE", "title"),
    description: first("SITE_DESCRIPTION", "description", "tagline"),
    address: originOf(joined(first("site", "url"), first("base", "baseUrl"))),
    lang: first("defaultLocale", "lang", "locale"),
    timeZone: "",
    settings: {},
  };
}

/** A text that a script gives a name: `title: "x"`, `SITE_TITLE = 'x'`; "" where it computes it. */
function inScript(text: string, name: string): string {
  const found = new RegExp(
    `(?:^|[\\s,{])["']?${name}["']?\\s*[:=]\\s*(["'\`])([^"'\`\\n$]*)\\1`,
    "m",
  ).exec(text);
  return found?.[2]?.trim() ?? "";
}

function joined(url: string, folder: string): string {
  return folder.startsWith("/") ? url.replace(/\/+$/, "") + folder : url;
}

function originOf(address: string): string {
  const url = URL.parse(address);
  return url !== null && /^https?:$/.test(url.protocol) ? url.href.replace(/\/+$/, "") : "";
}
