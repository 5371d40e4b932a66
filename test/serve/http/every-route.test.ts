import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { STYLE_PATH } from "#pages/style.ts";
import { publish } from "#publish/write/publish.ts";
import { createApp } from "#serve/app.ts";
import { methodAndPath, type RouteName, ROUTES } from "#serve/route-list.ts";
import { ask, feedJson, NOW } from "../published.ts";
import { article, manyArticles, SITE, sure } from "../sample-site.ts";

const BINDINGS = { ASSETS: env.ASSETS };
const FEEDS = ["feed.xml", "atom.xml", "feed.json"];

/** Addresses of each route that answer 200 to GET. */
const SAMPLES: Readonly<Record<RouteName, readonly string[]>> = {
  home: ["/", "/?cursor="],
  siteFeed: [...FEEDS.map((file) => `/${file}`), "/feed.xml?lang=zh-Hant"],
  archive: [],
  section: [
    "/sections/news",
    "/sections/news.md",
    ...FEEDS.map((file) => `/sections/news/${file}`),
  ],
  topic: [
    "/tags/%E5%8F%8C",
    "/tags/%E5%8F%8C?cursor=",
    "/tags/%E5%8F%8C/feed.xml",
    "/languages/zh-Hans/feed.json",
  ],
  corrections: FEEDS.map((file) => `/corrections/${file}`),
  article: ["/articles/a1", "/articles/a1.json", "/articles/a1.md"],
  articleList: ["/api/articles", `/api/articles?updated_after=${new Date(NOW).toISOString()}`],
  sectionTree: ["/api/sections"],
  search: ["/api/search?q=%E6%A1%A5", "/api/search?q=%E6%A1%A5&section=none"],
  suggest: ["/api/suggest?q=%E7%AC%AC"],
  searchPage: ["/search", "/search?q=%E6%A1%A5"],
  searchFeed: FEEDS.map((file) => `/search/${file}?q=%E6%A1%A5`),
  demo: ["/demo"],
  apiPage: ["/api"],
  openApi: ["/openapi.json"],
  widget: ["/search.js", "/search-0.js"],
  feeds: ["/feeds"],
  opml: ["/feeds.opml"],
  sitemap: ["/sitemap.xml"],
  sitemapPart: [],
  newsSitemap: ["/news-sitemap.xml"],
  health: [],
  canary: [],
  icon: ["/favicon.ico"],
  openSearch: ["/opensearch.xml"],
  index: ["/search-index.json"],
  media: [],
  problemNote: ["/problems/bad-parameter"],
  robots: ["/robots.txt"],
  style: [STYLE_PATH, "/style-0.css", `${STYLE_PATH}?accent=%23123456`],
  llms: ["/llms.txt"],
  apiCatalog: ["/.well-known/api-catalog"],
  serverCard: ["/.well-known/mcp/server-card.json"],
  rsl: ["/license.xml"],
  mcp: [],
  purge: [],
  putArticle: [],
  deleteArticle: [],
  getArticle: [],
  listArticles: [],
  postArticles: [],
  postMedia: [],
  rollback: [],
  releases: [],
  alias: [],
};

/** Routes of which no answer is kept, as docs/reference/api.md says, and that of old addresses. */
const NOT_KEPT: readonly string[] = [
  "health",
  "canary",
  "getArticle",
  "listArticles",
  "releases",
  "alias",
];

const [picture] = inject("seed").media;
const samples = new Map<string, readonly string[]>(Object.entries(SAMPLES));

beforeAll(async () => {
  const bytes = Uint8Array.from(atob(picture!.base64), (character) => character.charCodeAt(0));
  const media = [{ path: picture!.name, name: picture!.name, bytes }];
  const site = { ...SITE, rsl: true as const };
  const articles = [
    ...manyArticles(200),
    article({ id: "picture", image: { url: `/media/${picture!.name}` } }),
  ];
  sure(await publish({ kv: env.KV, site, articles, media, now: NOW, force: true }));
  samples.set("media", [`/media/${picture!.name}`]);
  const older = new URL(feedJson(await ask("/feed.json")).next_url ?? "").pathname;
  samples.set(
    "archive",
    FEEDS.map((file) => older.replace("feed.json", file)),
  );
  const parts = (await ask("/sitemap.xml")).text.match(/\/sitemaps\/[^<]*/g) ?? [];
  samples.set("sitemapPart", parts.slice(0, 1));
});

