import { contentSignalText } from "#model/license.ts";
import { baseUrlOf, type Site } from "#model/site.ts";
import { StoreDown } from "#store/fault.ts";
import { openRelease } from "#store/open-release.ts";
import { CACHE } from "#serve/http/cache-control.ts";
import { conditionalText } from "#serve/http/conditional.ts";
import { cachedSite } from "#serve/http/cached-site.ts";
import type { AppDeps, Handler, AppContext } from "#serve/http/env.ts";

/** `GET /robots.txt`: everything may be read; searches, of which there are endlessly many, need
 *  not be. Names the sitemaps, whose addresses must be absolute. Reads `current` at most, and
 *  answers also when that fails: to a crawler an error here is a ban.
 *  @see RFC 9309 section 2.3.1.4 */
export function answerRobots(deps: AppDeps): Handler {
  return async (c) => {
    const { baseUrl, site } = await siteOf(c, deps);
    const signal = contentSignalText(site?.contentSignal);
    const isRsl = site?.rsl === true && baseUrl !== "";
    const sitemaps = baseUrl === "" ? [] : ["sitemap.xml", "news-sitemap.xml"];
    const lines = [
      ...(isRsl ? [`License: ${baseUrl}/license.xml`, ""] : []),
      "User-agent: *",
      ...(signal === undefined ? [] : [`Content-Signal: ${signal}`]),
      "Disallow: /search?",
      "Disallow: /search/",
      "Disallow: /api/search",
      "",
      ...sitemaps.map((file) => `Sitemap: ${baseUrl}/${file}`),
    ];
    const representation = { type: "text/plain; charset=utf-8", cache: CACHE.fixed };
    return conditionalText(c, representation, `${lines.join("\n").trimEnd()}\n`);
  };
}

/** The site and its address; "" when it cannot be known, and no site. */
async function siteOf(
  c: AppContext,
  deps: AppDeps,
): Promise<{ readonly baseUrl: string; readonly site?: Site }> {
  const { cache, now } = deps;
  try {
    const reader = await openRelease({ kv: c.env.KV, cache, now: now(), meter: c.var.meter });
    if (reader !== null) {
      const { site } = reader.manifest;
      return { baseUrl: baseUrlOf(site, c.env.BASE_URL), site };
    }
  } catch (error) {
    if (!(error instanceof StoreDown)) throw error;
  }
  return cachedSite(c, deps);
}
