import { beforeAll, describe, expect, test } from "vitest";
import { foldTag } from "#text/fold/fold.ts";
import { ask, costOf, feedJson, NOW, published } from "../published.ts";
import { article, manyArticles, SITE } from "../sample-site.ts";

const FILES = ["feed.xml", "atom.xml", "feed.json"] as const;
const idOf = ({ id }: { readonly id: string }): string => `tag:example.org,2026:${id}`;
const idsOf = (answer: { readonly text: string }): readonly string[] =>
  feedJson(answer).items.map(({ id }) => id);
const path = (kind: string, value: string, file = "feed.json"): string =>
  `/${kind}/${encodeURIComponent(kind === "languages" ? value : foldTag(value))}/${file}`;

describe("300 articles with tags, authors and languages", () => {
  const articles = [
    ...manyArticles(300),
    article({ id: "fan", published: "2023-04-11", tags: ["黨政 要聞", "R&D/新"], lang: "en" }),
  ].toSorted((a, b) => (a.published < b.published ? -1 : 1));
  beforeAll(() => published(articles));

  test.each([
    ["tags", "双", ({ tags }) => tags.includes("双")],
    ["tags", "C++", ({ tags }) => tags.includes("C++")],
    ["tags", "R&D/新", ({ id }) => id === "fan"],
    ["authors", "陆青禾", ({ authors }) => authors.includes("陆青禾")],
    ["languages", "zh-Hant", ({ lang }) => lang === "zh-Hant"],
    ["languages", "zh", ({ lang }) => lang?.startsWith("zh") === true],
  ] as readonly (readonly [string, string, (found: (typeof articles)[number]) => boolean])[])(
    "the feed of %s %s holds the newest of what belongs there, newest first, in each format alike",
    async (kind, value, belongs) => {
      const expected = articles.filter(belongs).toReversed().map(idOf);
      const json = await ask(path(kind, value));
      const ids = idsOf(json);
      expect(json.status).toBe(200);
      expect(ids.length).toBeGreaterThanOrEqual(Math.min(20, expected.length));
      expect(ids).toEqual(expected.slice(0, ids.length));
      const rss = await ask(path(kind, value, "feed.xml"));
      const atom = await ask(path(kind, value, "atom.xml"));
      expect([...rss.text.matchAll(/<guid[^>]*>([^<]*)/g)].map(([, id]) => id)).toEqual(ids);
      expect([...atom.text.matchAll(/<entry[ >].*?<id>([^<]*)/gs)].map(([, id]) => id)).toEqual(
        ids,
      );
      const isComplete = ids.length === expected.length;
      expect(rss.text.includes("<fh:complete/>")).toBe(isComplete);
      expect(json.text).not.toContain("next_url");
    },
  );

  test("however a tag is written, it is one feed with one address, to which the others lead", async () => {
    const written = (tag: string) => ask(`/tags/${encodeURIComponent(tag)}/atom.xml`);
    const own = await written(foldTag("黨政 要聞"));
    const self = `https://news.example.org${path("tags", "黨政 要聞", "atom.xml")}`;
    for (const tag of ["黨政 要聞", "党政 要闻", " 党政　要闻"]) {
      const { status, headers } = await written(tag);
      const isOwn = foldTag(tag) === tag;
      expect([status, headers.get("Location")]).toEqual(isOwn ? [200, null] : [301, self]);
    }
    expect(own.text).toContain(`rel="self" type="application/atom+xml" href="${self}"`);
    expect(own.headers.get("Link")).toBe(`<${self}>; rel="self"`);
    expect(own.text).toContain("<title>澜川新闻网 – #黨政 要聞</title>");
  });

  test("what no article has is not found, nor is another file, nor a language that is none", async () => {
    for (const missing of [
      path("tags", "无"),
      path("authors", "无"),
      path("languages", "fr"),
      path("languages", "not a tag"),
      path("tags", "a".repeat(201)),
      path("tags", "\u00ad"),
      path("tags", "双", "feed.html"),
      "/tags/feed.xml",
      "/tags",
      `${path("tags", "双", "archive")}/feed.xml`,
    ])
      expect([missing, (await ask(missing)).status]).toEqual([missing, 404]);
  });

  test.each(FILES)(
    "a feed of a tag as %s costs at most 20 reads in 3 rounds, its 304 one",
    async (file) => {
      const page = await ask(path("tags", "双", file));
      const { reads, rounds } = costOf(page);
      expect(reads).toBeLessThanOrEqual(20);
      expect(rounds).toBe(3);
      const headers = { "If-None-Match": page.headers.get("ETag") ?? "" };
      const again = await ask(path("tags", "双", file), { headers });
      expect([again.status, again.text, costOf(again)]).toEqual([
        304,
        "",
        { reads: 1, ops: 1, rounds: 1 },
      ]);
      for (const name of ["ETag", "Last-Modified", "Cache-Control", "Link", "Vary"])
        expect([name, again.headers.get(name)]).toEqual([name, page.headers.get(name)]);
    },
  );

  test("an entity tag that somebody made up is no reason for a 304", async () => {
    const page = await ask(path("tags", "双"));
    const release = (page.headers.get("ETag") ?? "").slice(1, -1).split(".")[1];
    for (const tag of ['"a.b"', `"${release}"`, `".${release}"`, `"<>.${release}"`]) {
      const answer = await ask(path("tags", "双"), { headers: { "If-None-Match": tag } });
      expect([tag, answer.status]).toEqual([tag, 200]);
    }
    const other = { headers: { "If-None-Match": page.headers.get("ETag") ?? "" } };
    expect((await ask(path("tags", "单"), other)).status).toBe(200);
    expect((await ask(path("tags", "双", "feed.xml"), other)).status).toBe(200);
  });

  test("If-Modified-Since is compared with the release, and what is not there stays not found", async () => {
    const since = { headers: { "If-Modified-Since": new Date(NOW).toUTCString() } };
    expect((await ask(path("tags", "双"), since)).status).toBe(304);
    const before = { headers: { "If-Modified-Since": new Date(NOW - 1_000).toUTCString() } };
    expect((await ask(path("tags", "双"), before)).status).toBe(200);
    for (const headers of [since.headers, { "If-None-Match": "*" }])
      expect((await ask(path("tags", "无"), { headers })).status).toBe(404);
    expect((await ask(path("tags", "双"), { headers: { "If-None-Match": "*" } })).status).toBe(304);
  });

  test("a publication of something else leaves a feed's bytes as they were, and its 304 too", async () => {
    const before = await ask(path("tags", "单"));
    const other = article({ id: "other", published: "2026-11-01", tags: ["别的"] });
    await published([...articles, other], { now: NOW + 60_000 });
    const headers = { "If-None-Match": before.headers.get("ETag") ?? "" };
    const again = await ask(path("tags", "单"), { headers, now: NOW + 120_000 });
    expect(again.status).toBe(304);
    expect((await ask(path("tags", "单"), { now: NOW + 120_000 })).text).toBe(before.text);
    const newer = article({ id: "newer", published: "2026-11-02", tags: ["单"] });
    await published([...articles, other, newer], { now: NOW + 180_000 });
    const changed = await ask(path("tags", "单"), { headers, now: NOW + 240_000 });
    expect(changed.status).toBe(200);
    expect(idsOf(changed)[0]).toBe(idOf(newer));
  });
});