/** What is asked, of a Worker that has just started and of one that answered the same before. */
async function statuses(path: string, headers: Record<string, string>): Promise<readonly number[]> {
  const cold = await ask(path, { headers, bindings: BINDINGS });
  const app = createApp({ now: () => NOW });
  const bindings = { KV: env.KV, ...BINDINGS };
  const given = async (init: RequestInit) => {
    const answer = await app.fetch(new Request(`https://x.invalid${path}`, init), bindings);
    await answer.arrayBuffer();
    return answer.status;
  };
  await given({});
  return [cold.status, await given({ headers }), await given({ headers, method: "HEAD" })];
}

describe.each(Object.keys(ROUTES))("%s", (name) => {
  const routes = ROUTES[name as RouteName].map(methodAndPath);
  const isRead = routes.some(([method]) => method === "GET");

  test.skipIf(!isRead || NOT_KEPT.includes(name))(
    "heeds every condition of a request",
    async () => {
      const paths = samples.get(name) ?? [];
      expect(paths.length).toBeGreaterThan(0);
      for (const path of paths) {
        const { status, headers } = await ask(path, { bindings: BINDINGS });
        const etag = headers.get("ETag") ?? "none";
        expect([path, status, etag]).toEqual([path, 200, expect.stringMatching(/^"[\w.-]+"$/)]);
        const inner = etag.slice(1, -1);
        const modified = headers.get("Last-Modified");
        const long = "Fri, 01 Jan 1999 00:00:00 GMT";
        const cases: readonly (readonly [Record<string, string>, number])[] = [
          [{ "If-None-Match": etag }, 304],
          [{ "If-None-Match": `W/${etag}` }, 304],
          [{ "If-None-Match": `"${inner}-gzip"` }, 304],
          [{ "If-None-Match": `W/"${inner};br"` }, 304],
          [{ "If-None-Match": `"other", ${etag}` }, 304],
          [{ "If-None-Match": "*" }, 304],
          [{ "If-None-Match": '"other"' }, 200],
          [{ "If-None-Match": '"*"' }, 200],
          [{ "If-Match": etag }, 200],
          [{ "If-Match": `"other", ${etag}` }, 200],
          [{ "If-Match": "*" }, 200],
          [{ "If-Match": '"other"' }, 412],
          [{ "If-Match": `W/${etag}` }, 412],
          [{ "If-Match": '"other"', "If-None-Match": etag }, 412],
          // Without a date there is nothing to compare.
          [{ "If-Unmodified-Since": long }, modified === null ? 200 : 412],
          [{ "If-Unmodified-Since": new Date(NOW + 1_000).toUTCString() }, 200],
          [{ "If-Modified-Since": long }, 200],
          [
            { "If-Modified-Since": new Date(NOW + 1_000).toUTCString() },
            modified === null ? 200 : 304,
          ],
        ];
        for (const [condition, expected] of cases)
          expect([path, condition, await statuses(path, condition)]).toEqual([
            path,
            condition,
            [expected, expected, expected],
          ]);
      }
    },
  );
});

test("what is not kept has no entity tag: problems, moves, health", async () => {
  for (const path of [
    "/nowhere",
    "/articles/none",
    "/api/search?page=0",
    "/sections/news/",
    "/healthz",
  ]) {
    const { headers } = await ask(path, { headers: { "If-None-Match": "*" } });
    expect([path, headers.get("ETag")]).toEqual([path, null]);
  }
});

test("a part of a file is given to who holds the rest of it, and the whole to who holds another", async () => {
  const path = `/media/${picture!.name}`;
  const etag = (await ask(path)).headers.get("ETag") ?? "";
  const part = async (condition: string) =>
    (await ask(path, { headers: { Range: "bytes=0-3", "If-Range": condition } })).status;
  expect([await part(etag), await part('"other"'), await part(`W/${etag}`)]).toEqual([
    206, 200, 200,
  ]);
});
