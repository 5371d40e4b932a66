import { beforeAll, describe, expect, inject, test } from "vitest";
import { isPublic } from "#publish/build/visible.ts";
import { ask, costOf, feedJson, NOW, published } from "../published.ts";
import { article, manyArticles } from "../sample-site.ts";

const attributes = (text: string, name: string): readonly string[] =>
  [...text.matchAll(new RegExp(`\\s${name}="([^"]*)"`, "g"))].map(([, value = ""]) =>
    value.replaceAll("&amp;", "&"),
  );

describe("the seed", () => {
  const { site, articles } = inject("seed");
  beforeAll(() => published(articles, { site }));
  const visible = articles.filter((found) => isPublic(found, NOW));

  test("behind the site's own feed those of feeds.opml together hold every article, and no section's own twice", async () => {
    const opml = await ask("/feeds.opml");
    expect(opml.headers.get("Content-Type")).toBe("text/x-opml; charset=utf-8");
    expect(costOf(opml).reads).toBe(1);
    const [own, ...urls] = attributes(opml.text, "xmlUrl");
    expect(own).toBe("https://news.example.org/feed.xml");
    expect(new Set(urls).size).toBe(urls.length);
    const seen = new Map<string, number>();
    for (const url of urls) {
      let next: string | undefined = url.replace("feed.xml", "feed.json");
      while (next !== undefined) {
        const page = feedJson(await ask(next));
        for (const { id } of page.items) seen.set(id, (seen.get(id) ?? 0) + 1);
        next = page.next_url;
      }
    }
    expect(seen.size).toBe(visible.length);
    // Twice only what its publisher put into two sections.
    const twice = visible.filter(({ also }) => also.length > 0).length;
    expect([...seen.values()].filter((times) => times > 1).length).toBeLessThanOrEqual(twice);
  });

  test("every feed that the page of feeds links to is there", async () => {
    const page = await ask("/feeds");
    expect(page.status).toBe(200);
    expect(costOf(page)).toEqual({ reads: 2, ops: 2, rounds: 2 });
    const main = page.text.slice(page.text.indexOf("<main"), page.text.indexOf("</main"));
    const links = attributes(main, "href");
    expect(links.length).toBeGreaterThan(60);
    for (const href of links) expect([href, (await ask(href)).status]).toEqual([href, 200]);
    for (const kind of ["tags", "authors", "languages", "sections"])
      expect(links.some((href) => href.startsWith(`/${kind}/`))).toBe(true);
  });

  test("the page of feeds says what a section's feed holds, and what the extension of the JSON Feed means", async () => {
    const { text } = await ask("/feeds");
    expect(text).toContain("栏目的订阅源也包含其下级栏目的文章");
    const { text: json } = await ask("/feed.json");
    expect(json).toContain('"_broadsheet":{"about":"https://news.example.org/feeds"');
    const extensions = feedJson({ text: json }).items.map(
      (item) => Object.entries(item).find(([field]) => field === "_broadsheet")?.[1],
    );
    const fields = new Set(extensions.flatMap((extension) => Object.keys(extension ?? {})));
    expect(fields.size).toBeGreaterThan(3);
    for (const field of fields) expect(text).toContain(`<dt><code>${field}</code></dt>`);
  });

  test("feeds.opml and the page of feeds are not sent again to those who have them", async () => {
    for (const path of ["/feeds", "/feeds.opml"]) {
      const headers = { "If-None-Match": (await ask(path)).headers.get("ETag") ?? "" };
      expect([path, (await ask(path, { headers })).status]).toEqual([path, 304]);
    }
  });
});

test("a tag that cannot be a step of a path has no feed, and is not listed", async () => {
  const odd = [".", "..", "R&D/新"];
  await published([...manyArticles(5), article({ id: "odd", tags: odd })]);
  const { text } = await ask("/feeds");
  expect(text).toContain("/tags/r%26d%2F%E6%96%B0/feed.xml");
  expect(text).not.toMatch(/\/tags\/\.{1,2}\//);
});
