import { env } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import { toSite } from "#model/site.ts";
import { ask, published } from "../published.ts";
import { article, BASE_URL, SITE, sure } from "../sample-site.ts";

const TERMS = {
  license: "https://creativecommons.org/licenses/by/4.0/",
  content_signal: { search: true, ai_input: true, ai_train: false },
  rsl: true,
};

const ARTICLES = [
  article({
    id: "bridge",
    title: "大桥 [一]",
    section: "news/politics",
    published: "2026-04-02",
    format: "html",
    body: `<p>见<b>“澜江”</b>。</p><ul><li><a href="https://own.broadsheet.invalid/articles/ferry">渡船</a></li></ul>`,
  }),
  article({
    id: "ferry",
    title: "渡船",
    section: "news",
    published: "2026-04-01",
    source: "新华社",
  }),
];

beforeAll(() => published(ARTICLES, { site: SITE }));

const terms = (): Promise<void> =>
  published(ARTICLES, {
    site: { ...SITE, ...pick(sure(toSite({ ...TERMS, sections: [] }))) },
  });

function pick({ license, contentSignal, rsl }: ReturnType<typeof sure<typeof SITE>>) {
  return {
    ...(license !== undefined && { license }),
    ...(contentSignal !== undefined && { contentSignal }),
    ...(rsl !== undefined && { rsl }),
  };
}

test("everything that the home page's Link header, the catalog and llms.txt name is there", async () => {
  const home = await ask("/");
  const named = [...(home.headers.get("Link") ?? "").matchAll(/<([^>]+)>/g)].map(
    ([, url = ""]) => url,
  );
  const llms = (await ask("/llms.txt")).text;
  const listed = [...llms.matchAll(/\]\(([^)]+)\)/g)].map(([, url = ""]) => url);
  const catalog = await ask("/.well-known/api-catalog");
  const hrefs = [...catalog.text.matchAll(/"href":"([^"]+)"/g)].map(([, url = ""]) => url);
  expect(catalog.headers.get("Content-Type")).toContain("application/linkset+json");
  expect(named.length).toBeGreaterThan(5);
  for (const url of new Set([...named, ...listed, ...hrefs])) {
    expect(url.startsWith(`${BASE_URL}/`)).toBe(true);
    expect([url, (await ask(url, { bindings: { ASSETS: env.ASSETS } })).status]).toEqual([
      url,
      url.endsWith("/mcp") ? 405 : 200,
    ]);
  }
  expect(llms.split("\n").length).toBeLessThanOrEqual(20);
});

test("the card of the MCP server says where it is and what it speaks", async () => {
  const card = JSON.parse((await ask("/.well-known/mcp/server-card.json")).text);
  expect(card).toMatchObject({
    name: "org.example.news/broadsheet",
    remotes: [{ type: "streamable-http", url: `${BASE_URL}/mcp` }],
  });
  expect(card.description.length).toBeLessThanOrEqual(100);
});

test("a long title is cut between characters", async () => {
  await published(ARTICLES, { site: { ...SITE, title: `${"桥".repeat(99)}🌉` } });
  const { text } = await ask("/.well-known/mcp/server-card.json");
  expect(text.isWellFormed() && !text.includes("\\ud83c")).toBe(true);
  expect(JSON.parse(text).title).toMatch(/^桥{99}\ufffd?$/);
  await published(ARTICLES, { site: SITE });
});

test.each([
  ["text/markdown", true],
  ["text/markdown, text/html, */*", true],
  ["text/markdown;q=0.9, */*;q=0.1", true],
  ["text/html, text/markdown;q=0.5", false],
  ["text/markdown;q=0, text/html", false],
  ["text/markdown;q=x", false],
  ["text/*", false],
  ["*/*", false],
  ["text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8", false],
  [
    "application/atom+xml, application/rss+xml, application/xml;q=0.8, text/html;q=0.4, */*;q=0.1",
    false,
  ],
  [undefined, false],
])("who accepts %s gets Markdown: %s", async (accept, isMarkdown) => {
  for (const path of ["/articles/bridge", "/sections/news", "/"]) {
    const { headers } = await ask(path, {
      headers: accept === undefined ? {} : { Accept: accept },
    });
    const type = headers.get("Content-Type");
    expect([path, type]).toEqual([
      path,
      isMarkdown ? "text/markdown; charset=utf-8" : "text/html; charset=utf-8",
    ]);
    expect(headers.get("Vary")).toMatch(/\bAccept\b(?!-)/);
  }
});

test("a feed is a feed whatever is accepted, and Markdown by its own address is Markdown", async () => {
  const accept = { headers: { Accept: "text/markdown" } };
  expect((await ask("/feed.xml", accept)).headers.get("Content-Type")).toContain("rss");
  for (const path of ["/articles/bridge.md", "/sections/news/politics.md"]) {
    const { headers } = await ask(path, { headers: { Accept: "text/html" } });
    expect(headers.get("Content-Type")).toBe("text/markdown; charset=utf-8");
    expect(headers.get("Link")).toContain('rel="canonical"');
  }
  expect((await ask("/sections/nothing.md")).status).toBe(404);
});

test("an article as Markdown is made of its safe HTML, its links absolute", async () => {
  const { text } = await ask("/articles/bridge.md");
  expect(text).toContain(
    `# 大桥 \\[一\\]\n\n见<b>“澜江”</b>。\n\n- [渡船](${BASE_URL}/articles/ferry)\n`,
  );
});

test("a section as Markdown leads to its articles and sections as Markdown", async () => {
  const { text } = await ask("/sections/news.md");
  expect(text).toContain(`- [党政要闻](${BASE_URL}/sections/news/politics.md) (1)`);
  const links = [...text.matchAll(/\]\(([^)]+\.md)\)/g)].map(([, url = ""]) => url);
  for (const url of links) expect([url, (await ask(url)).status]).toEqual([url, 200]);
  expect(text).toContain(`](${BASE_URL}/articles/bridge.md) 2026-04-0`);
});

test("a site that says nothing of terms says nothing anywhere", async () => {
  const robots = (await ask("/robots.txt")).text;
  expect(robots).not.toMatch(/License|Content-Signal/);
  expect((await ask("/license.xml")).status).toBe(404);
  expect((await ask("/articles/bridge")).text).not.toContain('rel="license"');
});

test("terms are told by robots.txt, pages, JSON, Markdown and headers, and not of what is foreign", async () => {
  await terms();
  const robots = (await ask("/robots.txt")).text;
  expect(robots).toContain(`License: ${BASE_URL}/license.xml\n`);
  expect(robots).toContain(
    "User-agent: *\nContent-Signal: search=yes, ai-input=yes, ai-train=no\nDisallow:",
  );
  const rsl = await ask("/license.xml");
  expect(rsl.headers.get("Content-Type")).toBe("application/rsl+xml");
  expect(rsl.text).toContain('<prohibits type="usage">ai-train</prohibits>');
  expect((await ask("/")).headers.get("Link")).toContain('rel="license"');
  for (const [id, isOurs] of [
    ["bridge", true],
    ["ferry", false],
  ] as const) {
    const page = (await ask(`/articles/${id}`)).text;
    const json = JSON.parse((await ask(`/articles/${id}.json`)).text);
    const markdown = (await ask(`/articles/${id}.md`)).text;
    expect([id, page.includes('rel="license"'), page.includes("rsl+xml")]).toEqual([
      id,
      isOurs,
      isOurs,
    ]);
    expect([id, json.license]).toEqual([id, isOurs ? TERMS.license : undefined]);
    expect([id, markdown.includes("\nlicense: ")]).toEqual([id, isOurs]);
  }
});
