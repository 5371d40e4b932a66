import { renderProblemNote } from "#pages/problem-page.ts";
import { pageContext } from "#pages/page-context.ts";
import { STYLE_PATH, styleWith } from "#pages/style.ts";
import { CACHE } from "./cache-control.ts";
import { HTML_TYPE } from "./conditional.ts";
import { cachedSite } from "./cached-site.ts";
import type { AppDeps, AppContext } from "./env.ts";
import { isProblemName, Problem, PROBLEMS } from "./problem.ts";
import { shown } from "./section-or-site.ts";

/** The stylesheet. A page that a cache kept from before an update asks for the old one by name:
 *  it gets the new one, but shall ask again. */
export function answerStyle(c: AppContext): Response {
  const isCurrent = c.req.path === STYLE_PATH;
  const accent = new URL(c.req.url).searchParams.get("accent");
  return new Response(styleWith(accent), {
    headers: {
      "Content-Type": "text/css; charset=utf-8",
      "Cache-Control": isCurrent ? CACHE.immutable : CACHE.absence,
    },
  });
}

/** `GET /problems/{name}`: what a problem means and what to do about it. Reads nothing: it must
 *  answer when nothing else does.
 *  @throws {Problem} page-not-found */
export function answerProblemNote(c: AppContext, name: string, deps: AppDeps): Response {
  if (!isProblemName(name))
    throw new Problem("page-not-found", `There is no problem ${shown(name)}`);
  const { site, baseUrl } = cachedSite(c, deps);
  const context = pageContext(site, baseUrl);
  return new Response(renderProblemNote(context, { name, ...PROBLEMS[name] }), {
    headers: { "Content-Type": HTML_TYPE, "Cache-Control": CACHE.fixed },
  });
}
