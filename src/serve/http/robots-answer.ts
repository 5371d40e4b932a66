import { baseUrlOf } from "#model/site.ts";
import { StoreDown } from "#store/fault.ts";
import { openRelease } from "#store/open-release.ts";
import { CACHE } from "./cache-control.ts";
import { heldSite } from "./cached-site.ts";
import type { Desk, Handler, HouseContext } from "./env.ts";

/** `GET /robots.txt`: everything may be read; searches, of which there are endlessly many, need not be. Names the sitemaps, whose addresses must be absolute.
 *  Reads `current` at most, and answers also when that fails: to a crawler an error here is a ban.
 *  @see RFC 9309 section 2.3.1.4 */
export function answerRobots(desk: Desk): Handler {
  return async (c) => {
    const baseUrl = await addressOf(c, desk);
    const sitemaps = baseUrl === "" ? [] : ["sitemap.xml", "news-sitemap.xml"];
    const lines = [
      "User-agent: *",
      "Disallow: /search?",
      "Disallow: /search/",
      "Disallow: /api/search",
      "",
      ...sitemaps.map((file) => `Sitemap: ${baseUrl}/${file}`),
    ];
    return new Response(`${lines.join("\n").trimEnd()}\n`, {
      headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": CACHE.fixed },
    });
  };
}

/** The site's address; "" when it cannot be known. */
async function addressOf(c: HouseContext, desk: Desk): Promise<string> {
  const { baseUrl } = heldSite(c, desk);
  if (baseUrl !== "") return baseUrl;
  try {
    const { cache, now } = desk;
    const reader = await openRelease({ kv: c.env.KV, cache, now: now(), meter: c.var.meter });
    return reader === null ? "" : baseUrlOf(reader.manifest.site, c.env.BASE_URL);
  } catch (error) {
    if (error instanceof StoreDown) return "";
    throw error;
  }
}
