import { expect, test } from "vitest";
import type { Article } from "#model/article.ts";
import type { Site } from "#model/site.ts";
import { seededRandom } from "../../store/made-articles.ts";
import { ask, NOW, published } from "../published.ts";
import { article, manyArticles, SITE } from "../sample-site.ts";

const HOUR = 3_600_000;
/** Feeds that no front holds. */
const FOUND = [
  "/tags/%E5%8F%8C/feed.xml",
  "/tags/gone/atom.xml",
  "/tags/empty/feed.json",
  "/authors/%E9%99%86%E9%9D%92%E7%A6%BE/feed.json",
  "/languages/zh-Hant/atom.xml",
  "/sections/news/feed.xml?depth=0",
  "/feed.json?lang=en",
  "/search/feed.xml?q=common",
  "/search/atom.xml?q=%E6%96%87%E7%AB%A0",
];

type State = { readonly text: string; readonly etag: string; readonly modified: string };

async function stateOf(path: string, now: number): Promise<State> {
  const { text, headers } = await ask(path, { now });
  return {
    text,
    etag: headers.get("ETag") ?? "",
    modified: headers.get("Last-Modified") ?? "",
  };
}

test("after a random change a found feed or an archive document has another date just when it has other bytes, whatever is asked with the old one", async () => {
  const random = seededRandom(3);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  let articles: readonly Article[] = [
    ...manyArticles(150),
    article({ id: "g", published: "2023-03-01", tags: ["gone"], title: "common" }),
    article({ id: "e", published: "2023-03-01", tags: ["empty"], title: "common" }),
  ];
  let site: Site = SITE;
  let now = NOW;
  const edited = (fields: (one: Article) => object): void => {
    const chosen = pick(articles);
    articles = articles.map((one) => (one.id === chosen.id ? { ...one, ...fields(one) } : one));
  };
  const added = (fields: object): void => {
    articles = [...articles, article({ id: `n${now}`, title: "common 文章", ...fields })];
  };
  const steps: readonly (() => void)[] = [
    () => (site = { ...site, synonyms: [[`a${now}`, "b"]] }),
    () => (site = { ...site, title: `澜川${now}` }),
    () => edited(() => ({ aliases: [`/old/${now}`] })),
    () => edited(() => ({ previous: { title: `P${now}` } })),
    () => edited(() => ({ title: `T${now}` })),
    () => edited(() => ({ kicker: `K${now}` })),
    () => edited(({ tags }) => ({ tags: tags.length > 0 ? [] : ["双"] })),
    () => added({ published: "2022-01-01", tags: ["双"], lang: "en" }),
    () => added({ published: "2023-04-01", tags: ["other"], section: "news" }),
    () => (articles = articles.filter((one) => one.id !== pick(articles).id)),
    () => (articles = articles.filter(({ tags }) => !tags.includes("empty"))),
    () => undefined,
  ];
  await published(articles, { now, site });
  const archive = async (): Promise<readonly string[]> => {
    const { text } = await ask("/sections/news/feed.json", { now });
    const { next_url } = JSON.parse(text) as { readonly next_url?: string };
    return next_url === undefined ? [] : [new URL(next_url).pathname];
  };
  const paths = [
    ...FOUND,
    ...(await archive()),
    ...(await archive()).map((path) => path.replace("feed.json", "atom.xml")),
  ];
  expect(paths).toHaveLength(FOUND.length + 2);
  let before = new Map<string, State>();
  for (const path of paths) before.set(path, await stateOf(path, now));
  const seen = { changed: 0, same: 0 };
  for (let round = 0; round < 24; round += 1) {
    now += HOUR;
    steps[round % steps.length]!();
    await published(articles, { now, site });
    const after = new Map<string, State>();
    for (const path of paths) {
      const old = before.get(path)!;
      const state = await stateOf(path, now);
      after.set(path, state);
      // An archive document whose members changed has another address, and this one no date.
      if (state.modified === "" || old.modified === "") continue;
      const isSame = state.text === old.text;
      seen[isSame ? "same" : "changed"] += 1;
      const said = `${path} in round ${round}`;
      expect(state.modified === old.modified, said).toBe(isSame);
      const statusOf = async (name: string, value: string): Promise<number> =>
        (await ask(path, { now, headers: { [name]: value } })).status;
      expect(await statusOf("If-Modified-Since", old.modified), said).toBe(isSame ? 304 : 200);
      expect(await statusOf("If-None-Match", old.etag), said).toBe(isSame ? 304 : 200);
      expect(await statusOf("If-Match", old.etag), said).toBe(isSame ? 200 : 412);
      expect(await statusOf("If-Unmodified-Since", old.modified), said).toBe(isSame ? 200 : 412);
      // Who asked after this release was published has what is here.
      const later = new Date(now + 1_000).toUTCString();
      expect(await statusOf("If-Modified-Since", later), said).toBe(304);
    }
    before = after;
  }
  expect(seen.same).toBeGreaterThan(60);
  expect(seen.changed).toBeGreaterThan(25);
});
