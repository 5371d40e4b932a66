import { isRecord } from "#model/field.ts";
import type { Redirects } from "#model/redirect.ts";
import type { Section } from "#model/section.ts";
import { FALLBACK_ID_AUTHORITY, OWN_ORIGIN, type Site } from "#model/site.ts";
import type { WrittenArticle } from "#ingest/folder/written-article.ts";

/** Endings of article files by the format of their body. */
const ENDINGS = { markdown: "md", html: "html", text: "md" } as const;
/** File systems take names of 255 bytes; an id of Chinese can have 600. Leaves room for a number
 *  and an ending. Bytes. */
const MAX_NAME = 200;

/** Gives article files their paths: by section and id, each given once, on file systems too that do
 *  not tell cases apart.
 *  @param given  paths that are taken already */
export function createFilePaths(given: Iterable<string> = []): (article: WrittenArticle) => string {
  const keyOf = (path: string): string => path.normalize("NFC").toLowerCase();
  const taken = new Set(Array.from(given, keyOf));
  return ({ id, section, format }) => {
    const stem = `articles/${section}/${cut(id)}`;
    for (let number = 1; ; number += 1) {
      const path = `${stem}${number === 1 ? "" : `~${number}`}.${ENDINGS[format]}`;
      const key = keyOf(path);
      if (taken.has(key)) continue;
      taken.add(key);
      return path;
    }
  };
}

/** Whether a file at `path` is read in the format of the article. */
export function isSameKind(path: string, { format }: WrittenArticle): boolean {
  return path.endsWith(`.${ENDINGS[format]}`);
}

/** An article as a file: front matter in YAML, each value as JSON, which is YAML too; then the
 *  body. */
export function articleFile({ body, format, ...fields }: WrittenArticle): string {
  const head = { ...fields, ...(format === "text" && { format }) };
  const lines = Object.entries(head).map(([field, value]) => `${field}: ${JSON.stringify(value)}`);
  return `---\n${lines.join("\n")}\n---\n${body}\n`;
}

/** The settings of a site as `site.toml`. */
export function siteFile(site: Site): string {
  const settings = {
    title: site.title,
    description: site.description,
    url: site.url,
    lang: site.lang,
    time_zone: site.timeZone,
    // Who has none yet shall be told so, again and again.
    id_authority: site.idAuthority === FALLBACK_ID_AUTHORITY ? undefined : site.idAuthority,
    license: site.license,
    hub: site.hub,
    icon: site.icon?.replace(OWN_ORIGIN, ""),
    logo: site.logo?.replace(OWN_ORIGIN, ""),
    colours: site.accent && {
      accent: `#${site.accent.light}`,
      accent_dark: `#${site.accent.dark}`,
    },
    home: site.home,
    navigation: site.navigation,
    footer: site.footer,
    recency_half_life_days: site.recencyHalfLifeDays,
    aliases: site.aliases,
    gone: site.gone,
    link_posts: site.linkPosts,
    players: site.players,
    synonyms: site.synonyms,
  };
  return [
    ...tomlLines(settings),
    ...site.sections.flatMap((one) => sectionLines(one, "sections")),
    ...redirectLines(site.redirects ?? {}),
    "",
  ].join("\n");
}

function redirectLines(redirects: Redirects): readonly string[] {
  const lines = Object.entries(redirects).map(
    ([from, to]) => `${JSON.stringify(from)} = ${JSON.stringify(to)}`,
  );
  return lines.length === 0 ? [] : ["", "[redirects]", ...lines];
}

function sectionLines(section: Section, table: string): readonly string[] {
  const { path, title, description, lang, aliases, was, children } = section;
  const slug = path.slice(path.lastIndexOf("/") + 1);
  return [
    "",
    `[[${table}]]`,
    ...tomlLines({ slug, title, description, lang, aliases, was }),
    ...children.flatMap((child) => sectionLines(child, `${table}.sections`)),
  ];
}

/** `key = value` lines; what is absent or empty is left out. */
function tomlLines(settings: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(settings)
    .filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0))
    .map(([key, value]) => `${key} = ${tomlValue(value)}`);
}

/** A value in one line. Texts, numbers and truth values look the same in TOML as in JSON. */
function tomlValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(tomlValue).join(", ")}]`;
  return isRecord(value) ? `{ ${tomlLines(value).join(", ")} }` : JSON.stringify(value);
}

function cut(id: string): string {
  const characters = Array.from(id);
  while (Buffer.byteLength(characters.join("")) > MAX_NAME) characters.pop();
  return characters.join("");
}
