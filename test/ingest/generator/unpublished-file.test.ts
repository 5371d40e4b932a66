import { expect, test } from "vitest";
import { readMarkdownSite } from "#ingest/generator/markdown-site.ts";
import { nameBlob } from "../folder.ts";

const POST = "---\ntitle: T\ndate: 2023-04-14\n---\ntext\n";
const PARTIAL = "file with _ before its name";

const SETTINGS: Readonly<Record<string, readonly [string, string]>> = {
  Astro: ["astro.config.mjs", ""],
  Docusaurus: ["docusaurus.config.ts", ""],
  Hexo: ["_config.yml", "title: X\nsource_dir: source\n"],
  Jekyll: [
    "_config.yml",
    "title: J\ninclude: [_kept]\ncollections:\n  essays:\n    output: true\n  memos:\n    output: false\n  notes: {}\n",
  ],
  Hugo: ["hugo.toml", 'baseURL = "https://h.example/"'],
  "nobody knows": ["x.txt", ""],
};

/** What becomes of a file in a site of this generator: its status, or what it is left out as. */
function fateOf(generator: string, path: string): string {
  const raw = [SETTINGS[generator] ?? ["", ""], [path, POST] as const].map(([path, text]) => ({
    path,
    bytes: new TextEncoder().encode(text),
  }));
  const site = readMarkdownSite(raw, { nameBlob, now: Date.parse("2026-06-01T00:00:00Z") });
  return site.articles[0]?.status ?? site.leftOut[0] ?? "nothing";
}

test.each<[string, string, string]>([
  ["Astro", "src/content/blog/x.md", "published"],
  ["Astro", "src/content/blog/_x.md", PARTIAL],
  ["Astro", "src/content/blog/_later/x.md", PARTIAL],
  ["Astro", "src/content/blog/snake_case/x_y.md", "published"],
  ["Docusaurus", "blog/2023-04-14-x.md", "published"],
  ["Docusaurus", "blog/_later/2023-04-14-x.md", PARTIAL],
  ["Hexo", "source/_posts/x.md", "published"],
  ["Hexo", "source/_posts/_x.md", PARTIAL],
  ["Hexo", "source/_posts/_later/x.md", PARTIAL],
  ["Hexo", "source/_drafts/x.md", "draft"],
  ["Hexo", "source/_memo/_posts/x.md", PARTIAL],
  ["Jekyll", "_posts/2023-04-14-x.md", "published"],
  ["Jekyll", "news/_posts/2023-04-14-_x.md", "published"],
  ["Jekyll", "_posts/_later/2023-04-14-x.md", PARTIAL],
  ["Jekyll", "_essays/x.md", "published"],
  ["Jekyll", "_memos/x.md", "document of collection memos, which has no pages"],
  ["Jekyll", "_notes/x.md", "document of collection notes, which has no pages"],
  ["Jekyll", "_nobody/x.md", "document of collection nobody, which has no pages"],
  ["Jekyll", "_kept/x.md", "published"],
  ["Hugo", "content/posts/_x.md", "published"],
  ["nobody knows", "notes/_x.md", "published"],
  ["nobody knows", "notes/x.draft.md", "draft"],
  ["nobody knows", "notes/x.wip.md", "draft"],
  ["nobody knows", "notes/overdraft.md", "published"],
  ["nobody knows", "notes/draft-beer.md", "published"],
  ["nobody knows", "草稿/x.md", "draft"],
  ["Hugo", "content/posts/ferry.draft/index.md", "draft"],
  ["Hugo", "content/Drafts/x.md", "draft"],
  ["Hugo", "content/posts/x.mkd", "published"],
  ["Jekyll", "_posts/2023-04-14-x.mkdown", "published"],
])("of %s, %s is %s", (generator, path, fate) => {
  expect(fateOf(generator, path)).toBe(fate);
});
