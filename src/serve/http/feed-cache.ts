import type { Manifest } from "#model/release.ts";
import type { Memory, Shelf } from "#store/memory.ts";
import type { Validators } from "./validator.ts";

/** A feed as it was written: its bytes, and the entity tag that they go with. */
export type CachedBody = { readonly etag: string; readonly bytes: Uint8Array<ArrayBuffer> };

/** An answer as a whole, ready to be given again. */
type CachedAnswer = {
  /** When what it says of how long it may be kept is too long, for an upcoming release takes over;
   *  milliseconds since 1970. */
  readonly until: number;
  /** The Worker's BASE_URL when it was made. */
  readonly baseUrl: string | undefined;
  readonly validators: Validators;
  /** Headers of the 200, made once: to make a Headers object for each answer costs as much as
   *  all the rest of it. */
  readonly headers: Headers;
  /** The 304, given as it is again and again: without a body it belongs to no request, and can
   *  be sent by any. */
  readonly unchanged: Response;
  /** What its body is held under, as long as it is. The answer does not hold the bytes itself:
   *  they would stay when the body is let go. */
  readonly body: string;
};

/** What an isolate keeps of the feeds that it has answered with, so that a feed that many ask
 *  for is written once for each release. */
export type FeedCache = {
  /** Bodies, by what they are made of. */
  readonly bodies: Shelf<CachedBody>;
  /** Answers to a plain GET, by the URL asked for. Their bytes lie in `bodies`. */
  readonly answers: Shelf<CachedAnswer>;
  /** The manifest that `current` held when the answers were made. While it does, and until the next
   *  upcoming release takes over, they are right; then they are let go. */
  madeFrom: Manifest | undefined;
};

/** What the headers of an answer weigh, twice: with its 200 and with its 304. Bytes. */
const ANSWER_BYTES = 8 * 1024;

/** A cache that holds nothing yet: one for each isolate.
 *  @param memory  the isolate's, which it shares with all else that is held */
export function createFeedCache(memory: Memory): FeedCache {
  return {
    bodies: memory.shelf(({ bytes }) => bytes.buffer.byteLength),
    answers: memory.shelf(() => ANSWER_BYTES),
    madeFrom: undefined,
  };
}

/** The body that is held under `key`, or a new one, which is held from then on.
 *  @param make  called when none is held */
export async function cachedBody(
  { bodies }: FeedCache,
  key: string,
  make: () => Promise<CachedBody>,
): Promise<CachedBody> {
  const held = bodies.get(key);
  if (held !== undefined) return held;
  const body = await make();
  bodies.set(key, body);
  return body;
}
