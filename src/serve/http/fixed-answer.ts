import { renderProblemNote } from "#pages/problem-page.ts";
import { settingOf } from "#pages/setting.ts";
import { STYLE, STYLE_PATH } from "#pages/style.ts";
import { CACHE } from "./cache-control.ts";
import { HTML_TYPE } from "./conditional.ts";
import { heldSite } from "./cached-site.ts";
import type { Desk, HouseContext } from "./env.ts";
import { isProblemName, Problem, PROBLEMS } from "./problem.ts";
import { shown } from "./section-asked.ts";

/** The stylesheet. A page that a cache kept from before an update asks for the old one by name: it gets the new one, but shall ask again. */
export function answerStyle(c: HouseContext): Response {
  const isCurrent = c.req.path === STYLE_PATH;
  return new Response(STYLE, {
    headers: {
      "Content-Type": "text/css; charset=utf-8",
      "Cache-Control": isCurrent ? CACHE.immutable : CACHE.absence,
    },
  });
}

/** `GET /problems/{name}`: what a problem means and what to do about it. Reads nothing: it must answer when nothing else does.
 *  @throws {Problem} page-not-found */
export function answerProblemNote(c: HouseContext, name: string, desk: Desk): Response {
  if (!isProblemName(name))
    throw new Problem("page-not-found", `There is no problem ${shown(name)}`);
  const { site, baseUrl } = heldSite(c, desk);
  const setting = settingOf(site, baseUrl);
  return new Response(renderProblemNote(setting, { name, ...PROBLEMS[name] }), {
    headers: { "Content-Type": HTML_TYPE, "Cache-Control": CACHE.fixed },
  });
}
