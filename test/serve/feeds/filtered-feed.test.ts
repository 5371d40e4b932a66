import { beforeAll, expect, test } from "vitest";
import { ask, costOf, feedJson, published } from "../published.ts";
import { manyArticles } from "../sample-site.ts";

const articles = manyArticles(300);
beforeAll(() => published(articles));

const idOf = ({ id }: { readonly id: string }): string => `tag:example.org,2026:${id}`;
type Made = (typeof articles)[number];
const within = (path: string) => (found: Made) =>
  [found.section, ...found.also].some((at) => at === path || at.startsWith(`${path}/`));

test.each([
  ["/sections/news/feed.json?depth=0", ({ section }) => section === "news"],
  [
    "/sections/english/feed.json?depth=0",
    ({ section, also }) => [section, ...also].some((at) => at === "english"),
  ],
  [
    "/sections/news/feed.json?lang=zh-Hant",
    (found) => within("news")(found) && found.lang === "zh-Hant",
  ],
  [
    "/sections/news/feed.json?depth=0&lang=zh-Hant",
    ({ section, lang }) => section === "news" && lang === "zh-Hant",
  ],
  ["/feed.json?lang=zh-Hant", ({ lang }) => lang === "zh-Hant"],
  ["/feed.json?lang=zh", () => true],
  ["/sections/news/feed.json?lang=fr", () => false],
] as readonly (readonly [string, (found: Made) => boolean])[])(
  "%s holds the newest of what it names and nothing else, within 20 reads and 3 rounds",
  async (path, belongs) => {
    const page = await ask(path);
    const expected = articles.filter(belongs).toReversed().map(idOf);
    const ids = feedJson(page).items.map(({ id }) => id);
    expect(page.status).toBe(200);
    expect(ids.length).toBeGreaterThanOrEqual(Math.min(20, expected.length));
    expect(ids).toEqual(expected.slice(0, ids.length));
    const { reads, rounds } = costOf(page);
    expect(reads).toBeLessThanOrEqual(20);
    expect(rounds).toBeLessThanOrEqual(3);
    expect(page.text).toContain(`"feed_url":"https://news.example.org${path}"`);
  },
);

test("a parent's own articles and those of its children are the parent's feed", async () => {
  const own = feedJson(await ask("/sections/news/society/feed.json?depth=0")).items;
  const children = feedJson(await ask("/sections/news/society/school/feed.json")).items;
  const all = feedJson(await ask("/sections/news/society/feed.json")).items;
  const ids = new Set([...own, ...children].map(({ id }) => id));
  expect(own.length + children.length).toBe(ids.size);
  for (const { id } of all.slice(0, 20)) expect(ids).toContain(id);
});

test("the order of parameters and junk among them make no other feed", async () => {
  const canonical = "/sections/news/atom.xml?depth=0&lang=zh-Hant";
  const page = await ask(canonical);
  for (const query of [
    "?lang=zh-Hant&depth=0",
    "?utm_source=x&lang=zh-Hant&null&depth=0",
    "?depth=0&lang=zh-Hant&limit=1&page=2",
  ]) {
    const same = await ask(`/sections/news/atom.xml${query}`);
    expect(same.text).toBe(page.text);
    for (const name of ["ETag", "Link", "Last-Modified"])
      expect(same.headers.get(name)).toBe(page.headers.get(name));
  }
  expect(page.text).toContain(
    'href="https://news.example.org/sections/news/atom.xml?depth=0&amp;lang=zh-Hant"',
  );
});

test("a part of a feed is another feed to readers: its id, its address and its entity tag are its own", async () => {
  const whole = await ask("/sections/news/atom.xml");
  const own = await ask("/sections/news/atom.xml?depth=0");
  const idIn = (text: string) => /<id>([^<]*)/.exec(text)?.[1];
  expect(idIn(own.text)).not.toBe(idIn(whole.text));
  expect(own.headers.get("ETag")).not.toBe(whole.headers.get("ETag"));
  // The hub is told of changes of whole feeds only.
  expect(whole.headers.get("Link")).toContain('rel="hub"');
  expect(own.headers.get("Link")).not.toContain('rel="hub"');
  expect(own.text).not.toContain('rel="hub"');
});

test("the whole site has no depth, and an archive document no parts", async () => {
  const whole = await ask("/feed.json");
  expect((await ask("/feed.json?depth=0")).text).toBe(whole.text);
  const archive = feedJson(whole).next_url ?? "";
  const document = await ask(archive);
  expect((await ask(`${archive}?lang=en&depth=0`)).text).toBe(document.text);
});

test("a depth or a language that is none is refused, and an empty one is absent", async () => {
  for (const query of ["depth=1", "depth=x", "lang=%3F", "lang=not+a+tag"])
    expect([query, (await ask(`/sections/news/feed.xml?${query}`)).status]).toEqual([query, 400]);
  const page = await ask("/sections/news/feed.xml");
  expect((await ask("/sections/news/feed.xml?depth=&lang=")).text).toBe(page.text);
});
