import { mkdtemp, readFile, rename, rm, writeFile, mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readContentAt } from "#cli/folder/content.ts";
import { importSources } from "#cli/import/import-sources.ts";
import { publishContent } from "#cli/commands/publish.ts";
import { readSeed } from "#cli/commands/seed-content.ts";
import type { Content } from "#ingest/folder/content.ts";
import { isRejection, type Rejection } from "#model/rejection.ts";
import { createApp } from "#serve/app.ts";
import { sharedPath } from "../setup/shared-data.ts";
import { openLocalKv } from "../store/local-kv.ts";

let root: string;
let local: Awaited<ReturnType<typeof openLocalKv>>;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "broadsheet-published-"));
  local = await openLocalKv();
});

afterAll(async () => {
  await local.close();
  await rm(root, { recursive: true, force: true });
});

const quietly = () => undefined;

function imported(source: string, to: string, more: Readonly<Record<string, unknown>> = {}) {
  const options = { to: join(root, to), section: "news", repair: true, maxVisits: 0, ...more };
  return importSources([source], options, quietly);
}

/** Publishes into empty KV, and gives what asks the Worker. */
async function published(content: Content | Rejection) {
  if (isRejection(content)) throw new TypeError(JSON.stringify(content));
  await local.clear();
  const report = await publishContent(local.kv, content, {
    given: "test",
    flags: {},
    progress: quietly,
  });
  expect(report.json).toMatchObject({ kind: "published", rejections: [] });
  const app = createApp();
  return async (path: string) => app.request(`http://localhost${path}`, {}, { KV: local.kv });
}

/** Ids of the articles that a search finds. */
async function found(ask: Awaited<ReturnType<typeof published>>, q: string) {
  const answer = await ask(`/api/search?q=${encodeURIComponent(q)}`);
  const { hits } = (await answer.json()) as { hits: { id: string; partial: boolean }[] };
  return hits.filter(({ partial }) => !partial).map(({ id }) => id);
}

const portal = sharedPath("seed/portal-page.txt");

test.skipIf(portal === undefined)(
  "a portal's page is found at its old address and by what was healed in it",
  async () => {
    await imported(portal ?? "", "portal", { timeZone: "Asia/Shanghai" });
    const ask = await published(await readContentAt(join(root, "portal")));
    const answer = await ask("/html/xw/dzyw/87613.html");
    expect([answer.status, answer.headers.get("location")]).toEqual([
      301,
      expect.stringMatching(/\/articles\/87613$/),
    ]);
    for (const q of ["发展", "發展", "品牌化", "同心圆", "做好项目建设"])
      expect(await found(ask, q), q).toEqual(["87613"]);
  },
);

test("the raw pages of the sample newspaper are imported with it, repaired, and found", async () => {
  const { content, imported } = await readSeed(quietly);
  expect(imported.lines.join("\n")).toContain(
    "Repaired: entities encoded twice (1), pinyin glosses (156), private-use characters (1), text shifted by a byte (4), spam in titles (2).",
  );
  expect(imported).toMatchObject({ exitCode: 0, complaints: [] });
  if (isRejection(content)) throw new TypeError("no content");
  expect(content.notices).toEqual([]);
  const article = content.articles.find(({ id }) => id === "112950");
  expect(article).toMatchObject({
    section: "news/counties",
    published: "2026-05-18T00:00:00+08:00",
  });
  expect(article?.body).not.toMatch(/\([a-zāáǎàēéěèīíǐìōóǒòūúǔù]+\)|[?\ue000-\uf8ff]/);
  const page = content.articles.find(({ id }) => id === "112949");
  expect(page).toMatchObject({
    title: "霞渡鎮圖書館延長開放時間到晚上十點",
    section: "news/counties",
    published: "2026-05-17T21:40:00+08:00",
    kicker: "一座小鎮的夜燈",
    authors: ["溫慕青"],
    source: { name: "瀾川日報" },
    previous: { title: "梧嶺縣的菜農學會了看天氣" },
  });
  expect(page?.body).toContain("做功課。燈光一直亮到晚間九點");
  expect(page?.body).not.toMatch(
    /招租|分享到|本文地址|\([a-zāáǎàēéěèīíǐìōóǒòūúǔù]+\)|[?\ue000-\uf8ff]/,
  );
  const ask = await published(content);
  expect((await ask("/html/xw/xsdt/112949.html")).status).toBe(301);
  expect(await found(ask, "灯光一直亮到晚间")).toContain("112949");
  for (const q of ["公路建设", "集體經濟發展", "实事在工程开工前", "鹰嘴崖"])
    expect(await found(ask, q), q).toContain("112950");
  expect((await ask("/html/xw/xsdt/112950.html")).status).toBe(301);
});

