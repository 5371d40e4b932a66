import { expect, test } from "vitest";
import { readMarkdownSite } from "#ingest/generator/markdown-site.ts";
import { nameBlob } from "../folder.ts";

const POST = "---\ntitle: T\ndate: 2023-04-14\n---\ntext\n";

/** Whether the article of the last file is a draft; "left out" where it is none. */
function statusOf(files: Readonly<Record<string, string>>): string {
  const raw = Object.entries(files).map(([path, text]) => ({
    path,
    bytes: new TextEncoder().encode(text),
  }));
  const { articles } = readMarkdownSite(raw, { nameBlob, now: Date.parse("2026-06-01T00:00:00Z") });
  return articles[0]?.status ?? "left out";
}

const hugo = (cascade: string, path = "content/a/b/x.md", post = POST) => ({
  "hugo.toml": 'baseURL = "https://h.example/"',
  "content/a/_index.md": `---\ntitle: A\n${cascade}---\n`,
  [path]: post,
});
const jekyll = (defaults: string, path = "_posts/hidden/2023-04-14-x.md") => ({
  "_config.yml": `title: J\ndefaults:\n${defaults}`,
  [path]: POST,
});
const eleventy = (name: string, data: string, path = "posts/secret/x.md") => ({
  "eleventy.config.js": "export default {}",
  [name]: data,
  [path]: POST,
});

test.each<[string, Readonly<Record<string, string>>, string]>([
  ["Hugo's cascade", hugo("cascade:\n  draft: true\n"), "draft"],
  ["a list of cascades", hugo("cascade:\n  - draft: yes\n"), "draft"],
  ["a cascade of private values", hugo("cascade:\n  _build:\n    render: never\n"), "draft"],
  [
    "a cascade that aims there",
    hugo("cascade:\n  - _target:\n      path: /a/**\n    draft: true\n"),
    "draft",
  ],
  [
    "a cascade that aims elsewhere",
    hugo("cascade:\n  - _target:\n      path: /c/**\n    draft: true\n"),
    "published",
  ],
  [
    "another folder than the cascade's",
    hugo("cascade:\n  draft: true\n", "content/c/x.md"),
    "published",
  ],
  [
    "what the file says itself",
    hugo("cascade:\n  draft: true\n", "content/a/x.md", POST.replace("date", "draft: false\ndate")),
    "published",
  ],
  ["a draft section, of which Hugo lists the pages", hugo("draft: true\n"), "published"],
  [
    "the settings' own cascade",
    {
      "hugo.toml": 'baseURL = "https://h.example/"\n[cascade]\ndraft = true',
      "content/a/x.md": POST,
    },
    "draft",
  ],
  [
    "content without its settings",
    { "a/_index.md": "---\ncascade:\n  draft: true\n---\n", "a/x.md": POST },
    "draft",
  ],
  [
    "a draft section of Zola",
    {
      "config.toml": 'base_url = "https://z.example"',
      "content/a/_index.md": "+++\ndraft = true\n+++\n",
      "content/a/x.md": POST,
    },
    "draft",
  ],
  [
    "Jekyll's defaults",
    jekyll("  - scope: {path: _posts/hidden}\n    values: {published: false}\n"),
    "draft",
  ],
  ["defaults for all", jekyll('  - scope: {path: ""}\n    values: {draft: true}\n'), "draft"],
  [
    "defaults of a type",
    jekyll("  - scope: {path: '', type: posts}\n    values: {hidden: yes}\n"),
    "draft",
  ],
  [
    "defaults of another type",
    jekyll("  - scope: {path: '', type: recipes}\n    values: {hidden: yes}\n"),
    "published",
  ],
  [
    "defaults by a pattern",
    jekyll('  - scope: {path: "_posts/*/2023-*"}\n    values: {published: false}\n'),
    "draft",
  ],
  [
    "defaults of another folder",
    jekyll("  - scope: {path: _posts/hid}\n    values: {published: false}\n"),
    "published",
  ],
  ["Eleventy's data", eleventy("posts/secret/secret.json", '{"draft":true}'), "draft"],
  ["Eleventy's data above", eleventy("posts/posts.11tydata.json", '{"permalink":false}'), "draft"],
  ["Eleventy's data of the file", eleventy("posts/secret/x.json", '{"draft":true}'), "draft"],
  ["data of another name", eleventy("posts/secret/other.json", '{"draft":true}'), "published"],
  [
    "a script of Eleventy's data",
    eleventy("posts/posts.11tydata.js", "module.exports = {\n  tags: 'a', draft: true };"),
    "draft",
  ],
  [
    "a script that computes it",
    eleventy("posts/posts.11tydata.mjs", "export default { draft: process.env.X }"),
    "draft",
  ],
  [
    "a script that says nothing of it",
    eleventy("posts/posts.11tydata.js", "module.exports = { layout: 'post', // draft: true\n }"),
    "published",
  ],
  [
    "a script that says no",
    eleventy("posts/posts.11tydata.cjs", 'module.exports = { "draft": false };'),
    "published",
  ],
  [
    "a part of Astro's, which begins with _",
    { "astro.config.mjs": "", "src/content/blog/_x.md": POST },
    "left out",
  ],
])("by %s an article is told", (_who, files, status) => {
  expect(statusOf(files)).toBe(status);
});
