import { rawHtml } from "#pages/html.ts";
import { renderLayout } from "#pages/layout.ts";
import { pageContext } from "#pages/page-context.ts";
import { STYLE_PATH } from "#pages/style.ts";
import { CACHE } from "#serve/http/cache-control.ts";
import { conditional, conditionalText, HTML_TYPE, JSON_TYPE } from "#serve/http/conditional.ts";
import type { AppContext } from "#serve/http/env.ts";
import { Problem } from "#serve/http/problem.ts";
import type { RequestScope } from "#serve/http/release-route.ts";
import { etagOf, siteTag } from "#serve/http/validator.ts";

/** `GET /openapi.json`: what the build wrote of the routes. Reads nothing.
 *  @throws {Problem} page-not-found, where the Worker was deployed without its files */
export async function answerOpenApi(c: AppContext): Promise<Response> {
  const text = await readAsset(c, "/openapi.json");
  return conditionalText(c, { type: JSON_TYPE, cache: CACHE.fixed }, text);
}

/** `GET /api`: the same for people, in the site's language and with its masthead. 1 KV read.
 *  @throws {Problem} page-not-found, as above */
export async function answerApiPage({ c, site, baseUrl }: RequestScope): Promise<Response> {
  const context = pageContext(site, baseUrl);
  const main = await readAsset(c, `/api-${context.words.lang}.html`);
  const etag = await etagOf("api", main, await siteTag(site), baseUrl, STYLE_PATH);
  const representation = { validators: { etag }, type: HTML_TYPE, cache: CACHE.page };
  return conditional(c, representation, () =>
    renderLayout(context, {
      title: "API",
      canonical: `${baseUrl}/api`,
      // The build made it, by the same tag that all pages are made with.
      main: rawHtml(main),
    }),
  );
}

/** A file that lies beside the Worker. */
async function readAsset({ env }: AppContext, path: string): Promise<string> {
  const answer = await env.ASSETS?.fetch(`https://assets.invalid${path}`);
  if (answer?.ok) return answer.text();
  await answer?.body?.cancel();
  throw new Problem("page-not-found", `This Worker was deployed without ${path}`);
}
