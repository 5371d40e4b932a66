import { beforeAll, expect, inject, test } from "vitest";
import { ask, published } from "../published.ts";
import { article, SITE } from "../sample-site.ts";

const { site, articles } = inject("seed");

beforeAll(async () => {
  const own = [
    {
      ...article({
        id: "md",
        format: "markdown",
        body: "**粗** https://own.broadsheet.invalid/media/x",
      }),
      html: '<p><b>粗</b> <a href="https://own.broadsheet.invalid/media/x">x</a></p>',
    },
    article({ id: "text", format: "text", body: "一行\n\n<b>两行</b>" }),
    article({ id: "é", title: "Precomposed" }),
    article({ id: "renamed", aliases: ["/articles/old-name"] }),
  ];
  await published([...articles, ...own], {
    site: {
      ...site,
      sections: [...site.sections, ...SITE.sections.filter(({ path }) => path === "新书")],
    },
  });
});

test("an article's page has its title, its text and its feeds, and says where it lives", async () => {
  const page = await ask("/articles/87613");
  expect(page.status).toBe(200);
  expect(page.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
  expect(page.text).toContain(
    '<link rel="canonical" href="https://news.example.org/articles/87613"',
  );
  expect(page.text).toContain("/sections/news/politics/feed.xml");
});

test("an article's JSON gives the publisher's fields back, a date alone as a date alone, with content and absolute URLs", async () => {
  const { text, headers } = await ask("/articles/87613.json");
  const seen: Record<string, unknown> = JSON.parse(text);
  const given = articles.find(({ id }) => id === "87613");
  expect(headers.get("Content-Type")).toBe("application/json; charset=utf-8");
  expect(headers.get("Link")).toBe('<https://news.example.org/articles/87613>; rel="canonical"');
  expect(seen).toMatchObject({
    id: "87613",
    title: given?.title,
    published: given?.published.slice(0, 10),
    published_at: given?.published,
    url: "https://news.example.org/articles/87613",
    section: { path: "news/politics", title: "党政要闻", titles: ["新闻", "党政要闻"] },
    tags: given?.tags,
    authors: given?.authors,
    aliases: given?.aliases,
    kicker: given?.kicker,
    source: given?.source,
  });
  expect(seen["content_html"]).toMatch(/^<p>/);
  expect(seen["content_text"]).not.toMatch(/<p>/);
  for (const inner of ["html", "precision", "status", "embargo"])
    expect(seen).not.toHaveProperty(inner);
});

test("no text of a JSON answer can be taken for markup", async () => {
  for (const path of ["/articles/87613.json", "/articles/text.json", "/api/articles?limit=100"])
    expect((await ask(path)).text).not.toContain("<");
});

test("an article's Markdown is what its page shows, or its plain text in paragraphs", async () => {
  const markdown = await ask("/articles/md.md");
  expect(markdown.headers.get("Content-Type")).toBe("text/markdown; charset=utf-8");
  expect(markdown.text).toContain("**粗** [x](https://news.example.org/media/x)");
  expect(markdown.text).toMatch(/^---\nid: "md"\n/);
  expect((await ask("/articles/lanterns-on-the-xiadu-no-3.md")).text).not.toMatch(/<p>/);
});

test("an id is found however its letters were composed and encoded", async () => {
  for (const path of ["/articles/%C3%A9", "/articles/e%CC%81", "/articles/e\u0301"])
    expect([path, (await ask(path)).status]).toEqual([path, 200]);
});

test("an article with .html behind its id, as old sites have it, leads to its page", async () => {
  const moved = await ask("/articles/87613.html");
  expect([moved.status, moved.headers.get("Location")]).toEqual([
    301,
    "https://news.example.org/articles/87613",
  ]);
});

test("an article that was renamed is found under its old id when it claims it", async () => {
  const moved = await ask("/articles/old-name");
  expect([moved.status, moved.headers.get("Location")]).toEqual([
    301,
    "https://news.example.org/articles/renamed",
  ]);
});

test("an article that lives elsewhere says so in its page and its JSON", async () => {
  const elsewhere = "https://review.example.net/2024/autumn/a-ferry-in-winter";
  expect((await ask("/articles/a-ferry-in-winter")).text).toContain(
    `<link rel="canonical" href="${elsewhere}"`,
  );
  expect(JSON.parse((await ask("/articles/a-ferry-in-winter.json")).text)).toMatchObject({
    url: elsewhere,
  });
});

test("editing an article changes its entity tag, and no other article's", async () => {
  const tags = async () =>
    Promise.all(
      ["87613", "87614"].map(async (id) => (await ask(`/articles/${id}`)).headers.get("ETag")),
    );
  const before = await tags();
  const edited = articles.map((found) =>
    found.id === "87613" ? { ...found, title: "改过的题目" } : found,
  );
  await published(edited, {
    site: {
      ...site,
      sections: [...site.sections, ...SITE.sections.filter(({ path }) => path === "新书")],
    },
  });
  const after = await tags();
  expect(after[0]).not.toBe(before[0]);
  expect(after[1]).toBe(before[1]);
});
