import { renderIcon } from "#pages/icon.ts";
import { ownUrl } from "#text/html/content.ts";
import { CACHE } from "./cache-control.ts";
import { conditionalText } from "./conditional.ts";
import type { RequestScope } from "./release-route.ts";

/** `GET /favicon.ico`, which browsers and feed readers ask for unasked: the way to the site's
 *  own icon, else one made of its name. Reads `current` alone. */
export async function answerIcon({ c, site, baseUrl }: RequestScope): Promise<Response> {
  const own = site.icon === undefined ? undefined : URL.parse(ownUrl(site.icon, baseUrl));
  if (own && /^https?:$/.test(own.protocol))
    return new Response(null, {
      status: 302,
      headers: { Location: own.href, "Cache-Control": CACHE.fixed },
    });
  return conditionalText(c, { type: "image/svg+xml", cache: CACHE.fixed }, renderIcon(site));
}
