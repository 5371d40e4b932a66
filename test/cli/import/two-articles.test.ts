import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { importFolder } from "#cli/import/import-files.ts";
import { openJob } from "#cli/import/import-sources.ts";
import { PORTAL_RULES } from "#ingest/page/portal-rules.ts";

let root: string;
let folders = 0;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "broadsheet-two-"));
});

afterAll(() => rm(root, { recursive: true, force: true }));

/** How many articles come of a folder, and how many files lie there after a second import. */
async function articlesOf(files: Readonly<Record<string, string>>) {
  const source = join(root, `source-${(folders += 1)}`);
  const to = join(root, `to-${folders}`);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(source, path)), { recursive: true });
    await writeFile(join(source, path), text);
  }
  const counts: number[] = [];
  for (let again = 0; again < 2; again += 1) {
    const job = await openJob(to, ["source"], {
      to,
      rules: PORTAL_RULES,
      section: "news",
      repair: true,
      maxVisits: 0,
      progress: () => undefined,
      known: undefined,
    });
    await importFolder(source, "source", job);
    await job.intake.log.end();
    counts.push(job.intake.counts.new + job.intake.counts.changed);
  }
  const written = await readdir(join(to, "articles"), { recursive: true, withFileTypes: true });
  return { counts, files: written.filter((entry) => entry.isFile()).length };
}

const page = (title: string, canonical = ""): string => {
  const link = canonical === "" ? "" : `<link rel="canonical" href="${canonical}">`;
  const text = `${title}: the council met and heard what people had to say about the ferry. `;
  return `<html><head><title>${title}</title>${link}<meta property="article:published_time" content="2024-01-02"></head><body><h1>${title}</h1><article><p>${text.repeat(5)}</p></article></body></html>`;
};
const post = (title: string, more = ""): string =>
  `---\ntitle: ${title}\ndate: 2024-01-02\n${more}---\nThe text of ${title}.\n`;
const feed = (...items: readonly string[]): string =>
  `<rss version="2.0"><channel><title>F</title><link>https://f.example/</link>${items.join("")}</channel></rss>`;
const item = (title: string, guid: string, link: string): string =>
  `<item><title>${title}</title>${guid && `<guid isPermaLink="false">${guid}</guid>`}<link>${link}</link><pubDate>Tue, 02 Jan 2024 08:00:00 GMT</pubDate><description>${title}</description></item>`;
const line = (id: string, title: string): string =>
  JSON.stringify({ id, title, section: "news", published: "2024-01-02", body: title });

test.each<[string, Readonly<Record<string, string>>, number]>([
  ["pages of one number", { "gn/t1.html": page("A"), "gj/t1.html": page("B") }, 2],
  ["second pages of one name", { "gn/x_2.html": page("A"), "gj/x_2.html": page("B") }, 2],
  ["names in two cases", { "x/Same.html": page("A"), "x/same.html": page("B") }, 2],
  [
    "a letter composed or not",
    { "x/caf\u00e9.html": page("A"), "x/cafe\u0301.html": page("B") },
    2,
  ],
  ["index pages of folders", { "a/index.html": page("A"), "b/index.html": page("B") }, 2],
  ["scripts with numbers", { "s.php?id=1.html": page("A"), "s.php?id=2.html": page("B") }, 2],
  [
    "the home page as everybody's address",
    {
      "a.html": page("A", "https://s.example/"),
      "b.html": page("B", "https://s.example/"),
      "c.html": page("C", "https://s.example/"),
    },
    3,
  ],
  [
    "a list as the address of two",
    {
      "a.html": page("A", "https://s.example/list.html"),
      "b.html": page("B", "https://s.example/list.html"),
      "c.html": page("C", "https://s.example/list.html"),
    },
    3,
  ],
  [
    "a page and the same to print",
    {
      "a.html": page("A", "https://s.example/a.html"),
      "a-print.html": page("A", "https://s.example/a.html"),
    },
    1,
  ],
  [
    "the address of another, which comes later",
    {
      "a.html": page("A", "https://s.example/b.html"),
      "b.html": page("B", "https://s.example/b.html"),
    },
    2,
  ],
  ["posts of one name", { "one/hello.md": post("A"), "two/hello.md": post("B") }, 2],
  ["posts of one slug", { "a.md": post("A", "slug: s\n"), "b.md": post("B", "slug: s\n") }, 2],
  ["posts of one id", { "a.md": post("A", "id: 7\n"), "b.md": post("B", "id: 7\n") }, 2],
  ["a post in two languages", { "hello.en.md": post("Hello"), "hello.zh.md": post("你好") }, 2],
  ["posts of one title", { "a.md": post("A"), "b.md": post("A") }, 2],
  [
    "one guid for three items",
    {
      "f.xml": feed(
        item("A", "g", "https://f.example/a"),
        item("B", "g", "https://f.example/b"),
        item("C", "g", "https://f.example/c"),
      ),
    },
    3,
  ],
  [
    "an item that comes twice",
    {
      "f.xml": feed(item("A", "g", "https://f.example/a"), item("A", "g", "https://f.example/a")),
    },
    1,
  ],
  [
    "links of one end",
    {
      "f.xml": feed(
        item("A", "1", "https://f.example/x/show"),
        item("B", "2", "https://f.example/y/show"),
      ),
    },
    2,
  ],
  [
    "one link for all items",
    { "f.xml": feed(item("A", "", "https://f.example/"), item("B", "", "https://f.example/")) },
    2,
  ],
  ["lines of one id", { "l.jsonl": `${line("1", "A")}\n${line("1", "B")}\n` }, 2],
  ["a line that comes twice", { "l.jsonl": `${line("1", "A")}\n${line("1", "A")}\n` }, 1],
  ["a page and a post of one name", { "hello.html": page("A"), "hello.md": post("B") }, 2],
])("%s", async (_what, files, articles) => {
  const found = await articlesOf(files);
  expect(found).toEqual({ counts: [articles, 0], files: articles });
});
