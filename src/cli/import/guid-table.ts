import { readFile, stat } from "node:fs/promises";
import { readFeed } from "#ingest/feed/feed.ts";
import { textFromBytes } from "#ingest/source/byte-text.ts";
import type { Article } from "#model/article.ts";
import { type Fault, isRejection, rejection, type Rejection } from "#model/rejection.ts";
import type { Crawler } from "#cli/fetch/crawler.ts";
import { givenPath } from "#cli/wrangler/project.ts";
import { fetchedText } from "./fetch-or-recall.ts";

/** The guids that a feed gave, by the addresses of its items. */
export type GuidTable = {
  /** The guid of the item that lives where the article does or did. */
  of(article: Pick<Article, "url" | "aliases">): string | undefined;
  /** What to tell once everything was read. */
  faults(): readonly Fault[];
};

/** Pages of a feed that are followed at most. */
const MAX_PAGES = 200;

/** Reads the guids of a feed, a file or an address, with the pages that follow it. */
export async function openGuidTable(
  source: string,
  crawler: Crawler,
): Promise<GuidTable | Rejection> {
  const guids = new Map<string, string>();
  const used = new Set<string>();
  let next = source;
  for (let page = 0; next !== "" && page < MAX_PAGES; page += 1) {
    const read = await textAt(next, crawler);
    if (isRejection(read)) return read;
    const url = /^https?:/i.test(next) ? { url: next } : {};
    const feed = readFeed(read, { place: { file: next }, ...url });
    if (isRejection(feed)) return feed;
    for (const { fields } of feed.entries) {
      const { url: link, guid } = fields;
      if (typeof link === "string" && typeof guid === "string") guids.set(keyOf(link), guid);
    }
    next = feed.head.next === next || !/^https?:/i.test(next) ? "" : feed.head.next;
  }
  return {
    of({ url, aliases }) {
      const keys = [...(url === undefined ? [] : [url]), ...aliases].map(keyOf);
      const key = keys.find((one) => guids.has(one));
      if (key === undefined) return undefined;
      used.add(key);
      return guids.get(key);
    },
    faults() {
      const left = guids.size - used.size;
      if (left === 0) return [];
      const what = `has ${left.toLocaleString("en")} items that live where no article does, of ${guids.size.toLocaleString("en")}`;
      return [{ field: "guid", what, fix: "compare their links with the aliases of the articles" }];
    },
  };
}

/** An address as a key: its path and query without host, index file and last slash. */
function keyOf(address: string): string {
  const { pathname, search } = URL.parse(address, "https://site.invalid") ?? new URL("about:blank");
  return pathname.replace(/\/(?:index\.\w+)?$/, "").replace(/\.html?$/, "") + search;
}

async function textAt(source: string, crawler: Crawler): Promise<string | Rejection> {
  const place = { file: source };
  if (/^https?:/i.test(source)) {
    const visit = await crawler.visit(source);
    if (isRejection(visit)) return visit;
    const text = visit.kind === "fetched" ? fetchedText(visit)?.text : undefined;
    return text ?? rejection(place, { what: "gives no feed" });
  }
  const path = givenPath(source);
  const stats = await stat(path).catch(() => undefined);
  if (stats?.isFile() !== true)
    return rejection(place, { what: "is not there", fix: "check the path after --guids-from" });
  const decoded = textFromBytes(await readFile(path));
  return "text" in decoded ? decoded.text : rejection(place, decoded);
}
