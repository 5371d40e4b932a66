import { expect, test } from "vitest";
import type { Article } from "#model/article.ts";
import { isRejection } from "#model/rejection.ts";
import type { Site } from "#model/site.ts";
import { entryId } from "#model/address.ts";
import { publish } from "#publish/write/publish.ts";
import { rollback } from "#publish/write/rollback.ts";
import { createApp } from "#serve/app.ts";
import { madeArticle, madeArticles, madeSite, seededRandom } from "../store/made-articles.ts";
import { kvInMemory } from "../reliability/kv-in-memory.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

type Change = { readonly id: string; readonly withdrawn?: true };
type Page = { articles: Change[]; next: string | null; cursor: string };

/** A client that knows the documents of the API alone. */
function clientOf(kv: KVNamespace, clock: () => number) {
  const get = async (
    path: string,
  ): Promise<{ status: number; link: string | null; json: Page }> => {
    const answer = await createApp({ now: clock }).request(path, undefined, { KV: kv });
    return {
      status: answer.status,
      link: answer.headers.get("Link"),
      json: (await answer.json()) as Page,
    };
  };
  /** All pages from a path on, led by `next`, which the Link header must say too. */
  const pages = async (path: string): Promise<Page[]> => {
    const found: Page[] = [];
    for (let next: string | null = path; next !== null;) {
      const { status, link, json } = await get(next);
      expect(status, next).toBe(200);
      found.push(json);
      const url = new URL(path, "https://x");
      if (json.next !== null) url.searchParams.set("cursor", json.next);
      next = json.next === null ? null : url.pathname + url.search;
      const linked = link === null ? null : new URL(/<(.*)>/.exec(link)![1]!);
      expect(linked && linked.pathname + linked.search).toBe(next);
    }
    return found;
  };
  return { get, pages };
}

test("a mirror that follows updated_after equals the site after each of 200 random publications and rollbacks, also when it comes back after many or after 60 days", async () => {
  const random = seededRandom(14);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const kv = kvInMemory().kv;
  let now = Date.UTC(2024, 0, 1);
  const { pages } = clientOf(kv, () => now + 60_000);
  let site: Site = madeSite("M", ["news", "culture", "books"]);
  let articles: readonly Article[] = madeArticles(25, { bytes: 40, sections: ["news", "culture"] });
  const bin: Article[] = [];
  const change = (fields: Partial<Article>): void => {
    const chosen = pick(articles);
    articles = articles.map((one) => (one === chosen ? { ...one, ...fields } : one));
  };
  const isBack = async (): Promise<boolean> => !isRejection(await rollback({ kv, now }));
  const steps: readonly (() => unknown)[] = [
    () => {
      const published = new Date(now - random() * 300 * DAY).toISOString();
      articles = [...articles, madeArticle({ id: `n${now}`, published })];
    },
    // It is seen when its time has come, by whatever is published then or by itself.
    () => {
      const published = new Date(now + random() * 2 * DAY).toISOString();
      articles = [...articles, madeArticle({ id: `f${now}`, published })];
    },
    () => change({ title: `T${now}` }),
    () => change({ section: pick(["news", "culture", "books"]) as Article["section"] }),
    () => change({ status: "withdrawn" }),
    () => change({ status: "draft" }),
    () => {
      const chosen = pick(articles);
      bin.push(chosen);
      articles = articles.filter((one) => one !== chosen);
    },
    () => {
      const back = bin.find(({ id }) => !articles.some((one) => one.id === id));
      if (back) articles = [...articles, back];
    },
    () => (articles = articles.map((one) => ({ ...one, status: "published" as const }))),
    // Another id, the same item of the feeds.
    () => change({ id: `r${now}` as Article["id"] }),
    () => {
      const chosen = pick(articles);
      const moved = { ...chosen, id: `g${now}` as Article["id"], guid: entryId(chosen, site) };
      articles = articles.map((one) => (one === chosen ? moved : one));
    },
    () => {
      const chosen = pick(site.sections);
      const sections = site.sections.map((one) =>
        one === chosen ? { ...one, title: `S${now}` } : one,
      );
      site = { ...site, sections };
    },
    isBack,
    () => undefined,
  ];
  const put = async (): Promise<void> => {
    const flags = { force: true, allowReappearing: true, allowGone: true };
    const outcome = await publish({ kv, site, articles, media: [], now, ...flags });
    if (isRejection(outcome)) throw new TypeError(JSON.stringify(outcome.faults));
  };
  await put();
  const everything = async () =>
    (await pages("/api/articles?limit=100")).flatMap((page) => page.articles);
  const begun = (await pages("/api/articles?limit=100"))[0]!;
  const mirrors = [1, 7, 60].map((every) => ({
    every,
    cursor: begun.cursor,
    held: new Map(begun.articles.map((one) => [one.id, one])),
  }));
  let rolledBack = 0;
  for (let round = 1; round <= 200; round += 1) {
    now += random() < 0.1 ? 1_000 : HOUR * Math.ceil(random() * 30);
    if (articles.length < 10) articles = [...articles, ...madeArticles(3, { seed: round })];
    if ((await pick(steps)()) === true) rolledBack += 1;
    else await put();
    const truth = new Map((await everything()).map((one) => [one.id, one]));
    for (const mirror of mirrors.filter(({ every }) => round % every === 0)) {
      const limit = pick([1, 3, 100]);
      const news = await pages(`/api/articles?updated_after=${mirror.cursor}&limit=${limit}`);
      for (const one of news.flatMap((page) => page.articles)) {
        if (one.withdrawn) mirror.held.delete(one.id);
        else mirror.held.set(one.id, one);
      }
      mirror.cursor = news.at(-1)!.cursor;
      expect(Object.fromEntries(mirror.held)).toEqual(Object.fromEntries(truth));
    }
  }
  expect(rolledBack).toBeGreaterThan(5);
});

test("a mirror of one section is told of what left it, and a new address of the site has it start anew", async () => {
  const kv = kvInMemory().kv;
  let now = Date.UTC(2024, 0, 1);
  const { get } = clientOf(kv, () => now + 60_000);
  const site = { ...madeSite("M", ["news", "culture"]), url: "https://a.example" };
  const put = async (articles: readonly Article[], to: Site = site): Promise<void> => {
    now += HOUR;
    const outcome = await publish({ kv, site: to, articles, media: [], now, force: true });
    expect(isRejection(outcome)).toBe(false);
  };
  const [one, two, three] = madeArticles(3) as readonly [Article, Article, Article];
  await put([one, two, three]);
  const { cursor } = (await get("/api/articles?section=news")).json;
  await put([
    { ...one, title: "new" },
    { ...two, section: "culture" as never },
  ]);
  const path = `/api/articles?updated_after=2024-01-01T01:00:00Z&section=news&cursor=${cursor}`;
  expect((await get(path)).json.articles).toMatchObject([
    { id: one.id, title: "new" },
    { id: two.id, withdrawn: true },
    { id: three.id, withdrawn: true },
  ]);
  await put([one], { ...site, url: "https://b.example" });
  expect((await get(path)).status).toBe(410);
});
