import { sectionFolder } from "#model/address.ts";
import { lineOf, type SectionPath } from "#model/name.ts";
import type { Section } from "#model/section.ts";
import { renderFeedLinks } from "./feed-links.ts";
import { renderLayout } from "./layout.ts";
import { type Html, html, langAttribute } from "./html.ts";
import { type Teaser, renderTeaser } from "./teaser.ts";
import type { PageContext } from "./page-context.ts";

/** A page of a section, or of the site: its articles, newest first. */
export type Front = {
  readonly articles: readonly Teaser[];
  /** How many articles each section holds, here and below, by path; "" for the whole site. */
  readonly counts: ReadonlyMap<string, number>;
  /** The way to the articles before these, as a query string with `?`; absent on the last page. */
  readonly older?: string;
  /** Whether these are the newest articles, and not older ones. */
  readonly isNewest: boolean;
};

/** The home page: the newest articles, the first of them large; all sections; feeds; the search
 *  box. */
export function renderHome(context: PageContext, front: Front): string {
  const { site, baseUrl, words } = context;
  const { description } = site;
  return renderLayout(context, {
    ...(!front.isNewest && { title: words.older }),
    ...(front.isNewest && { canonical: `${baseUrl}/` }),
    ...(description !== undefined && { description }),
    head: html`<meta property="og:type" content="website" /> `,
    main: html`${
        front.isNewest
          ? html`<h1 class="hidden">${words.latest}</h1>
              ${
                description !== undefined &&
                html`<p class="motto" ${langAttribute(site.lang)}>${description}</p>`
              }`
          : html`<h1>${words.older}</h1>`
      }
      ${renderArticles(context, front)}
      <section class="index">
        <h2>${words.sections}</h2>
        ${renderTree(site.sections, context, front)}
      </section>`,
  });
}

/** A section's page: the way to it, what lies below it, its articles, its feeds. */
export function renderSection(context: PageContext, section: Section, front: Front): string {
  const { site, baseUrl, words } = context;
  const { description } = section;
  const lang = section.lang ?? site.lang;
  return renderLayout(context, {
    title: front.isNewest ? section.title : `${section.title} – ${words.older}`,
    ...(front.isNewest && { canonical: baseUrl + sectionFolder(section.path) }),
    ...(description !== undefined && { description }),
    head: html`<meta property="og:type" content="website" /> `,
    main: html`${renderBreadcrumb(context, context.sections.slice(0, -1))}
      <h1 ${langAttribute(lang)}>${section.title}</h1>
      ${description !== undefined && html`<p class="motto" ${langAttribute(lang)}>${description}</p>`}
      ${section.children.length > 0 && renderTree(section.children, context, front)}
      ${renderArticles(context, front)} ${renderFeedLinks(context)}`,
  });
}

/** The way from the home page to a section, as links.
 *  @param sections  from the outermost; what is left out is where the reader is */
export function renderBreadcrumb(context: PageContext, sections: readonly Section[]): Html {
  const { site, basePath, words } = context;
  return html`<nav class="crumbs" aria-label="${words.sections}">
    <a href="${basePath}/">${words.home}</a>${sections.map(
      ({ path, title, lang }) =>
        html` <a href="${basePath}${sectionFolder(path)}" ${langAttribute(lang ?? site.lang)}
          >${title}</a
        >`,
    )}
  </nav>`;
}

function renderArticles(context: PageContext, { articles, older, isNewest }: Front): Html {
  const { words } = context;
  const folder = context.basePath + sectionFolder(here(context) ?? "");
  if (articles.length === 0) return html`<p class="empty">${words.noArticles}</p>`;
  return html`<div class="river${isNewest && here(context) === undefined && " lead"}">
      ${articles.map((article) => renderTeaser(article, context))}
    </div>
    <p class="pager">
      ${!isNewest && html`<a href="${folder || "/"}">${words.backToNewest}</a>`}
      ${
        older !== undefined &&
        html`<a rel="next" href="${folder || "/"}${older}">${words.older}</a>`
      }
    </p>`;
}

function here({ sections }: PageContext): SectionPath | undefined {
  return sections.at(-1)?.path;
}

function renderTree(tree: readonly Section[], context: PageContext, front: Front): Html {
  const { site, basePath } = context;
  return html`<ul class="tree">
    ${tree.map(
      ({ path, title, lang, children }) =>
        html`<li>
          <a href="${basePath}${sectionFolder(path)}" ${langAttribute(lang ?? site.lang)}
            >${title}</a
          >
          <span class="count">${front.counts.get(path) ?? 0}</span>${
            children.length > 0 && lineOf(path).length < 4 && renderTree(children, context, front)
          }
        </li>`,
    )}
  </ul>`;
}