function wxr(posts: readonly { id: number; title: string; slug: string; category: string }[]) {
  const items = posts.map(
    ({ id, title, slug, category }) =>
      `<item><title>${title}</title><link>https://river.example/${category}/${slug}/</link><guid isPermaLink="false">https://river.example/?p=${id}</guid>
<content:encoded><![CDATA[Text of ${id}.]]></content:encoded><wp:post_id>${id}</wp:post_id><wp:post_date>2026-05-0${id} 08:00:00</wp:post_date><wp:post_date_gmt>2026-05-0${id} 08:00:00</wp:post_date_gmt>
<wp:post_name>${slug}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type><category domain="category" nicename="${category}">${category}</category></item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>River</title><link>https://river.example</link><language>en</language>${items.join("\n")}</channel></rss>`;
}

async function feedIds(ask: Awaited<ReturnType<typeof published>>) {
  const { items } = (await (await ask("/feed.json")).json()) as { items: { id: string }[] };
  const rss = await (await ask("/feed.xml")).text();
  const atom = await (await ask("/atom.xml")).text();
  const guids = [...rss.matchAll(/<guid[^>]*>([^<]*)</g)].map(([, guid]) => guid);
  const atomIds = [
    ...atom
      .split(/<entry\b/)
      .slice(1)
      .join("")
      .matchAll(/<id>([^<]*)</g),
  ].map(([, id]) => id);
  return { json: items.map(({ id }) => id), guids, atomIds };
}

test("articles of a WordPress export keep their ids in the feeds, however they are renamed and moved", async () => {
  const source = join(root, "export.xml");
  const posts = [
    { id: 1, title: "One", slug: "one", category: "news" },
    { id: 2, title: "Two", slug: "two", category: "news" },
    { id: 3, title: "Three", slug: "three", category: "sport" },
  ];
  await writeFile(source, wxr(posts));
  await imported(source, "blog", { migrate: true });
  const before = await feedIds(await published(await readContentAt(join(root, "blog"))));
  const guids = [
    "https://river.example/?p=3",
    "https://river.example/?p=2",
    "https://river.example/?p=1",
  ];
  expect(before).toEqual({ json: guids, guids, atomIds: guids });
  // At the source, one gets another slug and another category; here, another file and another title; and the site another domain.
  posts[0] = { id: 1, title: "One again", slug: "one-again", category: "sport" };
  await writeFile(source, wxr(posts));
  const [from, to] = [
    join(root, "blog/articles/news/two.html"),
    join(root, "blog/archive/zwei.html"),
  ];
  await mkdir(dirname(to), { recursive: true });
  await rename(from, to);
  await writeFile(to, (await readFile(to, "utf8")).replace('title: "Two"', 'title: "Zwei"'));
  const settings = join(root, "blog/site.toml");
  const moved = (await readFile(settings, "utf8")).replace(
    /^url = .*$/m,
    'url = "https://elsewhere.example"',
  );
  await writeFile(settings, moved);
  const report = await imported(source, "blog", { migrate: true });
  expect(report.json).toMatchObject({ new: 0, changed: 1, edited: 1, unchanged: 1 });
  const ask = await published(await readContentAt(join(root, "blog")));
  expect(await feedIds(ask)).toEqual(before);
  const titles = (await (await ask("/feed.json")).json()) as { items: { title: string }[] };
  expect(titles.items.map(({ title }) => title)).toEqual(["Three", "Zwei", "One again"]);
});

test("doubt about a public article holds it as last published, an explicit draft withdraws it", async () => {
  const folder = join(root, "doubtful");
  const line = (id: string, more: Readonly<Record<string, unknown>> = {}) =>
    JSON.stringify({ id, title: id, section: "news", published: "2023-04-14", body: id, ...more });
  const write = async (...lines: readonly string[]) => {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "site.toml"), 'title = "x"\nid_authority = "example.org,2026"\n');
    await writeFile(join(folder, "a.jsonl"), lines.join("\n"));
    return readContentAt(join(folder, "a.jsonl"));
  };
  const ask = await published(await write(line("one"), line("two"), line("three")));
  const content = await write(
    line("one", { visibility: "members" }),
    line("two", { draft: "yes" }),
    line("three"),
    line("four", { visibility: "members" }),
  );
  if (isRejection(content)) throw new TypeError(JSON.stringify(content));
  const report = await publishContent(local.kv, content, {
    given: "test",
    flags: {},
    progress: quietly,
  });
  expect(report.exitCode).toBe(1);
  expect(report.complaints.join("\n")).toMatch(/members.*as does that of 1 more/);
  expect(report.complaints.join("\n")).toMatch(/one is public, and stays/);
  const { articles } = (await (await ask("/api/articles")).json()) as {
    articles: readonly { id: string }[];
  };
  expect(articles.map(({ id }) => id).sort()).toEqual(["one", "three"]);
});
