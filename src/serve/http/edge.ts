import type { Manifest } from "#model/release.ts";
import { epochMs } from "#model/instant.ts";

/** How long Workers Cache may keep what a publication can change, in seconds. A city that is asked
 *  while KV still shows it the old release keeps that for as long again: two minutes at worst, with
 *  every purge lost. */
const EDGE_SECONDS = 60;

/** Nothing that is answered there is for anybody to keep, whether it is there or not. */
const ADMIN = /^\/admin(?:\/|$)/;

/** What an answer is, as far as a cache in front of the Worker goes by it. */
export type EdgeAnswer = {
  readonly status: number;
  /** Its Cache-Control, where it has one. */
  readonly cacheControl: string | null;
  /** The path asked for, as the routes see it. */
  readonly path: string;
  /** What the isolate holds as current, where it does. */
  readonly manifest?: Manifest;
  /** Milliseconds since 1970. */
  readonly now: number;
};

/** What Workers Cache is told of an answer: how long to keep it, and by which tags it is purged.
 *  What says nothing, and what is for nobody to keep, is kept by none: without a word an answer
 *  would stay for two hours.
 *  @see https://developers.cloudflare.com/workers/cache/ */
export function edgeHeaders(answer: EdgeAnswer): Readonly<Record<string, string>> {
  const { cacheControl, path, manifest, now, status } = answer;
  const isPublic = cacheControl?.includes("no-store") === false && !ADMIN.test(path);
  if (!isPublic || status >= 500)
    return { "Cache-Control": "no-store", "CDN-Cache-Control": "no-store" };
  if (cacheControl.includes("immutable")) return {};
  const next = manifest?.upcoming.find(({ from }) => epochMs(from) > now);
  const left = next === undefined ? EDGE_SECONDS : Math.floor((epochMs(next.from) - now) / 1000);
  const seconds = Math.min(EDGE_SECONDS, left);
  return {
    "CDN-Cache-Control": seconds > 0 ? `max-age=${seconds}` : "no-store",
    "Cache-Tag": tagsFor(path, manifest?.release).join(","),
  };
}

/** The tags that the answer at a path is purged by: the site, the release, and the section or the
 *  article whose it is. Paths are percent-encoded, as tags must be.
 *  @example tagsFor("/sections/news/feed.xml", "r") // ["site", "release-r", "section-news"] */
function tagsFor(path: string, release: string | undefined): readonly string[] {
  const [, folder, ...rest] = path.split("/");
  const all = ["site", ...(release === undefined ? [] : [`release-${release}`])];
  const below = rest.join("/");
  if (folder === "articles") return [...all, `article-${below.replace(/\.(?:json|md|html)$/, "")}`];
  if (folder !== "sections") return all;
  const section = below
    .replace(/\/archive\/.*$/, "")
    .replace(/(?:^|\/)(?:feed\.xml|atom\.xml|feed\.json)$|\.md$/, "");
  return [...all, `section-${section}`];
}
