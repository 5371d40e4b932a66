import { contentHash } from "#store/blob-name.ts";
import type { Site } from "#model/site.ts";

/** By what a client can tell whether what it holds is still right. */
export type Validators = {
  /** The opaque part of the entity tag: base64url, no quotes. */
  readonly etag: string;
  /** Last-Modified. Milliseconds since 1970. */
  readonly modified?: number;
  /** Since when nothing can have changed, where `modified` may be earlier than the last change: who
   *  has a copy from a time between the two may hold another. Milliseconds since 1970. */
  readonly settled?: number;
  /** The part of the entity tag, up to a dot, that stands for the bytes: a tag that begins with
   *  it goes with the same bytes. */
  readonly content?: string;
};

/** An entity tag for everything that an answer is made of. O(length).
 *  @param parts  strings that together determine the bytes of the answer */
export function etagOf(...parts: readonly (string | number | null)[]): Promise<string> {
  return contentHash(JSON.stringify(parts));
}

const siteTags = new WeakMap<Site, string>();

/** A hash of the settings of a site, for entity tags; computed once for each release that an
 *  isolate holds. */
export async function siteTag(site: Site): Promise<string> {
  const known = siteTags.get(site);
  if (known !== undefined) return known;
  const tag = await contentHash(JSON.stringify(site));
  siteTags.set(site, tag);
  return tag;
}

/** Whether the client's copy is still right, so that a 304 is the answer. If-None-Match, where
 *  there is one, is compared weakly and decides alone; else If-Modified-Since, where a copy as
 *  new as ours or newer is right.
 *  @see RFC 9110 sections 13.1.2, 13.1.3 and 13.2.2 */
export function isFresh(headers: Headers, validators: Validators): boolean {
  const tags = headers.get("If-None-Match");
  // Mostly it is just what we gave.
  if (tags === `"${validators.etag}"`) return true;
  if (tags !== null) return isAny(tags) || tagsIn(tags).some((tag) => isTagOf(tag, validators));
  // A copy from the same second is the same to a client that was told seconds only.
  const { modified, settled = modified } = validators;
  const since = dateIn(headers, "If-Modified-Since");
  return since === secondOf(modified) || since >= secondOf(settled);
}

function isTagOf(tag: string, { etag, content }: Validators): boolean {
  return tag === etag || (content !== undefined && tag.startsWith(`${content}.`));
}

/** The validators as headers. */
export function validatorHeaders({ etag, modified }: Validators): Record<string, string> {
  return {
    ETag: `"${etag}"`,
    ...(modified !== undefined && { "Last-Modified": new Date(modified).toUTCString() }),
  };
}

/** Matches `Fri, 14 Apr 2023 00:00:00 GMT`, `Friday, 14-Apr-23 00:00:00 GMT`; refuses
 *  `2023-04-14`, `7`. */
const HTTP_DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)/;

/** Whether a request is to be answered only if nothing has changed, and something has: 412. Tags
 *  are compared strongly, so that a weak one never holds.
 *  @see RFC 9110 sections 13.1.1 and 13.1.4 */
export function isRefused(headers: Headers, validators: Validators): boolean {
  const tags = headers.get("If-Match");
  if (tags !== null)
    return !isAny(tags) && !tagsIn(tags, isStrong).some((tag) => isTagOf(tag, validators));
  const { modified, settled = modified } = validators;
  const since = dateIn(headers, "If-Unmodified-Since");
  return since < secondOf(settled) && since !== secondOf(modified);
}

/** The date of a header in milliseconds since 1970; when it has none NaN, which is neither before
 *  nor after anything. */
function dateIn(headers: Headers, name: string): number {
  const text = headers.get(name) ?? "";
  return HTTP_DATE.test(text) ? Date.parse(text) : NaN;
}

/** The whole second of a moment, in milliseconds; NaN for none. */
function secondOf(moment = NaN): number {
  return Math.floor(moment / 1000) * 1000;
}

/** Whether a list of entity tags is the star, that stands for all; `"*"` in quotes is a tag. */
function isAny(list: string): boolean {
  return list.trim() === "*";
}

/** Endings that servers in between add to the tag of what they compressed. */
const PROXY_ENDING = /[-;](?:gzip|br|zstd|deflate)$/i;

/** The opaque parts of a list of entity tags, each also without the ending that a proxy added. Tags
 *  without quotes count too: some feed readers drop them (feeds.md §2.7).
 *  @param isKept  which tags, as they are written, count */
export function tagsIn(
  list: string,
  isKept: (tag: string) => boolean = () => true,
): readonly string[] {
  return list
    .split(",")
    .map((tag) => tag.trim())
    .filter(isKept)
    .flatMap((written) => {
      const bare = written.replace(/^W\//, "").replace(PROXY_ENDING, "");
      const tag = bare.replace(/^"(.*)"$/, "$1");
      // A tag of ours may end so by chance.
      return [written.replace(/^(?:W\/)?"?(.*?)"?$/, "$1"), tag, tag.replace(PROXY_ENDING, "")];
    });
}

function isStrong(tag: string): boolean {
  return !tag.startsWith("W/");
}
