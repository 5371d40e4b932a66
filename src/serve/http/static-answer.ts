import { renderProblemNote } from "#pages/problem-page.ts";
import { pageContext } from "#pages/page-context.ts";
import { STYLE_PATH, styleWith } from "#pages/style.ts";
import { CACHE } from "./cache-control.ts";
import { conditionalText, HTML_TYPE } from "./conditional.ts";
import { cachedSite } from "./cached-site.ts";
import type { AppDeps, AppContext } from "./env.ts";
import { isProblemName, Problem, PROBLEMS } from "./problem.ts";
import { shown } from "./section-or-site.ts";

/** The stylesheet. A page that a cache kept from before an update asks for the old one by name:
 *  it gets the new one, but shall ask again. */
export function answerStyle(c: AppContext): Promise<Response> {
  const isCurrent = c.req.path === STYLE_PATH;
  const accent = new URL(c.req.url).searchParams.get("accent");
  const cache = isCurrent ? CACHE.immutable : CACHE.absence;
  return conditionalText(c, { type: "text/css; charset=utf-8", cache }, styleWith(accent));
}

/** `GET /problems/{name}`: what a problem means and what to do about it. Reads nothing: it must
 *  answer when nothing else does.
 *  @throws {Problem} page-not-found */
export async function answerProblemNote(
  c: AppContext,
  name: string,
  deps: AppDeps,
): Promise<Response> {
  if (!isProblemName(name))
    throw new Problem("page-not-found", `There is no problem ${shown(name)}`);
  const { site, baseUrl } = cachedSite(c, deps);
  const context = pageContext(site, baseUrl);
  const page = renderProblemNote(context, { name, ...PROBLEMS[name] });
  return conditionalText(c, { type: HTML_TYPE, cache: CACHE.fixed }, page);
}
