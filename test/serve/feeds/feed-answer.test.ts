import { beforeAll, describe, expect, inject, test } from "vitest";
import { allSections } from "#model/section.ts";
import { isPublic } from "#publish/build/visible.ts";
import { ask, feedJson, NOW, published } from "../published.ts";
import { article, BASE_URL, manyArticles, SITE } from "../sample-site.ts";

/** The ids of a feed's entries along the chain from its newest page back to the first article, newest first. */
async function chain(folder: string, format: "rss" | "atom" | "json"): Promise<readonly string[]> {
  const file = { rss: "feed.xml", atom: "atom.xml", json: "feed.json" }[format];
  const ids: string[] = [];
  let next: string | undefined = `${folder}/${file}`;
  const seen = new Set<string>();
  while (next !== undefined) {
    if (seen.has(next)) throw new Error(`the chain comes back to ${next}`);
    seen.add(next);
    const page = await ask(next);
    expect([next, page.status]).toEqual([next, 200]);
    ids.push(...idsIn(page.text, format));
    next = nextIn(page.text, format);
  }
  return ids;
}

function idsIn(text: string, format: "rss" | "atom" | "json"): readonly string[] {
  if (format === "json") return feedJson({ text }).items.map(({ id }) => id);
  const element =
    format === "rss" ? /<guid[^>]*>([^<]*)<\/guid>/g : /<entry[ >].*?<id>([^<]*)<\/id>/gs;
  return [...text.matchAll(element)].map(([, id]) => id ?? "");
}

function nextIn(text: string, format: "rss" | "atom" | "json"): string | undefined {
  if (format === "json") return feedJson({ text }).next_url;
  const link = /<(?:atom:)?link[^>]*rel="prev-archive"[^>]*>/.exec(text)?.[0];
  return link && /href="([^"]*)"/.exec(link)?.[1]?.replaceAll("&amp;", "&");
}

