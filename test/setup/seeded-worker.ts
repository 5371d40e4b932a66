import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readContentAt } from "#cli/folder/content.ts";
import { loadReadings } from "#cli/folder/readings.ts";
import { isRejection } from "#model/rejection.ts";
import { publish } from "#publish/write/publish.ts";
import { createApp } from "#serve/app.ts";
import { kvInMemory } from "../reliability/kv-in-memory.ts";
import { ROOT } from "../house/house-files.ts";

/** When the seed is published, and asked for a minute later. */
const PUBLISHED = Date.parse("2026-11-23T08:00:00Z");

/** Asks the Worker. */
export type Ask = (path: string, init?: RequestInit) => Promise<Response>;

/** What lies beside the Worker, as Cloudflare binds it. */
const ASSETS = {
  fetch: async (input: RequestInfo | URL): Promise<Response> => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    return new Response(readFileSync(join(ROOT, "dist/assets", pathname), "utf8"));
  },
};

/** The Worker in this process, with the newspaper in seed/ published, and a section of it that has an archive. */
export async function seededWorker(): Promise<Ask> {
  const { kv } = kvInMemory();
  const content = await readContentAt(join(ROOT, "seed"), () => {});
  if (isRejection(content)) throw new TypeError("seed/ cannot be read");
  const { site, media } = content;
  const [politics] = content.articles.filter(({ id }) => id === "87613");
  if (politics === undefined) throw new TypeError("seed/ has no article 87613");
  // As many more as give a section an archive.
  const older = Array.from({ length: 60 }, (_, index) => ({
    ...politics,
    id: `older-${index}` as typeof politics.id,
    title: `山海相连 ${index}`,
    aliases: [],
    translations: {},
    sequence: index,
  }));
  const articles = [...older, ...content.articles];
  const readingsOf = await loadReadings();
  await publish({ kv, site, articles, media, now: PUBLISHED, readingsOf });
  const app = createApp({ now: () => PUBLISHED + 60_000, chance: () => 1 }, "// the element");
  return async (path, init) =>
    app.request(new Request(new URL(path, "https://news.example.org"), init), undefined, {
      KV: kv,
      ASSETS,
    });
}
