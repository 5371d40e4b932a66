import { hash32 } from "#model/hash.ts";
import { epochMs, type Instant, laterOf } from "#model/instant.ts";
import type { SectionPath } from "#model/name.ts";
import type { Article } from "#model/article.ts";
import { modifiedOf } from "#model/entry.ts";
import type { Feed } from "#feeds/feed.ts";
import { contentHash } from "#store/blob-name.ts";
import type { AppContext } from "#serve/http/env.ts";
import { cachedBody, type CachedBody } from "#serve/http/feed-cache.ts";
import type { RequestScope } from "#serve/http/release-route.ts";
import { tagsIn } from "#serve/http/validator.ts";
import { type FeedForm, formBytes } from "./feed-form.ts";
import { feedResponse } from "./feed-response.ts";

/** A feed that no front holds: whether it changed only its bytes tell. */
type FoundFeed = {
  readonly form: FeedForm;
  /** Its one address. */
  readonly address: Pick<Feed, "path" | "query">;
  /** Stands for all that it is found by: while that is as it is, so are its bytes. 16
   *  characters. */
  readonly madeOf: string;
  /** The section that it is a part of. */
  readonly section?: SectionPath;
  /** Finds it. */
  readonly find: () => Promise<Feed>;
};

/** A feed of a tag, an author, a language, a search or a part of a section, or an archive
 *  document. Its entity tag has two parts. One stands for its bytes, which only reading it can
 *  tell, with their date; the other for what it is found by. While the second is right a 304
 *  costs no reading of it; after a publication of other things it costs that, and is a 304
 *  still.
 *  @throws {Problem} what `find` throws */
export async function answerFound(
  scope: RequestScope,
  { form, address, madeOf, section, find }: FoundFeed,
): Promise<Response> {
  const { c, reader } = scope;
  const write = async (): Promise<CachedBody> => {
    const feed = await find();
    const bytes = formBytes(feed, form, section);
    const hash = await contentHash(bytes);
    const second = markedSecond(hash, feed.modified);
    return { etag: `${hash}-${second.toString(36)}.${madeOf}`, bytes };
  };
  const body = (): Promise<CachedBody> => cachedBody(c.var.feedCache, madeOf, write);
  // Only we can have made a tag for this address of this: the feed is there, and the client has it.
  const echoed = c.var.feedCache.bodies.get(madeOf) === undefined ? tagOf(c, madeOf) : undefined;
  const etag = echoed ?? (await body()).etag;
  const [, content = "", second = ""] = TAG.exec(etag) ?? [];
  const validators = {
    etag,
    content,
    modified: 1_000 * Number.parseInt(second, 36),
    settled: epochMs(reader.manifest.created),
  };
  const held = echoed === undefined && { heldAs: madeOf };
  return feedResponse(scope, { form, address, validators, ...held }, body);
}

/** Seconds by which bytes can put back their date. */
const MARK_SPAN = 3_600;

/** The date of bytes that nobody dated: when what they show last changed by what it says, put back
 *  by so many seconds as their hash says. An article that leaves the feed, comes with an older date
 *  or is edited without a word leaves the newest change as it was; whoever asks with the date of
 *  other bytes must get these. Seconds since 1970.
 *  @see docs/decisions.md, "The date of a feed that is found" */
function markedSecond(hash: string, changed: Instant): number {
  return Math.floor(epochMs(changed) / 1_000) - (hash32(hash) % MARK_SPAN);
}

/** The entity tag among those of the request that was made of the same; undefined when there is
 *  none. */
function tagOf(c: AppContext, madeOf: string): string | undefined {
  const tags = tagsIn(c.req.header("If-None-Match") ?? "");
  return tags.find((tag) => TAG.test(tag) && tag.endsWith(`.${madeOf}`));
}

/** Matches `3fK9a_Qz1bXy0Tq7-rsx3k1.3fK9a_Qz1bXy0Tq7`: hash and date of the bytes, and what they
 *  are made of; refuses anything that could not stand in a header. */
const TAG = /^([\w-]{16}-(-?[0-9a-z]{1,7}))\.[\w-]{16}$/;

/** When any of the articles last changed; undefined when there are none. */
export function lastChange(articles: readonly Article[]): Instant | undefined {
  const [first, ...rest] = articles.map(modifiedOf);
  return first && rest.reduce(laterOf, first);
}
