/**
 * What the first feeds of a fresh process cost, in a process that does nothing else: node bench/feed-cold-process.ts <writer> <language>
 * Loading the modules and making the articles are not counted. Prints microseconds of CPU as JSON, one number a feed.
 */
import { fiftyArticles } from "./feed-sample.ts";
import { FEED_WRITERS, feedWriter } from "./feed-contenders.ts";

const FEEDS = 40;

const [wanted, lang] = process.argv.slice(2);
const name = FEED_WRITERS.find((known) => known === wanted);
if (name === undefined || (lang !== "en" && lang !== "zh-Hans"))
  throw new RangeError("no such writer or language");
const write = feedWriter(name, fiftyArticles(lang));
process.stdout.write(JSON.stringify(write === undefined ? [] : microsOf(write)));

function microsOf(write: () => Uint8Array): readonly number[] {
  return Array.from({ length: FEEDS }, () => {
    const before = process.cpuUsage();
    if (write().length === 0) throw new RangeError("an empty feed");
    const { user, system } = process.cpuUsage(before);
    return user + system;
  });
}
