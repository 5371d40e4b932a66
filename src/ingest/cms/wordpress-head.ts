import { inOneLanguage } from "./several-languages.ts";
import { slugFrom } from "#ingest/source/section-slug.ts";
import { plainWords } from "#ingest/feed/feed-text.ts";
import { childText, textOf, type XmlNode } from "#ingest/feed/xml-tree.ts";

/** What a WordPress export says before its posts. */
export type WordPressHead = {
  readonly title: string;
  readonly description: string;
  readonly link: string;
  readonly lang: string;
  /** Names to show, by login. */
  readonly authors: ReadonlyMap<string, string>;
  /** Section paths by the category's own name. */
  readonly paths: ReadonlyMap<string, string>;
  /** Titles by section path. */
  readonly sections: ReadonlyMap<string, string>;
  /** Section paths by the number of the category. */
  readonly categoryNumbers: ReadonlyMap<string, string>;
  /** Tags by the names that they have in URLs. */
  readonly tags: ReadonlyMap<string, string>;
  /** Names to show by the numbers of authors. */
  readonly authorNumbers: ReadonlyMap<string, string>;
};

/** The head of an export from the elements beside its items. A category inside another is a section
 *  inside its section. */
export function wordPressHead(parts: readonly XmlNode[]): WordPressHead {
  const textAt = (name: string): string => textOf(parts.find((part) => part.name === name));
  const categories = new Map(
    parts
      .filter(({ name }) => name === "wp:category")
      .map((node) => [childText(node, "wp:category_nicename"), node] as const),
  );
  const paths = new Map<string, string>();
  const sections = new Map<string, string>();
  for (const [name, node] of categories) {
    const line = lineage(name, categories);
    const path = line.map(nicename).join("/");
    paths.set(name, path);
    const title = inOneLanguage(childText(node, "wp:cat_name"), textAt("language")).text;
    sections.set(path, plainWords(title) || nicename(name));
  }
  const authors = parts
    .filter(({ name }) => name === "wp:author")
    .map((node): [string, string] => {
      const login = childText(node, "wp:author_login");
      return [login, childText(node, "wp:author_display_name") || login];
    });
  const numbered = [...categories].map(([name, node]): [string, string] => [
    childText(node, "wp:term_id"),
    paths.get(name) ?? "",
  ]);
  const tags = parts
    .filter(({ name }) => name === "wp:tag")
    .map((node): [string, string] => [
      childText(node, "wp:tag_slug"),
      plainWords(childText(node, "wp:tag_name")),
    ]);
  const authorNumbers = parts
    .filter(({ name }) => name === "wp:author")
    .map((node): [string, string] => {
      const login = childText(node, "wp:author_login");
      return [childText(node, "wp:author_id"), plainWords(new Map(authors).get(login) ?? login)];
    });
  return {
    categoryNumbers: new Map(numbered),
    tags: new Map(tags),
    authorNumbers: new Map(authorNumbers),
    title: plainWords(textAt("title")),
    description: plainWords(textAt("description")),
    link: textAt("link"),
    lang: textAt("language"),
    authors: new Map(authors),
    paths,
    sections,
  };
}

/** The slug of a category: its name in URLs, which WordPress percent-encodes. */
export function nicename(name: string): string {
  try {
    return slugFrom(decodeURIComponent(name));
  } catch (error) {
    if (error instanceof URIError) return slugFrom(name);
    throw error;
  }
}

/** The category's names from the outermost inwards; a circle is cut. */
function lineage(name: string, categories: ReadonlyMap<string, XmlNode>): readonly string[] {
  const line: string[] = [];
  for (let at = name; at && !line.includes(at) && line.length < 8;) {
    line.unshift(at);
    const node = categories.get(at);
    at = node === undefined ? "" : childText(node, "wp:category_parent");
  }
  return line;
}
