import { CANARY_TAG, LISTS_TAG, MEDIA_TAG, SITE_TAG } from "#store/edge/tags.ts";
import type { Manifest } from "#model/release.ts";
import { epochMs } from "#model/instant.ts";

/** How long Workers Cache may keep what a publication can change, in seconds, where no timer lets
 *  go of it. A city that is asked while KV still shows it the old release keeps that for as long
 *  again: two minutes at worst, with every purge lost. */
export const EDGE_SECONDS = 60;

/** How long it may keep an answer that a purge ends, seconds. */
export const LONG_SECONDS = 86_400;

/** Where the timer looks whether a purge works. */
export const CANARY_PATH = "/edge-canary";

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
  /** How long it may be kept if nothing is scheduled. */
  readonly seconds?: number;
};

/** What shows other articles as time goes by, whatever is published. */
const TIMED = "/news-sitemap.xml";

/** What no publication changes, and a purge ends as it ends all others. */
const CANARY_HEADERS = {
  "CDN-Cache-Control": `max-age=${LONG_SECONDS}`,
  "Cache-Tag": CANARY_TAG,
};

/** What Workers Cache is told of an answer: how long to keep it, and by which tags it is purged.
 *  What says nothing, and what is for nobody to keep, is kept by none: without a word an answer
 *  would stay for two hours.
 *  @see https://developers.cloudflare.com/workers/cache/ */
export function edgeHeaders(answer: EdgeAnswer): Readonly<Record<string, string>> {
  const { cacheControl, path, manifest, now, status, seconds = EDGE_SECONDS } = answer;
  const isPublic = cacheControl?.includes("no-store") === false && !ADMIN.test(path);
  if (!isPublic || status >= 500)
    return { "Cache-Control": "no-store", "CDN-Cache-Control": "no-store" };
  if (path === CANARY_PATH) return CANARY_HEADERS;
  if (cacheControl.includes("immutable"))
    return path.startsWith("/media/") ? { "Cache-Tag": MEDIA_TAG } : {};
  const most = path === TIMED ? EDGE_SECONDS : seconds;
  const kept = Math.min(most, secondsUntilNext(manifest, now));
  return {
    "CDN-Cache-Control": kept > 0 ? `max-age=${kept}` : "no-store",
    "Cache-Tag": tagsFor(answer).join(","),
  };
}

function secondsUntilNext(manifest: Manifest | undefined, now: number): number {
  const next = manifest?.upcoming.find(({ from }) => epochMs(from) > now);
  return next === undefined ? Infinity : Math.floor((epochMs(next.from) - now) / 1000);
}

/** The tags that the answer at a path is purged by: the site, the release, and the section or the
 *  article whose it is, or all lists. What is moved or missing is a matter of those too. Paths are
 *  percent-encoded, as tags must be.
 *  @example "/sections/news/feed.xml" // ["site", "release-r", "section-news"] */
function tagsFor({ path, manifest, status }: EdgeAnswer): readonly string[] {
  const own = ownTag(path);
  return [
    SITE_TAG,
    ...(manifest === undefined ? [] : [`release-${manifest.release}`]),
    ...(own !== undefined && (status === 200 || status === 304) ? [] : [LISTS_TAG]),
    ...(own === undefined ? [] : [own]),
  ];
}

function ownTag(path: string): string | undefined {
  const [, folder, ...rest] = path.split("/");
  const below = rest.join("/");
  if (folder === "articles") return `article-${below.replace(/\.(?:json|md|html)$/, "")}`;
  if (folder !== "sections") return undefined;
  const section = below
    .replace(/\/archive\/.*$/, "")
    .replace(/(?:^|\/)(?:feed\.xml|atom\.xml|feed\.json)$|\.md$/, "");
  return `section-${section}`;
}