test("of a tag that is scattered over the years, a feed shows as many articles as 20 reads pay for", async () => {
  const long = "长".repeat(80_000);
  const articles = Array.from({ length: 30 }, (_, index) =>
    article({
      id: `rare${index}`,
      published: `20${String(10 + Math.floor(index / 12)).padStart(2, "0")}-${String((index % 12) + 1).padStart(2, "0")}-01`,
      tags: ["稀"],
      body: `<p>${long}</p>`,
    }),
  );
  // Each of these articles fills a pack, and 1 MB is reached first; so a small one stands between any two of them.
  const between = articles.flatMap(({ published: date }, index) =>
    Array.from({ length: 2 }, (_, n) =>
      article({ id: `small${index}-${n}`, published: date.slice(0, 10), tags: [`t${n}`] }),
    ),
  );
  await published([...articles, ...between], { site: SITE });
  for (const tag of ["稀", "t0"]) {
    const page = await ask(path("tags", tag));
    const { reads, rounds } = costOf(page);
    expect(reads).toBeLessThanOrEqual(20);
    expect(rounds).toBe(3);
    expect(feedJson(page).items.length).toBeGreaterThan(2);
    expect(feedJson(page).items.length).toBeLessThan(30);
    expect((await ask(path("tags", tag, "feed.xml"))).bytes.length).toBeLessThan(1_100_000);
  }
});
