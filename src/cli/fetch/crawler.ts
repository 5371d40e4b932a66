import { setTimeout as pause } from "node:timers/promises";
import { NO_ROBOTS, readRobots, type Robots } from "#ingest/source/robots.ts";
import { isRejection, rejection, type Rejection } from "#model/rejection.ts";
import { type Answer, fetchOnce, type FetchLimits } from "./fetch-once.ts";

/** What a visit brought. `unchanged` when the site said that it is as it was. */
type CrawlResult =
  | {
      readonly kind: "fetched";
      /** Where it was found in the end. */
      readonly url: string;
      readonly bytes: Uint8Array;
      /** As the server names it; "" when it does not. */
      readonly charset: string;
      readonly validators: CacheValidators;
      /** Where it goes on, as the server says: absolute. */
      readonly next?: string;
      /** How many pages a list has, as WordPress says. */
      readonly pages?: number;
    }
  | { readonly kind: "unchanged"; readonly url: string }
  /** Nothing is there, which only who asked for it so is told. */
  | { readonly kind: "absent" };

/** What a site said of a version, to be told the next time. */
export type CacheValidators = { readonly etag?: string; readonly lastModified?: string };

/** Visits sites as they like it. */
export type Crawler = {
  /** @param mayBeAbsent  whether it was guessed, so that it is no fault when nothing is there */
  visit(
    url: string,
    known?: CacheValidators,
    mayBeAbsent?: boolean,
  ): Promise<CrawlResult | Rejection>;
};

/** How a crawler behaves. */
export type CrawlerOptions = FetchLimits & {
  /** Milliseconds between two requests to the same host. */
  readonly pauseMs: number;
  readonly ignoreRobots?: boolean;
};

const MAX_REDIRECTS = 5;
/** The product token that robots.txt knows us by. */
const AGENT = "broadsheet";
/** A site that asks for more patience than this is left alone. Seconds. */
const MAX_PATIENCE = 60;
const MAX_TRIES = 3;
const MAX_CRAWL_DELAY = 10;
/** What says that nothing is there; a page beyond the last is a bad request to WordPress. */
const ABSENT: ReadonlySet<number> = new Set([400, 404, 410]);

/** Opens a crawler: one request at a time, a pause between two to the same host, robots.txt read
 *  once for each origin and obeyed, Retry-After waited for up to a minute, at most five redirects,
 *  each checked like the first. */
export function createCrawler(options: CrawlerOptions): Crawler {
  const rules = new Map<string, Robots | Rejection>();
  const last = new Map<string, number>();

  async function ask(url: string, headers: Readonly<Record<string, string>>) {
    const host = URL.parse(url)?.host ?? "";
    const robots = rules.get(URL.parse(url)?.origin ?? "");
    const delay = robots === undefined || isRejection(robots) ? 0 : robots.delaySeconds;
    const gap = Math.max(options.pauseMs, Math.min(delay, MAX_CRAWL_DELAY) * 1_000);
    const wait = (last.get(host) ?? -Infinity) + gap - performance.now();
    if (wait > 0) await pause(wait);
    const answer = await fetchOnce(url, headers, options);
    last.set(host, performance.now());
    return answer;
  }

  /** Asks, and again when the site wants to be asked later. */
  async function askPatiently(url: string, headers: Readonly<Record<string, string>>) {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await ask(url, headers);
      if (isRejection(answer) || (answer.status !== 429 && answer.status !== 503)) return answer;
      const seconds = patienceOf(answer);
      if (seconds === undefined || seconds > MAX_PATIENCE || attempt === MAX_TRIES) return answer;
      await pause(seconds * 1_000);
    }
  }

  async function robotsOf(url: URL): Promise<Robots | Rejection> {
    if (options.ignoreRobots === true) return NO_ROBOTS;
    const known = rules.get(url.origin);
    if (known !== undefined) return known;
    const read = await readRobotsOf(url, (address) => follow(address, {}, askPatiently));
    rules.set(url.origin, read);
    return read;
  }

  return {
    async visit(given, known = {}, mayBeAbsent = false) {
      const headers = {
        ...(known.etag !== undefined && { "if-none-match": known.etag }),
        ...(known.lastModified !== undefined && { "if-modified-since": known.lastModified }),
      };
      const found = await follow(given, headers, async (address, more) => {
        const url = URL.parse(address);
        if (url === null || !/^https?:$/.test(url.protocol)) return ask(address, more);
        const robots = await robotsOf(url);
        if (isRejection(robots)) return rejection({ file: address }, ...robots.faults);
        return robots.allows(url.pathname + url.search)
          ? askPatiently(address, more)
          : forbidden(given);
      });
      if (isRejection(found)) return found;
      return mayBeAbsent && ABSENT.has(found.status)
        ? { kind: "absent" }
        : resultFrom(given, found);
    },
  };
}

