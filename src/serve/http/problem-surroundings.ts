import { type ArticleId, toSectionPath } from "#model/name.ts";
import { isRejection } from "#model/rejection.ts";
import { breadcrumb, type Section } from "#model/section.ts";
import type { Site } from "#model/site.ts";
import { baseUrlOf } from "#model/site.ts";
import type { Help } from "#pages/help.ts";
import { type PageContext, pageContext } from "#pages/page-context.ts";
import { StoreDown, StoreFault } from "#store/fault.ts";
import { readGoneSection } from "#store/history/gone.ts";
import { readHome } from "#store/home.ts";
import { openRelease } from "#store/open-release.ts";
import { cachedSite } from "./cached-site.ts";
import type { AppContext, AppDeps } from "./env.ts";
import { BROKEN_PATH, segmentsOf } from "./request-path.ts";

/** Where the page of a problem stands, and what it offers instead. */
export type ProblemContext = { readonly context: PageContext; readonly help: Help };

/** What surrounds the page of a problem: the site in the language of the section that was asked
 *  for, its sections and its newest articles; as much of it as can be had. 3 KV reads at most.
 *  @param withdrawn  an article that was taken back, which is missed in its section's language */
export async function readSurroundings(
  c: AppContext,
  deps: AppDeps,
  withdrawn?: ArticleId,
): Promise<ProblemContext> {
  try {
    const { cache, now } = deps;
    const reader = await openRelease({ kv: c.env.KV, cache, now: now(), meter: c.var.meter });
    if (reader !== null) {
      const { site, fronts } = reader.manifest;
      const [home, section] = await Promise.all([
        readHome(reader),
        withdrawn && readGoneSection(reader, withdrawn),
      ]);
      const baseUrl = baseUrlOf(site, c.env.BASE_URL);
      return {
        context:
          section === undefined
            ? contextAsked(c, site, baseUrl)
            : pageContext(site, baseUrl, section),
        help: {
          newest: home?.newest ?? [],
          counts: new Map(fronts.map(({ path, count }) => [path, count])),
        },
      };
    }
  } catch (error) {
    // What is told is another problem already; without the store the page is poorer.
    if (!(error instanceof StoreDown || error instanceof StoreFault)) throw error;
  }
  const { site, baseUrl } = cachedSite(c, deps);
  return { context: contextAsked(c, site, baseUrl), help: { newest: [] } };
}

/** The context of the innermost section of the path that there is, so that a page that is missing
 *  in an English section is missed in English. */
function contextAsked(c: AppContext, site: Site, baseUrl: string): PageContext {
  const { path } = c.req;
  // Its bytes are no text, so that they name no section either.
  const [first, ...rest] = path === BROKEN_PATH ? [] : segmentsOf(path);
  const asked = first === "sections" ? toSectionPath(rest.filter(Boolean).join("/")) : undefined;
  const known: Section | undefined =
    asked === undefined || isRejection(asked) ? undefined : breadcrumb(site.sections, asked).at(-1);
  return pageContext(site, baseUrl, known?.path);
}
