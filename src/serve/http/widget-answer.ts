import { widgetPath } from "#model/address.ts";
import { CACHE } from "./cache-control.ts";
import { conditional } from "./conditional.ts";
import type { Handler } from "./env.ts";
import { etagOf } from "./validator.ts";

/** The search element as the Worker serves it. */
export type Widget = {
  /** The script, minified. */
  readonly script: string;
  /** Where just these bytes lie, for pages that pin them: `/search-{hash}.js`. */
  readonly path: string;
};

/** The element from its built script. */
export function toWidget(script: string): Widget {
  return { script, path: widgetPath(script) };
}

/** `GET /search.js`, and the same under the name of its bytes, which may be kept for ever. A
 *  page that pins an older version by that alone gets the one that there is, but shall ask
 *  again; one that pins it by `integrity` too keeps its form. Reads nothing. */
export function answerWidget({ script, path }: Widget): Handler {
  return async (c) => {
    const isPinned = c.req.path.endsWith(path);
    const isNamed = !c.req.path.endsWith("/search.js");
    const representation = {
      validators: { etag: await etagOf(path) },
      type: "text/javascript; charset=utf-8",
      cache: isPinned ? CACHE.immutable : isNamed ? CACHE.absence : CACHE.script,
    };
    return conditional(c, representation, () => script);
  };
}

/** What a page writes into `integrity`, so that browsers run no other bytes.
 *  @see https://www.w3.org/TR/SRI/ */
export async function integrityOf({ script }: Widget): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-384", new TextEncoder().encode(script));
  return `sha384-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
}
