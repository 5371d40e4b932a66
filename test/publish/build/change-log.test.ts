import { expect, test } from "vitest";
import type { Article } from "#model/article.ts";
import { MAX_CHANGES } from "#publish/build/change-log.ts";
import { type ChangeLog, encodeLog, logFromText, readLog } from "#store/history/change-log.ts";
import { readArticles } from "#store/article-reading.ts";
import type { Reader } from "#store/reader.ts";
import { madeArticle, madeArticles, madeSite, seededRandom } from "../../store/made-articles.ts";
import { createPublisher } from "../publisher.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const site = madeSite("L", ["news", "culture"]);

async function siteOf(reader: Reader): Promise<ReadonlyMap<string, string>> {
  const docs = Array.from({ length: reader.manifest.count }, (_, doc) => doc);
  return new Map((await readArticles(reader, docs)).map((one) => [one.id, JSON.stringify(one)]));
}

test("a mirror that follows the log equals the site after each of 200 random publications, also when it comes back after many", async () => {
  const random = seededRandom(11);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const publisher = createPublisher();
  let now = Date.UTC(2024, 0, 1);
  let articles: readonly Article[] = madeArticles(25, { bytes: 40 });
  const old = new Map<string, Article>();
  const steps: readonly (() => void)[] = [
    () => {
      const dated = new Date(now - random() * 300 * DAY).toISOString();
      articles = [...articles, madeArticle({ id: `n${now}`, published: dated })];
    },
    () => {
      const chosen = pick(articles);
      articles = articles.map((one) => (one === chosen ? { ...one, title: `T${now}` } : one));
    },
    () => {
      const chosen = pick(articles);
      old.set(chosen.id, chosen);
      articles = articles.filter((one) => one !== chosen);
    },
    () => {
      const back = [...old.values()].find(({ id }) => !articles.some((one) => one.id === id));
      if (back) articles = [...articles, back];
    },
    () => {
      const chosen = pick(articles);
      articles = articles.map((one) => (one === chosen ? { ...one, status: "withdrawn" } : one));
    },
    // What was withdrawn is shown again.
    () => (articles = articles.map((one) => ({ ...one, status: "published" as const }))),
    () => undefined,
  ];
  await publisher.publish(articles, { now, site });
  const mirrors = [1, 7].map((every) => ({
    every,
    cursor: publisher.reader().manifest.log!.last,
    held: new Map<string, string>(),
  }));
  for (const mirror of mirrors) mirror.held = new Map(await siteOf(publisher.reader()));
  for (let round = 1; round <= 200; round += 1) {
    // The clock of a publisher may stand still, or run backwards.
    now += random() < 0.2 ? 0 : HOUR * Math.ceil(random() * 20);
    if (articles.length < 10) articles = [...articles, ...madeArticles(3, { seed: round })];
    pick(steps)();
    await publisher.publish(articles, { now, site });
    const reader = publisher.reader();
    const present = await siteOf(reader);
    for (const mirror of mirrors.filter(({ every }) => round % every === 0)) {
      const { changes } = await readLog(reader, reader.manifest.log!);
      for (const { at, id, isGone } of changes.filter((change) => change.at > mirror.cursor)) {
        if (isGone) mirror.held.delete(id);
        else mirror.held.set(id, present.get(id) ?? "is not there");
        mirror.cursor = at;
      }
      expect(Object.fromEntries(mirror.held)).toEqual(Object.fromEntries(present));
    }
  }
});

test("a log comes back as it was, its last moment told by the manifest", () => {
  const log: ChangeLog = {
    since: 5,
    changes: [
      { at: 7, id: "a" as never, isGone: true },
      { at: 7, id: "b" as never, isGone: false },
      { at: 9, id: "甲" as never, isGone: false },
    ],
  };
  const text = new TextDecoder().decode(encodeLog(log));
  expect(logFromText(text, { blob: "x", since: 5, last: 9 })).toEqual(log);
  expect(() => logFromText("{", { blob: "x", since: 0, last: 0 })).toThrow("log of changes");
});

test("a log that would grow too long forgets the oldest moments whole, and says since when it tells all", async () => {
  const { extendLog } = await import("#publish/build/change-log.ts");
  const entry = (id: string) => ({ id }) as never;
  const changesOf = (ids: readonly string[]) => ({
    changes: { added: ids.map(entry), updated: [], gone: [], reappearing: [] },
    entries: ids.map(entry),
  });
  const ids = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => `i${from + index}`);
  const first = extendLog(undefined, changesOf([]), 1_000);
  const second = extendLog(first, changesOf(ids(0, 10)), 2_000);
  const third = extendLog(second, changesOf(ids(10, MAX_CHANGES - 5)), 3_000);
  expect([second.since, third.since, third.changes.length]).toEqual([
    1_000,
    2_000,
    MAX_CHANGES - 5,
  ]);
});
