import { expect, test } from "vitest";
import { archiveFolder, sectionFolder } from "#model/address.ts";
import type { Article } from "#model/article.ts";
import type { Instant } from "#model/instant.ts";
import { type FeedFormat, feedModified, frontAt } from "#model/release.ts";
import { allSections, sectionAt } from "#model/section.ts";
import type { Site } from "#model/site.ts";
import { renderAtom } from "#feeds/atom.ts";
import { type Feed, FEED_FORMATS, feedUrl } from "#feeds/feed.ts";
import { sectionHeading, siteHeading } from "#feeds/heading.ts";
import { renderJsonFeed } from "#feeds/json-feed.ts";
import { renderRss } from "#feeds/rss.ts";
import { changedTopics } from "#publish/write/topics.ts";
import { readFront } from "#store/article-reading.ts";
import { readTombstones } from "#store/history/gone.ts";
import type { Reader } from "#store/reader.ts";
import { madeArticle, madeArticles, madeSite, seededRandom } from "../store/made-articles.ts";
import { createPublisher } from "./publisher.ts";

const HOUR = 3_600_000;
const NO_DATE = "2000-01-01T00:00:00Z" as Instant;

/** The bytes of every front's feeds, as if they never said when they changed, by their URL. */
async function feedsOf(reader: Reader): Promise<ReadonlyMap<string, string>> {
  const { site, fronts } = reader.manifest;
  const feeds = new Map<string, string>();
  for (const front of fronts) {
    const path = front.path as Parameters<typeof sectionFolder>[0];
    const section = sectionAt(site.sections, path);
    const { newest } = front.archive;
    const feed: Feed = {
      ...(section === undefined ? siteHeading(site) : sectionHeading(site, section)),
      site,
      baseUrl: "https://x",
      modified: NO_DATE,
      entries: await readFront(reader, path),
      tombstones: await readTombstones(reader, front),
      complete: newest === null,
      ...(newest !== null && { previousArchive: archiveFolder(path, newest) }),
      ...(site.hub !== undefined && { hub: site.hub }),
    };
    feeds.set(feedUrl(feed, "rss"), renderRss(feed));
    feeds.set(feedUrl(feed, "atom"), renderAtom(feed));
    feeds.set(feedUrl(feed, "json"), renderJsonFeed(feed));
  }
  return feeds;
}

test("a random change of settings or articles changes the date of just those feeds whose bytes change, and tells the hub of them", async () => {
  const random = seededRandom(14);
  const publisher = createPublisher();
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  let site: Site = { ...madeSite("V", ["news", "culture", "world"]), hub: "https://hub.example" };
  let articles: readonly Article[] = madeArticles(120, { sections: ["news", "culture"] });
  let now = Date.UTC(2024, 0, 1);
  const retitled = (change: object): void => {
    const chosen = pick(allSections(site.sections));
    const sections = site.sections.map((one) => (one === chosen ? { ...one, ...change } : one));
    site = { ...site, sections };
  };
  const edited = (fields: () => object): void => {
    const chosen = articles.at(-1 - Math.floor(random() * 10))!;
    articles = articles.map((one) => (one.id === chosen.id ? { ...one, ...fields() } : one));
  };
  const steps: readonly (() => void)[] = [
    () => (site = { ...site, synonyms: [[`a${now}`, "b"]] }),
    () => (site = { ...site, recencyHalfLifeDays: 1 + Math.floor(random() * 900) }),
    () => (site = { ...site, aliases: [`/${now}.xml`] }),
    () => (site = { ...site, title: `V${now}` }),
    () => (site = { ...site, license: `https://x.example/${now}` }),
    () => (site = { ...site, description: `about ${now}` }),
    () => retitled({ title: `S${now}` }),
    () => retitled({ description: `of ${now}` }),
    () => retitled({ aliases: [`/s${now}.xml`] }),
    () => retitled({ was: [`old${now}`] }),
    () => (articles = articles.filter((one) => one !== pick(articles))),
    () =>
      (articles = [...articles, madeArticle({ id: `n${now}`, section: pick(["news", "world"]) })]),
    () =>
      (articles = articles.map((one) => (random() < 0.02 ? { ...one, title: `T${now}` } : one))),
    // What no feed shows, or not every format.
    () => edited(() => ({ aliases: [`/old/${now}`] })),
    () => edited(() => ({ previous: { title: `P${now}` }, next: { title: `N${now}` } })),
    () => edited(() => ({ image: { url: "/media/a.jpg", srcset: `/media/${now}.jpg 2x` } })),
    () => edited(() => ({ image: { url: "/media/a.jpg", alt: `of ${now}` } })),
    () => edited(() => ({ kicker: `K${now}` })),
    () => edited(() => ({ source: { name: `S${now}` } })),
    () => undefined,
  ];
  await publisher.publish(articles, { now, site });
  let before = { feeds: await feedsOf(publisher.reader()), manifest: publisher.reader().manifest };
  let quiet = 0;
  for (let round = 0; round < 160; round += 1) {
    now += HOUR;
    pick(steps)();
    await publisher.publish(articles, { now, site });
    const { manifest } = publisher.reader();
    const feeds = await feedsOf(publisher.reader());
    const changed = [...feeds.keys()].filter((url) => feeds.get(url) !== before.feeds.get(url));
    expect(changedTopics(before.manifest, manifest, "https://x").toSorted()).toEqual(
      changed.toSorted(),
    );
    for (const front of manifest.fronts) {
      const old = frontAt(before.manifest, front.path);
      for (const [format, { file }] of Object.entries(FEED_FORMATS)) {
        const url = `https://x${sectionFolder(front.path as never)}/${file}`;
        const date = (of: typeof front) => feedModified(of, format as FeedFormat);
        if (old) expect(date(front) !== date(old)).toBe(changed.includes(url));
      }
    }
    if (changed.length < feeds.size) quiet += 1;
    before = { feeds, manifest };
  }
  expect(quiet).toBeGreaterThan(60);
});

test("what is dated in the future is told when its time comes, and noticed", async () => {
  const publisher = createPublisher();
  const now = Date.UTC(2024, 0, 1);
  const article = madeArticle({
    id: "f",
    updated: "2024-01-02T00:00:00Z",
    corrections: [
      { at: "2023-12-01T00:00:00Z", note: "then" },
      { at: "2024-01-03T00:00:00Z", note: "later" },
    ],
  });
  const plan = await publisher.publish([article], { now, site: madeSite("V", ["news"]) });
  const [entry] = await readFront(publisher.reader(), "");
  expect(entry?.updated).toBeUndefined();
  expect(entry?.corrections.map(({ note }) => note)).toEqual(["then"]);
  expect(plan.manifest.upcoming.map(({ from }) => from)).toEqual([
    "2024-01-02T00:00:00Z",
    "2024-01-03T00:00:00Z",
  ]);
  expect(plan.notices.map(({ field }) => field)).toEqual(["updated"]);
});

test("a tag that was served is remembered when no article has it any more", async () => {
  const publisher = createPublisher();
  const site = madeSite("V", ["news"]);
  const now = Date.UTC(2024, 0, 1);
  await publisher.publish([madeArticle({ id: "1", tags: ["黨政", "A"] })], { now, site });
  await publisher.publish([madeArticle({ id: "1", tags: ["B"] })], { now: now + HOUR, site });
  const { readTopics } = await import("#store/history/served-topics.ts");
  expect((await readTopics(publisher.reader())).tags).toEqual(["a", "b", "党政"]);
});
