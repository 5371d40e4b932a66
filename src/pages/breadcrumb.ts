import { sectionFolder } from "#model/address.ts";
import type { Section } from "#model/section.ts";
import { type Html, html, langAttribute } from "./html.ts";
import type { PageContext } from "./page-context.ts";

/** The way from the home page to a section, as links.
 *  @param sections  from the outermost; what is left out is where the reader is */
export function renderBreadcrumb(context: PageContext, sections: readonly Section[]): Html {
  const { site, basePath, words } = context;
  return html`<nav class="crumbs" aria-label="${words.here}">
    <a href="${basePath}/">${words.home}</a>${sections.map(
      ({ path, title, lang }) =>
        html` <a href="${basePath}${sectionFolder(path)}" ${langAttribute(lang ?? site.lang)}
          >${title}</a
        >`,
    )}
  </nav>`;
}
