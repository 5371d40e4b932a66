import { beforeAll, expect, test } from "vitest";
import { manyArticles } from "../sample-site.ts";
import { ask, costOf, published } from "../published.ts";

const MANY = manyArticles(100);

beforeAll(() => published(MANY));

test.each<[path: string, title: string, isIn: (article: (typeof MANY)[number]) => boolean]>([
  ["/tags/%E5%8F%8C", "双", ({ tags }) => tags.includes("双")],
  ["/authors/%E9%99%86%E9%9D%92%E7%A6%BE", "陆青禾", ({ authors }) => authors.includes("陆青禾")],
  ["/languages/zh-Hant", "繁體中文", ({ lang }) => lang === "zh-Hant"],
])(
  "%s lists every article of %s once, newest first, and names its feeds",
  async (start, title, isIn) => {
    const seen: string[] = [];
    let path: string | undefined = start;
    while (path !== undefined) {
      const answer = await ask(path);
      expect(answer.status).toBe(200);
      expect(costOf(answer).rounds).toBeLessThanOrEqual(3);
      expect(answer.text).toContain(title);
      expect(answer.text).toContain(`${start}/feed.xml`);
      seen.push(
        ...[...answer.text.matchAll(/<h2>\s*<a href="\/articles\/(a\d+)"/g)].map(
          ([, id]) => id ?? "",
        ),
      );
      path = /rel="next" href="([^"]*)"/.exec(answer.text)?.[1];
    }
    expect(seen).toEqual(
      MANY.filter(isIn)
        .toReversed()
        .map(({ id }) => id),
    );
  },
);

test("a slash too many leads to the page, and a tag that nothing has is not found", async () => {
  const moved = await ask("/tags/%E5%8F%8C/", { redirect: "manual" });
  expect([moved.status, moved.headers.get("Location")]).toEqual([
    301,
    "https://news.example.org/tags/%E5%8F%8C",
  ]);
  expect((await ask("/tags/none")).status).toBe(404);
});

test("an unchanged page is a 304", async () => {
  const first = await ask("/tags/%E5%8F%8C");
  const headers = { "If-None-Match": first.headers.get("ETag") ?? "" };
  expect((await ask("/tags/%E5%8F%8C", { headers })).status).toBe(304);
});
