import { writeReady } from "#feeds/part.ts";
import { epochMs } from "#model/instant.ts";
import { MAX_INDEX_BYTES } from "#model/release.ts";
import { readWholeIndex, type WholeIndex } from "#store/search/whole-index.ts";
import { CACHE } from "#serve/http/cache-control.ts";
import { conditional, JSON_TYPE } from "#serve/http/conditional.ts";
import { Problem } from "#serve/http/problem.ts";
import type { RequestScope } from "#serve/http/release-route.ts";
import { etagOf } from "#serve/http/validator.ts";

/** `GET /search-index.json`: the index as MiniSearch serialises it, for searches in a browser or
 *  without a network, as it was made when the release was. 2 KV reads; one for a 304, and where it
 *  is too large.
 *  @throws {Problem} index-too-large, index-outdated */
export async function answerIndex({ c, reader, baseUrl }: RequestScope): Promise<Response> {
  const { created, index } = reader.manifest;
  const { whole } = index;
  if (whole === undefined)
    throw new Problem("index-outdated", "The release gives none: publish again");
  if (whole === null) {
    const mebibytes = MAX_INDEX_BYTES >> 20;
    throw new Problem("index-too-large", `The index is larger than ${mebibytes} MB as JSON`);
  }
  const etag = await etagOf(whole, baseUrl, "search-index");
  const validators = { etag, modified: epochMs(created) };
  const representation = { validators, type: JSON_TYPE, cache: CACHE.feed };
  return conditional(c, representation, async () =>
    withAddress(await readWholeIndex(reader, whole), baseUrl),
  );
}

/** O(bytes), copied alone. */
function withAddress({ json, origins }: WholeIndex, baseUrl: string): Uint8Array<ArrayBuffer> {
  const origin = new TextEncoder().encode(JSON.stringify(baseUrl).slice(1, -1));
  const bytes = new Uint8Array(json.length + origins.length * origin.length);
  writeReady({ content: { xml: json, origins }, origin }, bytes, 0);
  return bytes;
}
