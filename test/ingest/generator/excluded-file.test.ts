import { expect, test } from "vitest";
import { readMarkdownSite } from "#ingest/generator/markdown-site.ts";
import { nameBlob } from "../folder.ts";

const POST = "---\ntitle: T\ndate: 2023-04-14\ntags: [town, diary]\n---\ntext\n";
const EXCLUDED = "file that the settings exclude";
const HUGO = 'baseURL = "https://h.example/"\n';
const HEXO = "title: X\nsource_dir: source\n";
const ELEVENTY = "eleventy.config.js";

/** What becomes of a post in a site with these files: its status, or what it is left out as. */
function fateOf(files: Readonly<Record<string, string>>, path: string, post = POST): string {
  const raw = Object.entries({ ...files, [path]: post }).map(([path, text]) => ({
    path,
    bytes: new TextEncoder().encode(text),
  }));
  const site = readMarkdownSite(raw, { nameBlob, now: Date.parse("2026-06-01T00:00:00Z") });
  return site.articles[0]?.status ?? site.leftOut[0] ?? "nothing";
}

test.each<[string, string, string, string]>([
  ["_config.yml", "title: J\nexclude: [_posts/later]\n", "_posts/later/2023-04-14-x.md", EXCLUDED],
  ["_config.yml", "title: J\nexclude: [_posts/later/]\n", "_posts/later/2023-04-14-x.md", EXCLUDED],
  ["_config.yml", "title: J\nexclude: [/_posts/later]\n", "_posts/later/2023-04-14-x.md", EXCLUDED],
  ["_config.yml", "title: J\nexclude: _posts/later\n", "_posts/later/2023-04-14-x.md", EXCLUDED],
  ["_config.yml", "title: J\nexclude: [later]\n", "_posts/later/2023-04-14-x.md", "published"],
  ["_config.yml", "title: J\nexclude: [_posts/lat]\n", "_posts/later/2023-04-14-x.md", "published"],
  [
    "_config.yml",
    "title: J\nexclude: ['_posts/*.tmp.md']\n",
    "_posts/2023-04-14-x.tmp.md",
    EXCLUDED,
  ],
  [
    "_config.yml",
    "title: J\nexclude: ['_posts/*.tmp.md']\n",
    "_posts/2023-04-14-x.md",
    "published",
  ],
  [
    "_config.yml",
    "title: J\nexclude: ['**/*.{bak,tmp}.md']\n",
    "_posts/2023-04-14-x.bak.md",
    EXCLUDED,
  ],
  ["_config.yml", "title: J\nexclude: ['[', 7, '', null]\n", "_posts/2023-04-14-x.md", "published"],
  ["_config.yml", "title: J\nexclude:\n", "_posts/2023-04-14-x.md", "published"],
  ["_config.yml", `${HEXO}exclude: ['_posts/later/**']\n`, "source/_posts/later/x.md", EXCLUDED],
  ["_config.yml", `${HEXO}ignore: ['**/*.private.md']\n`, "source/_posts/x.private.md", EXCLUDED],
  ["_config.yml", `${HEXO}exclude: ['_posts/later/**']\n`, "source/_posts/x.md", "published"],
  ["hugo.toml", `${HUGO}ignoreFiles = ['\\.later\\.md$']\n`, "content/posts/x.later.md", EXCLUDED],
  ["hugo.toml", `${HUGO}ignoreFiles = ['/secret/']\n`, "content/secret/x.md", EXCLUDED],
  ["hugo.toml", `${HUGO}ignoreFiles = ['[', '/secret/']\n`, "content/posts/x.md", "published"],
  [
    "config.toml",
    'base_url = "https://z.example"\nignored_content = ["later/*"]\n',
    "content/later/x.md",
    EXCLUDED,
  ],
  [
    "config.toml",
    'base_url = "https://z.example"\nignored_content = ["later/*"]\n',
    "content/blog/x.md",
    "published",
  ],
])("with %s of %j, %s is %s", (file, settings, path, fate) => {
  expect(fateOf({ [file]: settings }, path)).toBe(fate);
});

test.each([
  ["posts/later/", "posts/later/x.md", EXCLUDED],
  ["# posts/later", "posts/later/x.md", "published"],
  ["posts/*.tmp.md\r\nposts/later", "posts/later/x.md", EXCLUDED],
  ["posts/**\n!posts/x.md", "posts/x.md", "published"],
  ["posts/**\n!posts/y.md", "posts/x.md", EXCLUDED],
  ["./posts/x.md", "posts/x.md", EXCLUDED],
  ["x.md", "posts/x.md", "published"],
])("with .eleventyignore of %j, %s is %s", (list, path, fate) => {
  expect(fateOf({ [ELEVENTY]: "", ".eleventyignore": list }, path)).toBe(fate);
});

const CLOSED =
  "encrypt:\n  tags:\n    - {name: diary, password: x}\n    - {name: 日记, password: y}\n";

test.each([
  ["a closed tag", `${HEXO}${CLOSED}`, POST, "draft"],
  ["a closed tag alone", `${HEXO}${CLOSED}`, POST.replace("[town, diary]", "日记"), "draft"],
  ["other tags", `${HEXO}${CLOSED}`, POST.replace("diary", "diaries"), "published"],
  [
    "an empty password of its own",
    `${HEXO}${CLOSED}`,
    POST.replace("title", "password: ''\ntitle"),
    "published",
  ],
  [
    "the plugin off",
    `${HEXO}${CLOSED.replace("tags", "enable: false\n  tags")}`,
    POST,
    "published",
  ],
  ["no such settings", HEXO, POST, "published"],
  ["another generator", `title: J\n${CLOSED}`, POST, "published"],
])("a post that has %s", (_, settings, post, fate) => {
  const path = settings.includes("source_dir") ? "source/_posts/x.md" : "_posts/2023-04-14-x.md";
  expect(fateOf({ "_config.yml": settings }, path, post)).toBe(fate);
});