type Ask = (url: string, headers: Readonly<Record<string, string>>) => Promise<Answer | Rejection>;

async function follow(
  given: string,
  headers: Readonly<Record<string, string>>,
  ask: Ask,
): Promise<(Answer & { readonly url: string }) | Rejection> {
  let url = given;
  for (let count = 0; count <= MAX_REDIRECTS; count += 1) {
    const answer = await ask(url, headers);
    if (isRejection(answer))
      return url === given
        ? answer
        : rejection(
            { file: given },
            ...answer.faults.map((fault) => ({
              ...fault,
              what: `redirects to ${url.slice(0, 200)}, which ${fault.what}`,
            })),
          );
    const location = answer.headers.location;
    if (![301, 302, 303, 307, 308].includes(answer.status) || location === undefined)
      return { ...answer, url };
    url = URL.parse(location, url)?.href ?? location;
  }
  return rejection({ file: given }, { what: `redirects more than ${MAX_REDIRECTS} times` });
}

function resultFrom(
  given: string,
  { status, headers, bytes, url }: Answer & { readonly url: string },
): CrawlResult | Rejection {
  if (status === 304) return { kind: "unchanged", url };
  if (status < 200 || status > 299) {
    const later = headers["retry-after"];
    const when =
      later === undefined
        ? ""
        : ` and asks to come back later (Retry-After: ${later.slice(0, 40)})`;
    return rejection({ file: given }, { what: `answers ${status}${when}` });
  }
  const charset = /charset\s*=\s*"?([\w:.-]+)/i.exec(headers["content-type"] ?? "")?.[1] ?? "";
  const { etag, "last-modified": lastModified } = headers;
  const validators = {
    ...(etag !== undefined && { etag }),
    ...(lastModified !== undefined && { lastModified }),
  };
  return { kind: "fetched", url, bytes, charset, validators, ...paging(headers, url) };
}

/** @see RFC 8288 (Link); developer.wordpress.org/rest-api/using-the-rest-api/pagination */
function paging(headers: Answer["headers"], url: string) {
  const link = headers["link"];
  const written = /<([^>]*)>\s*;[^,]*\brel\s*=\s*"?next\b/i.exec(
    Array.isArray(link) ? link.join(", ") : (link ?? ""),
  )?.[1];
  const next = written === undefined ? undefined : URL.parse(written, url)?.href;
  const pages = Number(headers["x-wp-totalpages"] ?? Number.NaN);
  return {
    ...(next !== undefined && { next }),
    ...(Number.isInteger(pages) && { pages }),
  };
}

/** @see RFC 9309 section 2.3.1: no file means no rules; a server that fails means stay away */
async function readRobotsOf(
  url: URL,
  ask: (url: string) => Promise<Answer | Rejection>,
): Promise<Robots | Rejection> {
  const answer = await ask(`${url.origin}/robots.txt`);
  if (isRejection(answer)) return answer;
  if (answer.status >= 500)
    return rejection(
      { file: `${url.origin}/robots.txt` },
      {
        what: `its robots.txt answers ${answer.status}, so nothing is fetched there`,
        fix: "try later, or say --ignore-robots if the site is yours",
      },
    );
  return answer.status === 200
    ? readRobots(new TextDecoder().decode(answer.bytes), AGENT)
    : NO_ROBOTS;
}

function forbidden(given: string): Rejection {
  return rejection(
    { file: given },
    {
      what: "the site's robots.txt asks programs to stay away from it",
      fix: "if the site is yours, say --ignore-robots",
    },
  );
}

/** Seconds that an answer asks to wait; undefined when it does not say. */
function patienceOf({ headers }: Answer): number | undefined {
  const written = headers["retry-after"] ?? "";
  if (/^\d{1,9}$/.test(written)) return Number(written);
  const ms = Date.parse(written) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms / 1_000) : undefined;
}
