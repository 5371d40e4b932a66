import { beforeAll, describe, expect, test } from "vitest";
import { ask, feedJson, published } from "../published.ts";
import { toSite } from "#model/site.ts";
import { article, SITE, sure } from "../sample-site.ts";

type Answer = {
  readonly total: number;
  readonly hits: readonly { readonly id: string }[];
  readonly ignored: readonly string[];
  readonly notice?: string;
};

async function search(query: string): Promise<Answer> {
  const { status, text } = await ask(`/api/search?${query}`);
  expect([query, status]).toEqual([query, 200]);
  return JSON.parse(text) as Answer;
}

/** What may stand where a section's path is expected, and is none of the site. */
const UNKNOWN = ["none", "news/none", "无", "NEWS", "a b", " ", "../news", "<b>", "x".repeat(300)];

describe("a section that the site does not have", () => {
  beforeAll(() =>
    published([
      article({ id: "lamp", lang: "en", title: "A lantern", section: "news", tags: ["light"] }),
      article({ id: "tea", lang: "en", title: "A lantern of tea", section: "overseas" }),
    ]),
  );

  test.each(UNKNOWN)(
    "%j as a parameter is an empty answer everywhere, in words",
    async (section) => {
      const asked = `q=lantern&section=${encodeURIComponent(section)}`;
      const { total, hits, ignored, notice } = await search(asked);
      expect([total, hits, ignored.length]).toEqual([0, [], 1]);
      expect(notice).toMatch(/^There is no section ".+"; GET \/api\/sections lists all$/s);
      const page = await ask(`/search?${asked}`);
      expect([page.status, page.text.includes("本站没有这个栏目")]).toEqual([200, true]);
      expect(page.text).not.toContain(`class="hits"`);
      const feed = await ask(`/search/feed.json?${asked}`);
      expect([feed.status, feedJson(feed).items]).toEqual([200, []]);
      for (const file of ["feed.xml", "atom.xml"]) {
        const { status, text } = await ask(`/search/${file}?${asked}`);
        expect([file, status, /<item>|<entry>/.test(text)]).toEqual([file, 200, false]);
      }
    },
  );

  test.each([
    ["section:none lantern", 0],
    ["lantern section:news/none", 0],
    ["lantern -section:none", 2],
  ])("typed as %j it is told too", async (q, total) => {
    const answer = await search(`q=${encodeURIComponent(q)}`);
    expect([answer.total, answer.ignored.length]).toEqual([total, 1]);
    expect(answer.notice).toContain("There is no section");
    const page = await ask(`/search?q=${encodeURIComponent(q)}`);
    expect(page.text).toContain("本站没有这个栏目");
  });

  test("several are told in one sentence", async () => {
    const { notice } = await search(`q=${encodeURIComponent("section:none section:nil lantern")}`);
    expect(notice).toContain('"none"');
    expect(notice).toContain('"nil"');
  });

  test.each(["", "section=", "section=news", "tag=none", "author=none"])(
    "a search with %j says nothing of sections",
    async (more) => {
      const { notice, ignored } = await search(`q=lantern&${more}`);
      expect([notice, ignored]).toEqual([undefined, []]);
      expect((await ask(`/search?q=lantern&${more}`)).text).not.toContain("没有这个栏目");
    },
  );

  test("the page says it in the language of the site, and as text", async () => {
    const words = { en: "no such section", "zh-Hans": "没有这个栏目", "zh-Hant": "沒有這個欄目" };
    for (const [lang, said] of Object.entries(words)) {
      await published([article({ id: "lamp" })], { site: { ...SITE, lang } });
      const { text } = await ask("/search?q=lantern&section=%3Cb%3E");
      expect([lang, text.includes(said)]).toEqual([lang, true]);
      expect(text).not.toContain("<b>“");
      expect(text).toContain("&lt;b&gt;");
    }
  });
});

describe("a section of before", () => {
  const site = sure(
    toSite({
      title: "Lanterns",
      url: "https://news.example.org",
      lang: "en",
      id_authority: "example.org,2026",
      gone: ["ended"],
      sections: [{ slug: "news", title: "News", was: ["reports"] }],
    }),
  );
  beforeAll(() =>
    published([article({ id: "lamp", lang: "en", title: "A lantern", section: "news" })], { site }),
  );

  test("finds as parameter and typed what it holds now, without a notice", async () => {
    for (const asked of ["q=lantern&section=reports", "q=lantern+section%3Areports"]) {
      const { total, notice } = await search(asked);
      expect([asked, total, notice]).toEqual([asked, 1, undefined]);
    }
    const feed = await ask("/search/feed.json?q=lantern+section%3Areports");
    expect([feed.status, feedJson(feed).items.length]).toEqual([200, 1]);
    const moved = await ask("/search/feed.json?q=lantern&section=reports&x=1");
    expect([moved.status, moved.headers.get("Location")]).toEqual([
      301,
      "https://news.example.org/search/feed.json?q=lantern&section=news&x=1",
    ]);
  });

  test("one that ended is an empty answer to programs, and has ended for people and feeds", async () => {
    expect(await search("q=lantern&section=ended")).toMatchObject({ total: 0, hits: [] });
    expect((await ask("/search?q=lantern&section=ended")).status).toBe(410);
    expect((await ask("/search/feed.xml?q=lantern&section=ended")).status).toBe(410);
  });
});
