import { epochMs } from "#model/instant.ts";
import { describeRejection, isRejection } from "#model/rejection.ts";
import { readWholeIndex } from "#publish/build/index-export.ts";
import { miniSearchJson } from "#search/format/export.ts";
import { toIndexRoot } from "#search/format/root.ts";
import { StoreFault } from "#store/fault.ts";
import { CACHE } from "#serve/http/cache-control.ts";
import { conditional, JSON_TYPE } from "#serve/http/conditional.ts";
import { Problem } from "#serve/http/problem.ts";
import type { RequestScope } from "#serve/http/release-route.ts";
import { etagOf } from "#serve/http/validator.ts";

/** What the index may weigh as JSON. Bytes.
 *  @see design.md §4 */
const MAX_INDEX_BYTES = 5 << 20;
/** A shard is about so long, and shorter than what it gives as JSON: with more of them nothing need
 *  be read to refuse. Bytes. */
const SHARD_BYTES = 64 << 10;

/** `GET /search-index.json`: the index as MiniSearch serialises it, for searches in a browser or
 *  without a network. Reads all shards and cards of the release, in one round; a 304 costs the
 *  reading of `current` alone.
 *  @throws {Problem} index-too-large, index-outdated */
export async function answerIndex({ c, reader, baseUrl }: RequestScope): Promise<Response> {
  const { content, created, index } = reader.manifest;
  const root = toIndexRoot(index.root);
  if (isRejection(root)) throw new Problem("index-outdated", describeRejection(root));
  if (root.firstTerms.length * SHARD_BYTES > MAX_INDEX_BYTES) throw tooLarge();
  const etag = await etagOf(content, baseUrl, "search-index");
  const validators = { etag, modified: epochMs(created) };
  const representation = { validators, type: JSON_TYPE, cache: CACHE.feed };
  return conditional(c, representation, async () => {
    const encoder = new TextEncoder();
    const pieces: Uint8Array[] = [];
    let bytes = 0;
    for (const piece of miniSearchJson(await readWholeIndex(reader, root, baseUrl))) {
      if (isRejection(piece))
        throw new StoreFault("corrupt", index.columns, describeRejection(piece));
      const written = encoder.encode(piece);
      bytes += written.length;
      if (bytes > MAX_INDEX_BYTES) throw tooLarge();
      pieces.push(written);
    }
    return joined(pieces, bytes);
  });
}

function tooLarge(): Problem {
  const mebibytes = MAX_INDEX_BYTES >> 20;
  return new Problem("index-too-large", `The index is larger than ${mebibytes} MB as JSON`);
}

function joined(pieces: readonly Uint8Array[], bytes: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