describe("300 articles in nested sections", () => {
  const articles = manyArticles(300);
  const yesterday = NOW - 86_400_000;
  beforeAll(() => published(articles, { now: yesterday }));

  test.each(["", ...allSections(SITE.sections).map(({ path }) => path)])(
    "the chain of feeds of %j visits every article once, newest first, the same in each format",
    async (section) => {
      const folder =
        section === "" ? "" : `/sections/${section.split("/").map(encodeURIComponent).join("/")}`;
      const isHere = (path: string): boolean =>
        section === "" || path === section || path.startsWith(`${section}/`);
      const expected = articles
        .filter(({ section: own, also }) => [own, ...also].some(isHere))
        .toReversed()
        .map(({ id }) => `tag:example.org,2026:${id}`);
      expect(await chain(folder, "json")).toEqual(expected);
      expect(await chain(folder, "rss")).toEqual(expected);
      expect(await chain(folder, "atom")).toEqual(expected);
    },
  );

  test("an archive document names the feed it belongs to, and the documents before and after it", async () => {
    const newest = await ask("/feed.xml");
    const first = await ask(nextIn(newest.text, "rss") ?? "");
    const second = await ask(nextIn(first.text, "rss") ?? "");
    expect(first.text).toContain("<fh:archive/>");
    expect(first.text).toMatch(
      /rel="current"[^>]*href="https:\/\/news\.example\.org\/feed\.xml"|href="https:\/\/news\.example\.org\/feed\.xml"[^>]*rel="current"/,
    );
    expect(second.text).toMatch(/rel="next-archive"/);
    // It never changes, so that no hub has anything to tell of it.
    expect(first.headers.get("Link")).toMatch(
      /^<https:\/\/news\.example\.org\/archive\/a\d+~[\w-]{10}\/feed\.xml>; rel="self"$/,
    );
  });

  test("an archive document that was superseded is gone, and one that never was is not found", async () => {
    expect((await ask("/archive/a0~AAAAAAAAAA/feed.xml")).status).toBe(410);
    expect(
      (await ask("/archive/a0~AAAAAAAAAA/feed.xml", { headers: { "If-None-Match": "*" } })).status,
    ).toBe(410);
    expect((await ask("/archive/a0/feed.xml")).status).toBe(404);
    expect((await ask("/archive/a0~AAAAAAAAAA")).status).toBe(404);
    expect((await ask("/sections/nix/archive/a0~AAAAAAAAAA/feed.xml")).status).toBe(404);
  });

  test("a feed says how long it may be kept, what it is, where it lives and who hands it out", async () => {
    const { headers } = await ask("/sections/news/politics/atom.xml?utm_source=x&null");
    expect(Object.fromEntries(headers)).toMatchObject({
      "content-type": "application/atom+xml; charset=utf-8",
      "cache-control": "public, max-age=900, stale-while-revalidate=60, stale-if-error=604800",
      link: '<https://hub.example.org/>; rel="hub", <https://news.example.org/sections/news/politics/atom.xml>; rel="self"',
    });
    expect(headers.get("ETag")).toMatch(/^"[\w-]{16}"$/);
    expect(headers.get("Last-Modified")).toMatch(/ GMT$/);
  });

  test("a 304 has the headers of a 200 but no body, and junk in the query changes nothing", async () => {
    const page = await ask("/feed.json");
    const junk = await ask("/feed.json?utm_source=a&null&__proto__=1&limit=x");
    expect(junk.text).toBe(page.text);
    expect(junk.headers.get("ETag")).toBe(page.headers.get("ETag"));
    const tag = page.headers.get("ETag") ?? "";
    const again = await ask("/feed.json?b", { headers: { "If-None-Match": `W/${tag}` } });
    expect([again.status, again.text]).toEqual([304, ""]);
    for (const name of ["ETag", "Last-Modified", "Cache-Control", "Link", "Vary"])
      expect([name, again.headers.get(name)]).toEqual([name, page.headers.get(name)]);
  });

  test("a person who opens a feed in a browser gets a page, and programs get the feed, whatever they accept", async () => {
    for (const path of ["/feed.xml", "/sections/news/atom.xml", "/tags/%E5%8F%8C/feed.json"]) {
      const feed = await ask(path);
      const browser = { "Sec-Fetch-Dest": "document", Accept: "text/html,*/*;q=.8" };
      const page = await ask(path, { headers: browser });
      expect([path, page.status, page.headers.get("Content-Type")]).toEqual([
        path,
        200,
        "text/html; charset=utf-8",
      ]);
      expect(page.text).toContain(`<code>https://news.example.org${path}</code>`);
      expect(page.headers.get("ETag")).not.toBe(feed.headers.get("ETag"));
      for (const { headers } of [page, feed])
        expect(headers.get("Vary")?.split(", ")).toContain("Sec-Fetch-Dest");
      const held = { ...browser, "If-None-Match": page.headers.get("ETag") ?? "" };
      expect((await ask(path, { headers: held })).status).toBe(304);
      expect((await ask(path, { headers: { ...held, "Sec-Fetch-Dest": "empty" } })).text).toBe(
        feed.text,
      );
      // Java ROME, a browser of old, and a script.
      for (const headers of [
        { Accept: "text/html, image/gif, image/jpeg, */*;q=.2" },
        { Accept: "text/html,application/xhtml+xml" },
        { Accept: "text/html", "Sec-Fetch-Dest": "iframe" },
      ])
        expect((await ask(path, { headers })).text).toBe(feed.text);
    }
  });

  test("an archive document opened in a browser leads to the feed and to the document before", async () => {
    const archive = nextIn((await ask("/feed.xml")).text, "rss") ?? "";
    const page = await ask(archive, { headers: { "Sec-Fetch-Dest": "document" } });
    expect(page.status).toBe(200);
    expect(page.text).toContain('<a href="/feed.xml">');
    expect(page.text).toMatch(/rel="next" href="\/archive\/[^"]+\/feed\.xml"/);
  });

  test("two feeds of the same articles have entity tags of their own", async () => {
    const tags = await Promise.all(
      [
        "/sections/news/society/school/feed.xml",
        "/sections/news/society/school/feed.xml?depth=0",
      ].map(async (path) => (await ask(path)).headers.get("ETag")),
    );
    expect(new Set(tags).size).toBe(2);
  });

  test("publishing in one section changes the entity tags of its feeds and of those above, and of no other", async () => {
    const paths = [
      "/feed.xml",
      "/sections/news/feed.xml",
      "/sections/news/politics/feed.xml",
      "/sections/overseas/feed.xml",
    ];
    const tags = async () =>
      Promise.all(paths.map(async (path) => (await ask(path)).headers.get("ETag")));
    const before = await tags();
    await published([...articles, article({ id: "new", published: "2026-11-20" })], {
      now: yesterday + 60_000,
    });
    const after = await tags();
    expect(after.map((tag, index) => tag === before[index])).toEqual([false, false, false, true]);
  });
});

describe("the seed", () => {
  const { site, articles } = inject("seed");
  beforeAll(() => published(articles, { site }));

  test("its whole-site feed holds every published article once, and each section's those of its own and below", async () => {
    const visible = articles.filter((found) => isPublic(found, NOW));
    expect(visible.length).toBeGreaterThan(40);
    expect((await chain("", "rss")).length).toBe(visible.length);
    for (const { path } of allSections(site.sections)) {
      const folder = `/sections/${path.split("/").map(encodeURIComponent).join("/")}`;
      const here = visible.filter(({ section, also }) =>
        [section, ...also].some((at) => at === path || at.startsWith(`${path}/`)),
      );
      const ids = await chain(folder, "json");
      expect([path, ids.length, new Set(ids).size]).toEqual([path, here.length, here.length]);
    }
  });

  test("Last-Modified is a moment that has been, and the same for every format", async () => {
    const dates = await Promise.all(
      ["feed.xml", "atom.xml", "feed.json"].map(async (file) =>
        (await ask(`/${file}`)).headers.get("Last-Modified"),
      ),
    );
    expect(new Set(dates).size).toBe(1);
    expect(Date.parse(dates[0] ?? "")).toBeLessThanOrEqual(NOW);
  });

  test("no URL in a feed begins with anything but the base URL or another site's", async () => {
    const { text } = await ask("/feed.json", { bindings: { BASE_URL: "https://mirror.example" } });
    expect(text).not.toContain("own.broadsheet.invalid");
    expect(text).not.toContain("any.host.invalid");
    expect(text).not.toContain(BASE_URL);
    expect(text).toContain("https://mirror.example/articles/");
  });
});
