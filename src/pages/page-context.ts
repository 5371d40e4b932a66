import type { SectionPath } from "#model/name.ts";
import { breadcrumb, type Section } from "#model/section.ts";
import type { Site } from "#model/site.ts";
import { ownUrl } from "#text/html/content.ts";
import { wordsFor } from "./words.ts";
import type { PageWords } from "./page-words.ts";

/** What every page is made in: which site, at which address, in which section, with which words. */
export type PageContext = {
  readonly site: Site;
  /** The site's address without a slash at the end: canonical links and feeds begin with it. */
  readonly baseUrl: string;
  /** The path in `baseUrl`, mostly "": links between pages begin with it, so that a copy under
   *  another address stays in itself. */
  readonly basePath: string;
  readonly words: PageWords;
  /** From the outermost section to the one that the page belongs to; empty on the home page. */
  readonly sections: readonly Section[];
};

/** The context of a page of `section`, or of the site as a whole. */
export function pageContext(site: Site, baseUrl: string, section?: SectionPath): PageContext {
  const sections = section === undefined ? [] : breadcrumb(site.sections, section);
  const lang = sections.findLast((part) => part.lang !== undefined)?.lang ?? site.lang;
  const basePath = (URL.parse(baseUrl)?.pathname ?? "").replace(/\/+$/, "");
  return { site, baseUrl, basePath, words: wordsFor(lang), sections };
}

/** `url` as a link of the page: an http address, or a path of the site itself; undefined for
 *  every other scheme. */
export function linkOf(url: string, context: PageContext): string | undefined {
  const link = ownUrl(url, context.basePath);
  return /^https?:\/\//i.test(link) || /^\/(?![/\\])/.test(link) ? link : undefined;
}
