import { expect, test } from "vitest";
import { readMarkdownSite } from "#ingest/generator/markdown-site.ts";
import { nameBlob } from "../folder.ts";

/** The authors of the article of a site with these files. */
function authorsOf(authors: string, files: Readonly<Record<string, string>>): readonly string[] {
  const folder = "_config.yml" in files ? "_posts" : "blog";
  const all = {
    ...files,
    [`${folder}/2023-04-14-x.md`]: `---\ntitle: T\ndate: 2023-04-14\n${authors}---\ntext\n`,
  };
  const raw = Object.entries(all).map(([path, text]) => ({
    path,
    bytes: new TextEncoder().encode(text),
  }));
  const { articles } = readMarkdownSite(raw, { nameBlob, now: Date.parse("2026-06-01T00:00:00Z") });
  return (articles[0]?.authors ?? []).map((author) =>
    typeof author === "string" ? author : String((author as { readonly name?: string }).name),
  );
}

const NAMES =
  "chen:\n  name: 陈大文\n  title: Editor\nslorber:\n  name: Sebastien L.\nplain: Ada Lovelace\n";
const docusaurus = { "docusaurus.config.js": "export default {}", "blog/authors.yml": NAMES };

test.each<[string, string, Readonly<Record<string, string>>, readonly string[]]>([
  ["a list of keys", "authors: [chen, slorber]\n", docusaurus, ["陈大文", "Sebastien L."]],
  ["one key", "authors: slorber\n", docusaurus, ["Sebastien L."]],
  ["a key that is a name alone", "authors: [plain]\n", docusaurus, ["Ada Lovelace"]],
  ["a person by key", "authors:\n  - key: chen\n    title: Guest\n", docusaurus, ["陈大文"]],
  [
    "a person by key with a name of its own",
    "authors:\n  - key: chen\n    name: Chen D.\n",
    docusaurus,
    ["Chen D."],
  ],
  [
    "a name that is no key",
    "authors: [Grace Hopper, chen]\n",
    docusaurus,
    ["Grace Hopper", "陈大文"],
  ],
  [
    "Jekyll's data",
    "author: chen\n",
    { "_config.yml": "title: J\n", "_data/authors.yml": NAMES },
    ["陈大文"],
  ],
  [
    "data in JSON",
    "author: chen\n",
    {
      "eleventy.config.js": "export default {}",
      "_data/authors.json": '{"chen":{"name":"陈大文"}}',
    },
    ["陈大文"],
  ],
  [
    "names by what all objects have",
    "authors: [constructor, toString]\n",
    docusaurus,
    ["constructor", "toString"],
  ],
  [
    "a file that is damaged",
    "authors: [chen]\n",
    { ...docusaurus, "blog/authors.yml": "chen: [\n" },
    ["chen"],
  ],
  ["no file of names", "authors: [chen]\n", { "docusaurus.config.js": "" }, ["chen"]],
])("authors by %s", (_, authors, files, names) => {
  expect(authorsOf(authors, files)).toEqual(names);
});
