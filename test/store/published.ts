import type { Article } from "#model/article.ts";
import { isRejection } from "#model/rejection.ts";
import type { Site } from "#model/site.ts";
import type { IndexBuilder } from "#publish/build/index-part.ts";
import type { Outcome, Publication } from "#publish/write/publication.ts";
import { publish } from "#publish/write/publish.ts";
import { openRelease } from "#store/open-release.ts";
import type { Reader } from "#store/reader.ts";
import { createIsolateCache } from "#store/isolate-cache.ts";
import { madeSite } from "./made-articles.ts";

/** Publishes articles and gives the outcome; a refusal fails the test. */
export async function published(
  kv: KVNamespace,
  articles: readonly Article[],
  options: Partial<Publication> & { readonly now: number; readonly site?: Site },
): Promise<Outcome> {
  const free = { site: madeSite(), media: [], allowGone: true };
  const outcome = await publish({ ...free, ...options, kv, articles });
  if (isRejection(outcome)) throw new TypeError(JSON.stringify(outcome.faults));
  return outcome;
}

/** A reader on a cold isolate; nothing published fails the test. */
export async function coldReader(kv: KVNamespace, now: number): Promise<Reader> {
  const reader = await openRelease({ kv, cache: createIsolateCache(), now });
  if (reader === null) throw new TypeError("nothing was published");
  return reader;
}

/** An index that costs nothing, for tests of other things. */
export const noIndex: IndexBuilder = () => {
  const empty = new Uint8Array();
  // No test that uses it looks into the root.
  return { root: {} as never, shards: [], lengths: empty, columns: empty };
};
