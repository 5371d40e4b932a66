import { renderDemo } from "#pages/demo/demo-page.ts";
import { pageContext } from "#pages/page-context.ts";
import { CACHE } from "./cache-control.ts";
import { conditional, HTML_TYPE } from "./conditional.ts";
import type { ReleaseHandler } from "./release-route.ts";
import { etagOf, siteTag } from "./validator.ts";
import { integrityOf, type Widget } from "./widget-answer.ts";

/** As strict as a page can be that has the element: no script but ours, no text that could
 *  become one. */
const DEMO_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

/** Raised when the page changes. */
const DEMO_REVISION = 1;

/** `GET /demo`: the search element in all its forms, with the lines to copy. 1 KV read. */
export function answerDemo(widget: Widget): ReleaseHandler {
  return async ({ c, site, baseUrl }) => {
    const integrity = await integrityOf(widget);
    const etag = await etagOf("demo", DEMO_REVISION, await siteTag(site), baseUrl, integrity);
    const representation = { validators: { etag }, type: HTML_TYPE, cache: CACHE.page };
    const response = await conditional(c, representation, () =>
      renderDemo(pageContext(site, baseUrl), { path: widget.path, integrity }),
    );
    response.headers.set("Content-Security-Policy", DEMO_POLICY);
    return response;
  };
}
