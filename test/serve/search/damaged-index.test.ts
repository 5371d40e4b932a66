import { env } from "cloudflare:workers";
import { beforeAll, expect, inject, test } from "vitest";
import { isRejection } from "#model/rejection.ts";
import { createApp } from "#serve/app.ts";
import { CURRENT_KEY } from "#store/key.ts";
import { manifestFromText } from "#store/manifest-text.ts";
import { createIsolateCache } from "#store/isolate-cache.ts";
import { NOW, published } from "../published.ts";

const { site, articles } = inject("seed");
beforeAll(() => published(articles, { site }));

async function indexOf() {
  const manifest = manifestFromText((await env.KV.get(CURRENT_KEY)) ?? "", CURRENT_KEY);
  if (isRejection(manifest)) throw new TypeError("nothing was published");
  return manifest.index;
}

/** KV of which one blob comes with a byte flipped as long as `isDamaged` says, and a list of what
 *  was read. */
function flippingKv(damaged: string, isDamaged: () => boolean) {
  const read: string[] = [];
  const get = async (keys: string | string[], options?: unknown): Promise<unknown> => {
    read.push(...[keys].flat());
    // The overloads of `get` are told apart by what is passed on as it came.
    const found = await (env.KV.get as (keys: unknown, options: unknown) => Promise<unknown>).call(
      env.KV,
      keys,
      options,
    );
    if (keys !== damaged || !isDamaged() || !(found instanceof ArrayBuffer)) return found;
    const bytes = new Uint8Array(found.slice(0));
    bytes[bytes.length - 5]! ^= 4;
    return bytes.buffer;
  };
  const kv = new Proxy(env.KV, {
    get: (target, name) => (name === "get" ? get : Reflect.get(target, name)),
  });
  return { kv, read };
}

/** How often a path is answered by one isolate while a blob is damaged, and what it reads after. */
async function afterDamage(path: string, damaged: string) {
  let isDamaged = true;
  const { kv, read } = flippingKv(`blob/${damaged}`, () => isDamaged);
  const app = createApp({ now: () => NOW, cache: createIsolateCache() });
  const answer = async () => {
    const response = await app.request(path, {}, { KV: kv });
    return { status: response.status, text: await response.text() };
  };
  const { status: first, text: firstText } = await answer();
  isDamaged = false;
  read.length = 0;
  const { status: second, text: secondText } = await answer();
  // An answer that is given in spite of the damage is the right one, for caches keep it.
  if (first === 200) expect(firstText).toBe(secondText);
  return { first, second, read };
}

test("a shard that came damaged is read again by the next search, and the columns stay", async () => {
  const { shards, columns } = await indexOf();
  for (const [number, shard] of shards.entries()) {
    // One of the two needs each shard of the seed: words that occur nowhere need lists of words.
    for (const path of [
      "/api/search?q=ferry%20lantren%20",
      "/api/search?q=lantren",
      "/api/search?q=%E5%8D%81%E5%B9%B4",
    ]) {
      const { first, second, read } = await afterDamage(path, shard);
      if (first === 200) continue;
      expect([number, first, second]).toEqual([number, 503, 200]);
      expect(read).toContain(`blob/${shard}`);
      expect(read).not.toContain(`blob/${columns}`);
    }
  }
});

test("columns that came damaged are read again, and the shards stay", async () => {
  const { shards, columns } = await indexOf();
  const { first, second, read } = await afterDamage("/api/search?q=ferry%20", columns);
  expect([first, second]).toEqual([503, 200]);
  expect(read).toContain(`blob/${columns}`);
  expect(read.filter((key) => shards.some((shard) => key === `blob/${shard}`))).toEqual([]);
});
