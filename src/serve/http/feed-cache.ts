import type { Manifest } from "#model/release.ts";
import { type ByteCache, createByteCache } from "#store/byte-cache.ts";
import type { Validators } from "./validator.ts";

/** A feed as it was written: its bytes, and the entity tag that they go with. */
export type HeldBody = { readonly etag: string; readonly bytes: Uint8Array<ArrayBuffer> };

/** An answer as a whole, ready to be given again. */
export type HeldAnswer = {
  /** The manifest that `current` held. While it does, and until the next upcoming release takes over, the answer is right. */
  readonly manifest: Manifest;
  /** When an upcoming release takes over; milliseconds since 1970. */
  readonly until: number;
  /** The Worker's BASE_URL when it was made. */
  readonly baseUrl: string | undefined;
  readonly validators: Validators;
  /** Headers of the 200, made once: to make a Headers object for each answer costs as much as all the rest of it. */
  readonly headers: Headers;
  /** The 304, given as it is again and again: without a body it belongs to no request, and can be sent by any. */
  readonly unchanged: Response;
  /** Absent while only 304s were answered. */
  readonly bytes?: Uint8Array<ArrayBuffer>;
};

/** What an isolate keeps of the feeds that it has answered with, so that a feed that many ask for is written once for each release. */
export type FeedMemory = {
  /** Bodies, by what they are made of. */
  readonly bodies: ByteCache<HeldBody>;
  /** Answers to a plain GET, by the URL asked for. Their bytes are those of `bodies`. */
  readonly answers: ByteCache<HeldAnswer>;
};

/** Bodies held by one isolate, in bytes: about 80 feeds of 100 KB. With the isolate's cache's 24 MB far below half of the isolate's 128. */
const BODIES_BYTES = 8 * 1024 * 1024;
/** What the headers and the key of an answer are taken to weigh, and how many answers are held. Bytes. */
const ANSWER_BYTES = 4 * 1024;
const ANSWERS = 500;

/** A memory that holds nothing yet: one for each isolate. */
export function createFeedMemory(): FeedMemory {
  return {
    bodies: createByteCache(BODIES_BYTES, ({ bytes }) => bytes.byteLength),
    answers: createByteCache(ANSWERS * ANSWER_BYTES, () => ANSWER_BYTES),
  };
}

/** The body that is held under `key`, or a new one, which is held from then on.
 *  @param make  called when none is held */
export async function heldBody(
  { bodies }: FeedMemory,
  key: string,
  make: () => Promise<HeldBody>,
): Promise<HeldBody> {
  const held = bodies.get(key);
  if (held !== undefined) return held;
  const body = await make();
  bodies.set(key, body);
  return body;
}
