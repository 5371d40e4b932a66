import { expect, test } from "vitest";
import type { Article } from "#model/article.ts";
import { epochMs } from "#model/instant.ts";
import { frontAt } from "#model/release.ts";
import { readArchive, readFront } from "#store/article-reading.ts";
import { readTombstones } from "#store/history/gone.ts";
import type { Reader } from "#store/reader.ts";
import { madeArticle, madeArticles, madeSite, seededRandom } from "../store/made-articles.ts";
import { createPublisher } from "./publisher.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SECTIONS = ["news", "news/town", "news/world", "culture", "culture/music"];
const site = madeSite("Chains", ["news", "culture"]);

/** Follows a feed's chain from its newest page, and notes which articles stood at each archive URI.
 *  @returns the ids in the order they were met */
async function follow(
  reader: Reader,
  path: string,
  seen: Map<string, string>,
): Promise<readonly string[]> {
  const ids = (await readFront(reader, path)).map(({ id }) => id as string);
  let name = frontAt(reader.manifest, path)?.archive.newest ?? undefined;
  while (name !== undefined) {
    const page = await readArchive(reader, path, name);
    if (page === null) throw new TypeError(`archive document ${name} is not there`);
    const members = page.articles.map(({ id }) => id);
    const set = members.toSorted().join("\n");
    const uri = `${path}/archive/${name}`;
    // No URI ever gives two different sets of entries.
    expect(seen.get(uri) ?? set).toBe(set);
    seen.set(uri, set);
    ids.push(...members);
    name = page.previous;
  }
  return ids;
}

test("every chain gives every article exactly once, through 200 publications of new and backdated articles, corrections, withdrawals, moves and returns, and no archive URI ever gives two different sets", async () => {
  const random = seededRandom(5);
  const publisher = createPublisher();
  const seen = new Map<string, string>();
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  let now = Date.UTC(2024, 0, 1);
  let articles = [...madeArticles(260, { sections: SECTIONS, from: now - 300 * HOUR })];
  const removed: Article[] = [];
  let [late, tombstones, next] = [0, 0, 0];
  const made = (published: number): Article =>
    madeArticle({
      id: `n${next++}`,
      section: pick(SECTIONS),
      published: new Date(published).toISOString(),
      ...(random() < 0.2 && { also: [pick(SECTIONS)] }),
    });
  const steps: readonly (() => void)[] = [
    () => articles.push(made(now - random() * HOUR)),
    () => articles.push(...Array.from({ length: 7 }, () => made(now - random() * DAY))),
    // Backdated, by up to two weeks.
    () => articles.push(made(now - DAY - random() * 13 * DAY)),
    () => articles.push(...Array.from({ length: 3 }, () => made(now - random() * 14 * DAY))),
    () => {
      const at = Math.floor(random() * articles.length);
      articles[at] = { ...articles[at]!, status: "withdrawn" };
    },
    () => removed.push(...articles.splice(Math.floor(random() * articles.length), 1)),
    () => articles.push(...removed.splice(0, 1)),
    () => {
      const at = Math.floor(random() * articles.length);
      articles[at] = madeArticle({ ...articles[at]!, section: pick(SECTIONS), title: `T${now}` });
    },
  ];
  for (let round = 0; round <= 200; round++) {
    await publisher.publish(articles, { now, site, isBackfill: random() < 0.1 });
    const reader = publisher.reader();
    for (const front of reader.manifest.fronts) {
      const { path } = front;
      const ids = await follow(reader, path, seen);
      const expected = articles.filter(
        ({ status, section, also }) =>
          status === "published" &&
          [section, ...also].some((each) => `${each}/`.startsWith(path && `${path}/`)),
      );
      expect(ids.toSorted()).toEqual(expected.map(({ id }) => id as string).toSorted());
      late += front.late ?? 0;
      const gone = await readTombstones(reader, front);
      for (const { article } of gone) expect(ids).not.toContain(article.id);
      tombstones += gone.length;
    }
    now += random() * DAY;
    pick(steps)();
  }
  console.info(
    `200 publications: ${seen.size} archive URIs, ${late} times a late article on a newest page, ${tombstones} tombstones`,
  );
  // That nothing was tested in vain.
  expect(Math.min(seen.size, late, tombstones)).toBeGreaterThan(50);
});

const NOW = Date.UTC(2024, 0, 10);
const stock = madeArticles(300, { from: NOW - 301 * HOUR });

/** A site with a past, and one article dated 280 hours ago that comes now. */
async function withLate(isBackfill: boolean) {
  const publisher = createPublisher();
  await publisher.publish(stock, { now: NOW, site });
  const before = publisher.reader();
  const article = madeArticle({
    id: "late",
    published: new Date(NOW - 280 * HOUR).toISOString(),
  });
  const articles = [...stock, article];
  await publisher.publish(articles, { now: NOW + HOUR, site, isBackfill });
  return { publisher, articles, before, after: publisher.reader() };
}

test("an article that is published long after its date shows on the newest page, and leaves every archive document as it was", async () => {
  const { before, after } = await withLate(false);
  const page = await readFront(after, "");
  // The last in order of time: behind those that are newer.
  expect(page.at(-1)?.id).toBe("late");
  expect(page.slice(0, -1)).toEqual(await readFront(before, ""));
  expect(frontAt(after.manifest, "")?.archive).toEqual({
    ...frontAt(before.manifest, "")?.archive,
    chunks: expect.anything(),
  });
  const seen = new Map<string, string>();
  const ids = [await follow(before, "", seen), await follow(after, "", seen)];
  expect(ids[1]?.toSorted()).toEqual([...(ids[0] ?? []), "late"].sort());
  expect(frontAt(after.manifest, "")?.modified).toBe("2024-01-10T01:00:00Z");
});

