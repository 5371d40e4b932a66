/**
 * What a feed of 50 articles of about 2,900 characters costs in CPU, ours and that of the libraries people use.
 * Ratios of one run are asserted, never absolute times. Run it with: node bench/feeds.ts
 */
import { generateRssFeed } from "feedsmith";
import { renderAtom } from "../src/feeds/atom.ts";
import { entryHtml } from "../src/feeds/entry.ts";
import type { Feed } from "../src/feeds/feed.ts";
import { entryId } from "../src/feeds/identity.ts";
import { renderJsonFeed } from "../src/feeds/json-feed.ts";
import { renderRss } from "../src/feeds/rss.ts";
import { type Contender, cpuMicroseconds } from "./cpu.ts";
import { fiftyArticles } from "./feed-sample.ts";
import { loadPeer } from "./peers.ts";

/** A feed costs at most this part of what feedsmith's generator costs. It writes CDATA without looking at the characters, so that
 *  most of both is the copying of 150,000 of them: `rss`, which does little else, costs 0.4 of it. */
const OF_FEEDSMITH = 0.75;
/** A feed costs at most this many times what `rss`, the fastest generator, costs. */
const OF_RSS = 1.5;
const TIMES = 10;

type RssClass = new (options: object) => { item(options: object): void; xml(): string };

let failed = false;
for (const lang of ["zh-Hans", "en"] as const) {
  const feed = fiftyArticles(lang);
  const cpu = cpuMicroseconds(contendersFor(feed), TIMES);
  const ours = cpu.get("broadsheet rss") ?? Number.NaN;
  console.log(`\n50 articles in ${lang}, CPU of one feed (lower quartile of interleaved rounds):`);
  for (const [name, micros] of [...cpu].toSorted(([, a], [, b]) => a - b))
    console.log(
      `  ${name.padEnd(18)} ${micros.toFixed(0).padStart(7)} µs  ${(micros / ours).toFixed(2)}x`,
    );
  expectAtMost("of feedsmith's CPU", ours / (cpu.get("feedsmith") ?? Number.NaN), OF_FEEDSMITH);
  if (cpu.has("rss")) expectAtMost("of rss's CPU", ours / (cpu.get("rss") ?? Number.NaN), OF_RSS);
}
process.exitCode = failed ? 1 : 0;

function expectAtMost(what: string, ratio: number, limit: number): void {
  const isRight = ratio <= limit;
  if (!isRight) failed = true;
  console.log(`${isRight ? "ok  " : "FAIL"} ${ratio.toFixed(3)} ${what}, at most ${limit}`);
}

function contendersFor(feed: Feed): readonly Contender[] {
  // The libraries get everything ready made; ours has to make it of the articles.
  const ready = feed.entries.map((article) => ({
    article,
    html: entryHtml(article, feed.baseUrl),
    guid: entryId(article, feed.site),
    url: `${feed.baseUrl}/articles/${article.id}`,
    date: new Date(article.published),
  }));
  const contenders: Contender[] = [
    { name: "broadsheet rss", run: () => renderRss(feed) },
    { name: "broadsheet atom", run: () => renderAtom(feed) },
    { name: "broadsheet json", run: () => renderJsonFeed(feed) },
    { name: "feedsmith", run: () => feedsmith(feed, ready) },
  ];
  const Rss = loadPeer("rss@1.2.2");
  // The package exports its class, which has no types.
  if (typeof Rss === "function")
    contenders.push({ name: "rss", run: () => rss(Rss as RssClass, feed, ready) });
  return contenders;
}

type Ready = {
  readonly article: Feed["entries"][number];
  readonly html: string;
  readonly guid: string;
  readonly url: string;
  readonly date: Date;
};

function feedsmith(feed: Feed, ready: readonly Ready[]): string {
  return generateRssFeed({
    title: feed.title,
    link: `${feed.baseUrl}/`,
    description: feed.description,
    language: feed.lang,
    items: ready.map(({ article, html, guid, url, date }) => ({
      title: article.title,
      link: url,
      guid: { value: guid, isPermaLink: false },
      pubDate: date,
      description: article.summary ?? "",
      categories: article.tags.map((name) => ({ name })),
      dc: { creators: [...article.authors] },
      content: { encoded: html },
    })),
  });
}

function rss(Rss: RssClass, feed: Feed, ready: readonly Ready[]): string {
  const made = new Rss({
    title: feed.title,
    description: feed.description,
    feed_url: `${feed.baseUrl}/feed.xml`,
    site_url: `${feed.baseUrl}/`,
    language: feed.lang,
  });
  for (const { article, html, guid, url, date } of ready) {
    made.item({
      title: article.title,
      description: article.summary,
      url,
      guid,
      date,
      categories: article.tags,
      author: article.authors[0],
      custom_elements: [{ "content:encoded": { _cdata: html } }],
    });
  }
  return made.xml();
}
