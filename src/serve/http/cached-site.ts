import { baseUrlOf, type Site, SITE_DEFAULTS } from "#model/site.ts";
import type { Desk, HouseContext } from "./env.ts";

/** The site as far as this isolate knows it without reading anything: for answers that must come when nothing can be read.
 *  @returns its settings, defaults on a cold isolate; and its address, "" where that is not known, so that links become paths */
export function heldSite(
  c: HouseContext,
  { cache }: Pick<Desk, "cache">,
): { readonly site: Site; readonly baseUrl: string } {
  const held = cache.current?.manifest.site;
  const isKnown = held !== undefined || Boolean(c.env.BASE_URL);
  const site = held ?? SITE_DEFAULTS;
  return { site, baseUrl: isKnown ? baseUrlOf(site, c.env.BASE_URL) : "" };
}