test("after 48 hours it moves into the archive, and never shows on the newest page again", async () => {
  const { publisher, articles } = await withLate(false);
  await publisher.publish(articles, { now: NOW + 40 * HOUR, site });
  expect((await readFront(publisher.reader(), "")).at(-1)?.id).toBe("late");
  for (const hours of [50, 60]) {
    await publisher.publish(articles, { now: NOW + hours * HOUR, site });
    const ids = (await readFront(publisher.reader(), "")).map(({ id }) => id);
    expect(ids).not.toContain("late");
    expect(await follow(publisher.reader(), "", new Map())).toContain("late");
  }
});

test("a bulk import tells no reader: what it brings goes straight into the archive", async () => {
  const { before, after } = await withLate(true);
  expect(await readFront(after, "")).toEqual(await readFront(before, ""));
  expect(await follow(after, "", new Map())).toContain("late");
});

test("of many late articles the newest page takes 20, and never grows beyond 100", async () => {
  const publisher = createPublisher();
  const daily = madeArticles(120, { from: NOW - 40 * DAY }).map((article, index) =>
    madeArticle({ ...article, published: new Date(NOW - 30 * HOUR + index * 1000).toISOString() }),
  );
  const old = madeArticles(200, { from: NOW - 300 * DAY, seed: 2 }).map((article) =>
    madeArticle({ ...article, id: `old-${article.id}`, aliases: [], title: `Old ${article.id}` }),
  );
  await publisher.publish([...stock, ...old.slice(50)], { now: NOW, site });
  await publisher.publish([...stock, ...old], { now: NOW + HOUR, site });
  expect(frontAt(publisher.reader().manifest, "")?.late).toBe(20);
  const full = createPublisher();
  await full.publish(daily, { now: NOW, site });
  await full.publish([...daily, ...old.slice(0, 30)], { now: NOW + HOUR, site });
  expect((await readFront(full.reader(), "")).length).toBeLessThanOrEqual(100);
  const ids = await follow(full.reader(), "", new Map());
  expect([ids.length, new Set(ids).size]).toEqual([150, 150]);
});

test("a site's first articles are old stock: none of them is late", async () => {
  const publisher = createPublisher();
  await publisher.publish([], { now: NOW - DAY, site });
  await publisher.publish(stock, { now: NOW, site });
  expect(publisher.reader().manifest.late).toBeUndefined();
});

test("a withdrawn article and one that is gone from the content leave tombstones in the feeds they were in, for 30 days, and nothing of their words", async () => {
  const publisher = createPublisher();
  const articles = [
    ...madeArticles(60, { from: NOW - 80 * DAY, sections: ["news/town", "culture"] }),
    madeArticle({ id: "w", title: "Weggezogenes", section: "news/town", guid: "urn:w" }),
    madeArticle({ id: "g", title: "Gegangenes", section: "culture", published: "2023-01-01" }),
  ];
  await publisher.publish(articles, { now: NOW, site });
  const before = publisher.reader();
  const rest = articles
    .filter(({ id }) => id !== "g")
    .map((each) => (each.id === "w" ? madeArticle({ ...each, status: "withdrawn" }) : each));
  const at = NOW + DAY;
  await publisher.publish(rest, { now: at, site });
  const after = publisher.reader();
  const told = async (path: string) => {
    const front = frontAt(publisher.reader().manifest, path);
    return (front && (await readTombstones(publisher.reader(), front))) ?? [];
  };
  const when = "2024-01-11T00:00:00Z";
  const [g, w] = [
    { article: { id: "g" }, when },
    { article: { id: "w", guid: "urn:w" }, when },
  ];
  expect(await Promise.all(["", "news", "news/town", "culture"].map(told))).toEqual([
    [g, w],
    [w],
    [w],
    [g],
  ]);
  const blob = publisher.blobs.get(after.manifest.gone?.blob ?? "");
  expect(new TextDecoder().decode(blob)).not.toMatch(/Weggezogenes|Gegangenes/);
  const changed = after.manifest.fronts.filter(
    ({ path, modified }) => modified !== frontAt(before.manifest, path)?.modified,
  );
  expect(changed.map(({ path }) => path).sort()).toEqual(["", "culture", "news", "news/town"]);
  // What comes back has no tombstone any more; what stays away has one until the first publication after 30 days.
  await publisher.publish([...rest, articles.at(-1)!], { now: at + DAY, site });
  expect(await told("")).toEqual([w]);
  expect(publisher.reader().manifest.late).toBeUndefined();
  await publisher.publish([...rest, madeArticle({ id: "x" })], { now: at + 31 * DAY, site });
  expect((await told("")).map(({ article }) => article.id)).toEqual(["g"]);
});

test("a withdrawal changes the date of the feeds that had the article, and no other's", async () => {
  const publisher = createPublisher();
  const articles = madeArticles(300, { sections: ["news/town", "culture"], from: NOW - 400 * DAY });
  await publisher.publish(articles, { now: NOW, site });
  const before = publisher.reader().manifest;
  // Of the newest page, or deep in the archive.
  for (const [index, hours] of [
    [299, 1],
    [41, 2],
  ] as const) {
    const withdrawn = articles.map((each, at) =>
      at === index ? madeArticle({ ...each, status: "withdrawn" }) : each,
    );
    await publisher.publish(withdrawn, { now: NOW + hours * HOUR, site });
    const { fronts } = publisher.reader().manifest;
    const at = NOW + hours * HOUR;
    const dates = Object.fromEntries(fronts.map((each) => [each.path, epochMs(each.modified)]));
    expect(dates).toMatchObject({ "": at, culture: at });
    expect(frontAt(before, "news")?.modified).toBe(fronts[2]?.modified);
  }
});
